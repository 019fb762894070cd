import { codecNames, hasRed } from './codecs.js';
import type { Asked } from './comparison.js';

const button = (id: string) => document.querySelector<HTMLButtonElement>(id)!;
const select = (id: string) => document.querySelector<HTMLSelectElement>(id)!;
const input = (id: string) => document.querySelector<HTMLInputElement>(id)!;

export const source = select('#source');
export const listen = input('#listen');
export const limit = select('#limit');
export const buttons = { call: button('#call'), mute: button('#mute'), hangUp: button('#hang-up') };
const [codec, packetTime] = [select('#codec'), select('#packet-time')];
const [stereo, dtx, fec, red] = [input('#stereo'), input('#dtx'), input('#fec'), input('#red')];
/** The controls whose wishes both sides have to agree on. */
export const negotiated = [codec, packetTime, stereo, dtx, fec, red];

/** What the person asks for. */
export function asked(): Asked {
  return {
    codec: codec.value,
    limitKbps: limit.value === '' ? undefined : Number(limit.value),
    packetMs: Number(packetTime.value),
    stereo: stereo.checked,
    dtx: dtx.checked,
    fec: fec.checked,
    red: red.checked && !red.disabled,
  };
}

/** What can be pressed now; the wishes are free at any moment. */
export function updateControls(isIdle: boolean, track: MediaStreamTrack | undefined) {
  buttons.call.disabled = source.disabled = !isIdle;
  buttons.hangUp.disabled = isIdle;
  buttons.mute.disabled = track === undefined;
  buttons.mute.textContent = track?.enabled === false ? 'Unmute' : 'Mute';
  document.querySelector<HTMLFieldSetElement>('#opus')!.disabled = codec.value !== 'opus';
}

codec.append(...codecNames().map((name) => new Option(name, name)));
if (!hasRed()) {
  red.disabled = true;
  red.labels![0]!.append(' – not in this browser');
}
