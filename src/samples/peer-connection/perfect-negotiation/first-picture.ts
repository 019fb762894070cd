import { explain } from './explain.js';
import { drawPicture } from './picture.js';
import type { Side } from './side.js';

/**
 * Puts the camera or the canvas in the place of what is sent first, as the pane's choice says. Another track in the same place
 * needs no offer, so there is nothing that could meet. `say` gets a sentence, or nothing where only the controls change.
 */
export async function swapFirst(side: Side, say: (sentence?: string) => void, reason = '') {
  const { kind, colour } = side.pane;
  side.isAsking = true;
  say(kind.value === 'camera' ? 'Waiting for the camera: your browser may ask you now.' : undefined);
  try {
    const track = kind.value === 'camera' ? await openCamera() : drawPicture(() => colour.value, 'first');
    if (side.pc.signalingState === 'closed') return track.stop(); // Stop was pressed meanwhile
    const { sender } = side.first!;
    sender.track?.stop(); // only this turns a camera's light off
    sender.replaceTrack(track).catch(() => undefined); // refused only by a call that has just ended
    track.addEventListener('ended', () => {
      kind.value = 'canvas';
      void swapFirst(side, say, 'The camera was unplugged or taken back. ');
    });
    say(`${reason}The ${kind.value} is sent now. That took no offer.`);
  } catch (error) {
    if (side.pc.signalingState === 'closed') return;
    kind.value = 'canvas'; // which is sent still
    say(refusal(error));
  } finally {
    side.isAsking = false;
    say();
  }
}

async function openCamera(): Promise<MediaStreamTrack> {
  const stream = await navigator.mediaDevices.getUserMedia({ video: true });
  return stream.getVideoTracks()[0]!;
}

function refusal(error: unknown): string {
  const sentence = explain(error).replace('press Start', 'choose it').replace('choose the synthetic source', 'wait');
  return `The canvas is sent as before. ${sentence}`;
}
