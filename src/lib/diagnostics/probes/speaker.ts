import { finding, type Finding } from '../finding.ts';
import type { Probe } from '../probe.ts';
import { abortable, Resources } from '../resources.ts';
import { outputOf } from './audio-output.ts';
import { runningAudio } from './running-audio.ts';

/** What a person may answer. */
export type Heard = 'both' | 'left' | 'right' | 'nothing';

/** What is known when the tones are over. */
export interface SpeakerAnswer {
  readonly heard: Heard | undefined;
  readonly canChoose: boolean;
  /** The name of the error, if the chosen output was refused. */
  readonly refused?: string;
  /** How many outputs the browser names; without permission for the microphone it names none. */
  readonly outputs: number;
}

/** Judges a speaker by what the person heard: a page cannot hear it. */
export function judgeSpeaker({ heard, canChoose, refused, outputs }: SpeakerAnswer): Finding[] {
  const evidence = { heard: heard ?? null, canChoose, refused: refused ?? null, outputs };
  return [
    ...(heard === undefined
      ? [finding('speaker.no-answer', evidence)]
      : heard === 'both'
        ? [finding('speaker.heard', evidence)]
        : heard === 'nothing'
          ? [finding('speaker.not-heard', evidence)]
          : [finding('speaker.one-side', { ...evidence, heard, missing: heard === 'left' ? 'right' : 'left' })]),
    ...(refused === undefined ? [] : [finding('speaker.output-refused', { ...evidence, refused })]),
    ...(canChoose ? [] : [finding('speaker.no-choice', evidence)]),
  ];
}

/** The tones: a fifth apart, so that each side has its own. The pair is played twice, for who looks away at first. */
const tones = [
  { pan: -1, hertz: 440, atS: 0.2 },
  { pan: 1, hertz: 660, atS: 1 },
  { pan: -1, hertz: 440, atS: 3 },
  { pan: 1, hertz: 660, atS: 3.8 },
] as const;
const toneS = 0.6;
const answerMs = 8000;

/** Plays a tone on each side, and asks what was heard. */
export const speaker: Probe = {
  id: 'speaker',
  title: 'Speaker',
  group: 'speaker',
  load: 'heavy',
  after: ['environment'],
  timeoutMs: 20_000,
  async *run(context) {
    const { signal, devices } = context;
    const resources = new Resources(signal);
    try {
      const audio = await runningAudio(context, resources);
      if (!audio) {
        yield finding('speaker.audio-suspended');
        return;
      }
      const { node, canChoose, refused } = await abortable(outputOf(audio, devices.speakerId, resources), signal);
      context.say('Playing a tone on the left, then one on the right.');
      for (const tone of tones) playTone(audio, node, tone);
      const heard = await context.ask({
        text: 'You should hear a tone on the left, then one on the right. What did you hear?',
        answers: [
          { value: 'both', label: 'Both' },
          { value: 'left', label: 'Only the left one' },
          { value: 'right', label: 'Only the right one' },
          { value: 'nothing', label: 'Nothing' },
        ],
        timeoutMs: answerMs,
      });
      if (heard !== undefined) context.learned.speakerHeard = heard !== 'nothing';
      const devicesNow = (await navigator.mediaDevices?.enumerateDevices()) ?? [];
      yield* judgeSpeaker({
        heard: heard as Heard | undefined,
        canChoose,
        ...(refused === undefined ? {} : { refused }),
        outputs: devicesNow.filter(({ kind }) => kind === 'audiooutput').length,
      });
    } finally {
      resources.close();
    }
  },
};

/** A tone that rises and falls softly, since a hard edge would crack. */
function playTone(
  audio: AudioContext,
  output: AudioNode,
  { pan, hertz, atS }: { readonly pan: number; readonly hertz: number; readonly atS: number },
) {
  const begin = audio.currentTime + atS;
  const volume = new GainNode(audio, { gain: 0 });
  volume.gain.setValueAtTime(0, begin);
  volume.gain.linearRampToValueAtTime(0.25, begin + 0.05);
  volume.gain.setValueAtTime(0.25, begin + toneS - 0.15);
  volume.gain.linearRampToValueAtTime(0, begin + toneS);
  const tone = new OscillatorNode(audio, { frequency: hertz });
  tone.connect(volume).connect(new StereoPannerNode(audio, { pan })).connect(output);
  tone.start(begin);
  tone.stop(begin + toneS);
}
