import type { Resources } from '../resources.ts';

/** How sound gets to the output that the person chose. */
export interface Output {
  /** What to connect sound to. */
  readonly node: AudioNode;
  /** Whether this browser lets a page choose the output at all. */
  readonly canChoose: boolean;
  /** The name of the error, if the chosen output was refused; the browser's default is used then. */
  readonly refused?: string;
}

type Sink = { setSinkId?: (id: string) => Promise<void> };

/**
 * Directs a context to an output: by its own `setSinkId` where there is one (Web Audio API, section 1.2), else through an
 * element that has it (Audio Output Devices API). Without a choice, sound goes where the browser sends it.
 */
export async function outputOf(
  audio: AudioContext,
  speakerId: string | undefined,
  resources: Resources,
): Promise<Output> {
  const context = audio as AudioContext & Sink;
  const canChoose = 'setSinkId' in context || 'setSinkId' in HTMLMediaElement.prototype;
  const usual = { node: audio.destination, canChoose };
  if (!speakerId || !canChoose) return usual;
  try {
    if (context.setSinkId) {
      await context.setSinkId(speakerId);
      return usual;
    }
    const element = resources.add(new Audio(), (one) => {
      one.pause();
      one.srcObject = null;
    });
    const node = audio.createMediaStreamDestination();
    element.srcObject = node.stream;
    await element.setSinkId(speakerId);
    await element.play();
    return { node, canChoose };
  } catch (error) {
    return { ...usual, refused: (error as Error).name };
  }
}
