import { addMoment, drawAll } from './readout.js';
import type { Run } from './run.js';

/** Longer than this, nothing comes only if nothing is left to come. */
const silenceMs = 2000;

/**
 * Looks four times a second how things stand, and draws it once, as each new picture of the page slows the sending. What is lost on
 * a channel that may lose messages never comes, and nobody says so: when all is sent and nothing comes any more, `onSilence` is
 * told since when.
 */
export function watch(run: Run, near: RTCDataChannel, onSilence: (sinceMs: number) => void) {
  let [looks, lookedMs, newsMs, knownBytes] = [0, run.beganMs, run.beganMs, 0];
  return setInterval(() => {
    const nowMs = performance.now();
    const news = run.receivedBytes - knownBytes;
    const megabytesPerS = news / (nowMs - lookedMs) / 1000;
    addMoment((nowMs - run.beganMs) / 1000, megabytesPerS, near.bufferedAmount, run.roundTrip?.ms);
    if (++looks % 4 === 0) drawAll(run);
    run.roundTrip?.ask();
    if (news > 0) newsMs = nowMs;
    [lookedMs, knownBytes] = [nowMs, run.receivedBytes];
    const isAllSent = run.sentBytes === run.goalBytes && near.bufferedAmount === 0;
    if (isAllSent && nowMs - newsMs > silenceMs) onSilence(newsMs);
  }, 250);
}
