import type { Sending } from './message.js';

/** All that decides which controls make sense. */
export interface State {
  readonly where: 'outside' | 'joining' | 'inside';
  /** Whether a person or a device is waited for. */
  readonly isBusy: boolean;
  readonly hasLastRoom: boolean;
  readonly sending: Sending | undefined;
}

export const button = (id: string) => document.querySelector<HTMLButtonElement>(`#${id}`)!;
const field = (id: string) =>
  document.querySelector<HTMLInputElement | HTMLSelectElement | HTMLFieldSetElement>(`#${id}`)!;

/** Turns on what can be used now, turns off what cannot, and shows which switches are on. */
export function showControls({ where, isBusy, hasLastRoom, sending }: State) {
  for (const one of ['room', 'source', 'recent-rooms'].map(field)) one.disabled = where !== 'outside';
  button('join').disabled = button('random').disabled = where !== 'outside';
  button('rejoin').disabled = where !== 'outside' || !hasLastRoom;
  button('hang-up').disabled = where === 'outside';
  button('new-room').disabled = where === 'joining';
  field('in-call').disabled = where !== 'inside';
  button('camera-off').disabled = isBusy;
  button('switch').disabled = isBusy || document.querySelector<HTMLSelectElement>('#source')!.value === 'synthetic';
  button('share-screen').disabled = isBusy || !navigator.mediaDevices?.getDisplayMedia; // phones cannot
  button('mute').ariaPressed = String(sending?.isMuted ?? false);
  button('camera-off').ariaPressed = String(sending?.isCameraOff ?? false);
  button('share-screen').ariaPressed = String((sending?.screen ?? null) !== null);
}
