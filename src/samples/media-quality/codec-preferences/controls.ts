import { codecList } from './codec-list.js';
import { inWords, isHelper, nameOf } from './codecs.js';

export const kinds = ['video', 'audio'] as const;
export type Kind = (typeof kinds)[number];

export const source = document.querySelector<HTMLSelectElement>('#source')!;
export const callButton = document.querySelector<HTMLButtonElement>('#call')!;
export const offerButton = document.querySelector<HTMLButtonElement>('#offer')!;
export const hangUpButton = document.querySelector<HTMLButtonElement>('#hang-up')!;
/** The menus of the running call. */
export const now = {
  video: document.querySelector<HTMLSelectElement>('#video-now')!,
  audio: document.querySelector<HTMLSelectElement>('#audio-now')!,
};
/** How the picture is cut into layers in the running call. */
export const layers = document.querySelector<HTMLSelectElement>('#layers')!;
const far = document.querySelector<HTMLSelectElement>('#far')!;

/** Fills the lists and the menus with what this browser has. `moved` gets a sentence about each move in a list. */
export function openControls(moved: (sentence: string) => void) {
  const lists = { video: codecList('video', moved), audio: codecList('audio', moved) };
  const choosable = (kind: Kind) => lists[kind].inOrder().filter((codec) => !isHelper(codec));
  for (const kind of kinds) for (const codec of choosable(kind)) now[kind].append(new Option(inWords(codec)));
  for (const name of new Set(choosable('video').map(nameOf))) far.append(new Option(`${name} alone`, name));
  return {
    /** What the next offer prefers, best first. */
    preferred: (kind: Kind) => lists[kind].inOrder(),
    /** The codec at the top of the list. */
    first: (kind: Kind) => choosable(kind)[0]!,
    /** What the menus ask for; without a codec, the answer decides, and without a mode the browser. */
    wanted(kind: Kind) {
      const codec = choosable(kind).find((one) => inWords(one) === now[kind].value);
      return { ...(codec && { codec }), layers: kind === 'video' ? layers.value : '' };
    },
    /** What a sender keeps is what counts: it holds on to its codec until another is agreed on, or this one is not any more. */
    showKept(transceivers: Record<Kind, RTCRtpTransceiver>) {
      for (const kind of kinds) {
        const { codec, scalabilityMode = '' } = transceivers[kind].sender.getParameters().encodings[0] ?? {};
        now[kind].value = codec ? inWords(codec) : '';
        if (kind === 'video') layers.value = scalabilityMode;
      }
    },
    /** What the far side of this page prefers: one codec and what helps it, or nothing of its own, so that it follows the offer. */
    taken: () =>
      RTCRtpReceiver.getCapabilities('video')!.codecs.filter(
        (codec) => nameOf(codec) === far.value || (far.value !== '' && isHelper(codec)),
      ),
  };
}
