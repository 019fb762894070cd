/** A participant: what they send, and what they have received, by the ids of the streams. */
export interface Person {
  readonly name: string;
  readonly colour: string;
  /** The height of their tone: it is the voice by which the others tell who they hear. */
  readonly hertz: number;
  readonly picture: HTMLCanvasElement;
  readonly stream: MediaStream;
  readonly received: Map<string, MediaStream>;
}

const cast = [
  ['Ada', '#c62828', 330],
  ['Ben', '#1e4fc2', 430],
  ['Cem', '#1f8a3b', 560],
  ['Dora', '#e0b400', 730],
  ['Ela', '#8e2fb0', 950],
  ['Finn', '#19b5c4', 1240],
] as const;

/** How many pictures a second are drawn, and sent: few and small ones, because one machine encodes them all. */
export const picturesPerSecond = 10;

/** Draws the pictures and sounds the tones of as many participants, until the signal says that it is over. */
export function openPeople(count: number, audio: AudioContext, until: AbortSignal): Person[] {
  const people = cast.slice(0, count).map(([name, colour, hertz]): Person => {
    const picture = Object.assign(document.createElement('canvas'), { width: 160, height: 120 });
    const tone = new OscillatorNode(audio, { frequency: hertz });
    const quiet = new GainNode(audio, { gain: 0.1 });
    const voice = audio.createMediaStreamDestination();
    tone.connect(quiet).connect(voice);
    tone.start();
    const tracks = [...picture.captureStream(picturesPerSecond).getTracks(), ...voice.stream.getTracks()];
    return { name, colour, hertz, picture, stream: new MediaStream(tracks), received: new Map() };
  });
  repeat(() => people.forEach(draw), until);
  until.addEventListener('abort', () => {
    for (const { stream } of people) for (const track of stream.getTracks()) track.stop();
  });
  return people;
}

/** Does something now and for every picture. */
export function repeat(step: () => void, until: AbortSignal) {
  const next = () => {
    if (until.aborted) return;
    step();
    setTimeout(next, 1000 / picturesPerSecond);
  };
  next();
}

function draw({ name, colour, picture: { width, height }, picture }: Person) {
  const context = picture.getContext('2d')!;
  context.fillStyle = colour;
  context.fillRect(0, 0, width, height);
  context.fillStyle = 'white';
  context.font = 'bold 22px sans-serif';
  context.fillText(name, 10, 30);
  context.fillRect((performance.now() / 20) % width, height - 16, 16, 10); // something that moves
}
