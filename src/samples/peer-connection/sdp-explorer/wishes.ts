import { isHelper, nameOf } from './codec-names.js';

/** What a person asks for. */
export interface Wishes {
  readonly audio: number;
  readonly video: number;
  readonly direction: RTCRtpTransceiverDirection;
  readonly hasChannel: boolean;
  readonly isSimulcast: boolean;
  readonly bundlePolicy: RTCBundlePolicy;
}

const input = (id: string) => document.querySelector<HTMLInputElement>(`#wishes #${id}`)!;
const select = (id: string) => document.querySelector<HTMLSelectElement>(`#wishes #${id}`)!;

/** Reads the controls. A number that is no number, or out of its range, is brought into it. */
export function readWishes(): Wishes {
  return {
    audio: tracks('audio'),
    video: tracks('video'),
    direction: select('direction').value as RTCRtpTransceiverDirection,
    hasChannel: input('channel').checked,
    isSimulcast: input('simulcast').checked,
    bundlePolicy: select('bundle').value as RTCBundlePolicy,
  };
}

function tracks(id: 'audio' | 'video'): number {
  const field = input(id);
  const number = Math.min(Number(field.max), Math.max(0, Math.round(field.valueAsNumber) || 0));
  field.valueAsNumber = number;
  return number;
}

/** Fills the menus with the codecs that this browser can receive, each name once. */
export function fillCodecs() {
  for (const kind of ['audio', 'video'] as const) {
    const codecs = RTCRtpReceiver.getCapabilities(kind)?.codecs ?? [];
    const names = new Set(codecs.filter((codec) => !isHelper(codec)).map(nameOf));
    select(`${kind}-codec`).append(...[...names].map((name) => new Option(`${name} only`, name)));
  }
}

/** The codecs to offer: the one that was chosen, in all its profiles, with what helps it. An empty list asks for all. */
export function wantedCodecs(kind: string): RTCRtpCodec[] {
  const { value } = select(`${kind}-codec`);
  const codecs = RTCRtpReceiver.getCapabilities(kind)?.codecs ?? [];
  return value === '' ? [] : codecs.filter((codec) => nameOf(codec) === value || isHelper(codec));
}
