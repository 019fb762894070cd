import type { Sending } from './message.js';

/** Shows the own picture, and the other's picture, sound and screen, with what each sends in words. */
export function openPictures(say: (sentence: string) => void) {
  const local = document.querySelector<HTMLVideoElement>('#local')!;
  const remote = document.querySelector<HTMLVideoElement>('#remote')!;
  // A video element is silent until its first picture comes, and from a camera that is off none does: sound plays by itself.
  const sound = document.querySelector<HTMLAudioElement>('#sound')!;
  const screen = document.querySelector<HTMLVideoElement>('#screen')!;
  const fullscreenButton = document.querySelector<HTMLButtonElement>('#fullscreen')!;
  const smallButton = document.querySelector<HTMLButtonElement>('#small')!;
  let theirs: Sending | undefined;

  const inWords = (who: string, { isMuted, isCameraOff, screen: shared }: Sending) =>
    [who, isMuted && 'microphone muted', isCameraOff && 'camera off', shared !== null && 'shares a screen']
      .filter(Boolean)
      .join(', ');
  const caption = (video: HTMLVideoElement, words: string, isDark: boolean) => {
    video.nextElementSibling!.textContent = words;
    // A camera that goes off leaves its last picture standing, which looks like a call that hangs.
    video.classList.toggle('dark', isDark);
  };

  fullscreenButton.addEventListener('click', () => {
    const wanted = screen.srcObject ? screen : remote;
    wanted.requestFullscreen().catch(() => say('The browser does not show this in fullscreen now.'));
  });
  smallButton.addEventListener('click', () => {
    remote.requestPictureInPicture().catch(() => say('There is no picture yet that could have its own window.'));
  });

  const pictures = {
    own: (stream: MediaStream | undefined, sending: Sending | undefined) => {
      if (local.srcObject !== stream) local.srcObject = stream ?? null;
      caption(local, sending ? inWords('you', sending) : 'you', sending?.isCameraOff ?? true);
    },
    /** What the other sends; `undefined` when there is nobody. */
    theirs: (sending: Sending | undefined) => {
      theirs = sending;
      caption(remote, sending ? inWords('the other', sending) : 'nobody yet', sending?.isCameraOff ?? true);
      if (!sending) remote.srcObject = sound.srcObject = null;
      if (!sending?.screen) screen.srcObject = null;
      screen.parentElement!.hidden = screen.srcObject === null;
      fullscreenButton.disabled = !sending || !document.fullscreenEnabled;
      smallButton.disabled = !sending || !document.pictureInPictureEnabled;
      if (!sending && document.fullscreenElement) void document.exitFullscreen();
      if (!sending && document.pictureInPictureElement) void document.exitPictureInPicture();
    },
    /** A track has come. The other has said before which stream is the screen. */
    play: (track: MediaStreamTrack, stream: MediaStream | undefined) => {
      const isScreen = stream?.id === theirs?.screen;
      const place = track.kind === 'audio' ? sound : isScreen ? screen : remote;
      place.srcObject = new MediaStream([track]);
      pictures.theirs(theirs);
    },
  };
  return pictures;
}
