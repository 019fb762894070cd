import { explain } from './explain.js';
import { openSource, presetSource } from './source.js';

/** Picture and sound both ways over a connection that is there already; the tracks may come and go while it lasts. */
export function openPictures(say: (sentence: string) => void) {
  const source = document.querySelector<HTMLSelectElement>('#source')!;
  const showButton = document.querySelector<HTMLButtonElement>('#show-me')!;
  const hideButton = document.querySelector<HTMLButtonElement>('#hide-me')!;
  const localVideo = document.querySelector<HTMLVideoElement>('#local')!;
  const remoteVideo = document.querySelector<HTMLVideoElement>('#remote')!;
  let connection: RTCPeerConnection | undefined;
  let asking: AbortController | undefined; // while the browser asks the person
  let stream: MediaStream | undefined;

  async function show() {
    const mine = (asking = new AbortController());
    render();
    try {
      const opened = await openSource(source.value);
      if (mine.signal.aborted) return release(opened);
      stream = opened;
      // Each track makes the connection want a new description; `negotiation.ts` hears of it and sends one.
      for (const track of stream.getTracks()) connection?.addTrack(track, stream);
      say('You send picture and sound.');
    } catch (error) {
      if (!mine.signal.aborted) say(explain(error));
    } finally {
      if (asking === mine) asking = undefined;
      render();
    }
  }

  function hide() {
    asking?.abort();
    asking = undefined;
    // A sender of a closed connection is no longer the business of anybody.
    const senders = connection?.signalingState === 'closed' ? [] : (connection?.getSenders() ?? []);
    for (const sender of senders) if (sender.track) connection?.removeTrack(sender);
    release(stream);
    stream = undefined;
    render();
  }

  function render() {
    localVideo.srcObject = stream ?? null;
    const isBusy = asking !== undefined || stream !== undefined;
    showButton.disabled = source.disabled = !connection || isBusy;
    hideButton.disabled = !isBusy;
  }

  /** Only this turns the camera's light off; forgetting the stream does not. */
  function release(unwanted: MediaStream | undefined) {
    for (const track of unwanted?.getTracks() ?? []) track.stop();
  }

  showButton.addEventListener('click', () => void show());
  hideButton.addEventListener('click', () => {
    hide();
    say('You do not send picture and sound any more.');
  });
  presetSource(source);
  render();

  return {
    /** Sends over this connection from now on, or over none. */
    use(next: RTCPeerConnection | undefined) {
      hide();
      connection = next;
      remoteVideo.srcObject = null;
      next?.addEventListener('track', ({ streams: [theirs] }) => {
        remoteVideo.srcObject = theirs ?? null;
        theirs?.addEventListener('removetrack', () => {
          if (theirs.getTracks().length === 0) remoteVideo.srcObject = null;
        });
      });
      render();
    },
  };
}
