import type { PictureKind } from './pictures.js';
import { lack } from './sentences.js';

const button = (id: string) => document.querySelector<HTMLButtonElement>(`#${id}`)!;
/** Where microphone and camera come from. */
export const source = document.querySelector<HTMLSelectElement>('#source')!;

/** The buttons of the page, by what they do. */
export const buttons = {
  start: button('start'),
  hangUp: button('hang-up'),
  mute: button('mute'),
  black: button('black'),
  release: button('release'),
  camera: button('camera'),
  screen: button('screen'),
  canvas: button('canvas'),
} as const;

/** What of a call decides which buttons make sense. */
export interface Sent {
  readonly microphone: MediaStreamTrack | undefined;
  readonly picture: MediaStreamTrack | undefined;
  readonly kind: PictureKind | undefined;
}

/** Enables what can be pressed now, and says on a button what it would do. */
export function updateControls(call: Sent | undefined, isAsking: boolean) {
  buttons.start.disabled = source.disabled = isAsking || call !== undefined;
  buttons.hangUp.disabled = !isAsking && call === undefined;
  buttons.mute.disabled = !call?.microphone;
  buttons.mute.textContent = call?.microphone?.enabled === false ? 'Unmute microphone' : 'Mute microphone';
  buttons.black.disabled = buttons.release.disabled = !call?.picture;
  buttons.black.textContent = call?.picture?.enabled === false ? 'Show picture' : 'Black picture';
  buttons.release.textContent = `Release ${call?.kind ?? 'picture'}`;
  for (const kind of ['camera', 'screen', 'canvas'] as const)
    buttons[kind].disabled = !call || isAsking || call.kind === kind || (kind === 'screen' && lack() !== '');
  document.querySelector('#lack')!.textContent = lack();
}
