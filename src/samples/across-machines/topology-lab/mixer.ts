import { picturesPerSecond, repeat, type Person } from './people.js';

/** Makes one stream out of many. */
export interface Mixer {
  /** Takes up what has come from a participant: the element that plays it, and its sound. */
  add(stream: MediaStream, video: HTMLVideoElement): void;
  /** The mix for one participant: everybody's picture, and the sound of all others, because nobody likes to hear an echo. */
  streamFor(person: Person): MediaStream;
}

/** A mixer at the place of the one in the middle, whose own picture and tone are part of it. */
export function openMixer(audio: AudioContext, middle: Person, others: readonly Person[], until: AbortSignal): Mixer {
  const columns = others.length < 4 ? 2 : 3;
  const { width, height } = middle.picture;
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width: columns * width, height: Math.ceil((others.length + 1) / columns) * height });
  const context = canvas.getContext('2d')!;
  const videos: HTMLVideoElement[] = [];
  repeat(() => {
    for (const [index, picture] of [middle.picture, ...videos].entries())
      context.drawImage(picture, (index % columns) * width, Math.floor(index / columns) * height, width, height);
  }, until);

  const [picture] = canvas.captureStream(picturesPerSecond).getVideoTracks() as [MediaStreamTrack];
  const sounds = new Map(others.map((person) => [person.stream.id, audio.createMediaStreamDestination()]));
  const connectToAllBut = (id: string, stream: MediaStream) => {
    const source = audio.createMediaStreamSource(stream);
    for (const [owner, sound] of sounds) if (owner !== id) source.connect(sound);
  };
  connectToAllBut(middle.stream.id, middle.stream);
  until.addEventListener('abort', () => {
    picture.stop();
    for (const { stream } of sounds.values()) for (const track of stream.getTracks()) track.stop();
  });
  return {
    add(stream, video) {
      videos.push(video);
      connectToAllBut(stream.id, stream);
    },
    streamFor: (person) => new MediaStream([picture, ...sounds.get(person.stream.id)!.stream.getTracks()]),
  };
}
