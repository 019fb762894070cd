/** One person's picture, sound and caption. */
export interface Tile {
  /** Plays a track; one of the same kind that was there before goes. */
  readonly play: (track: MediaStreamTrack) => void;
  readonly caption: (name: string, isMuted: boolean) => void;
  /** Marks who speaks, in words too: a coloured frame alone says nothing to who cannot see it. */
  readonly mark: (isSpeaking: boolean) => void;
  readonly remove: () => void;
}

/** Adds a tile: for the own stream, which is silent, since to hear oneself would be a loop; or for tracks that are to come. */
export function addTile(own?: MediaStream): Tile {
  const stream = own ?? new MediaStream();
  const isOwn = own !== undefined;
  const video = Object.assign(document.createElement('video'), { autoplay: true, playsInline: true, muted: isOwn });
  const figure = document.createElement('figure');
  const words = document.createElement('figcaption');
  const speaking = document.createElement('strong');
  const text = document.createElement('span');
  video.srcObject = stream;
  words.append(text, speaking);
  figure.append(video, words);
  document.querySelector('#tiles')!.append(figure);

  return {
    play: (track) => {
      for (const old of stream.getTracks()) if (old.kind === track.kind) stream.removeTrack(old);
      stream.addTrack(track);
    },
    caption: (name, isMuted) => {
      video.ariaLabel = `Picture of ${name}`;
      text.textContent = `${name}${isMuted ? ', microphone muted' : ''}`;
    },
    mark: (isSpeaking) => {
      figure.classList.toggle('speaking', isSpeaking);
      speaking.textContent = isSpeaking ? ', speaking' : '';
    },
    remove: () => {
      video.srcObject = null;
      figure.remove();
    },
  };
}
