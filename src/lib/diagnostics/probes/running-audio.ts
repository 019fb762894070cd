import type { ProbeContext } from '../probe.ts';
import { abortable, pause, type Resources } from '../resources.ts';

/** How long a context may take to run. Some browsers never answer, neither yes nor no. */
const startMs = 1000;
/** How long the question for a click stands. */
const clickMs = 8000;

/**
 * Makes an `AudioContext` that runs, and registers it to be closed. Browsers let a page make and measure sound only after a
 * click; where there has been none, the person is asked for one. `undefined` if the context does not run even so.
 */
export async function runningAudio(context: ProbeContext, resources: Resources): Promise<AudioContext | undefined> {
  if (typeof AudioContext === 'undefined') return undefined;
  const { userActivation } = navigator as { userActivation?: UserActivation };
  const wasClicked = userActivation?.hasBeenActive ?? true;
  const audio = resources.audio(new AudioContext());
  if (await runs(audio, context.signal)) return audio;
  // After a click already, another one would not help.
  if (wasClicked) return undefined;
  await context.ask({
    text: 'The browser lets a page use sound only after a click.',
    answers: [{ value: 'go', label: 'Go on with sound' }],
    timeoutMs: clickMs,
  });
  return (await runs(audio, context.signal)) ? audio : undefined;
}

async function runs(audio: AudioContext, signal: AbortSignal): Promise<boolean> {
  // Refused, it stays suspended, and that is what is looked at.
  const resumed = audio.resume().catch(() => undefined);
  await Promise.race([abortable(resumed, signal), pause(startMs, signal)]);
  return audio.state === 'running';
}
