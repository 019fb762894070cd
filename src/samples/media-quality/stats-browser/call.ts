import 'webrtc-adapter';
import { exchange } from './exchange.js';
import { explain } from './explain.js';

/** A call on this page, with something of everything, so that there is something to look at. */
export interface Call {
  readonly ada: RTCPeerConnection;
  readonly ben: RTCPeerConnection;
  readonly began: number;
  close(): void;
}

/** Ada sends picture and sound to Ben, who sends sound back; a data channel carries one note. `say` gets how it goes. */
export function openCall(
  stream: MediaStream,
  show: (remote: MediaStream) => void,
  say: (sentence: string) => void,
): Call {
  const [ada, ben] = [new RTCPeerConnection(), new RTCPeerConnection()];
  ben.addEventListener('track', ({ streams: [remote] }) => show(remote!));
  ada.addEventListener('connectionstatechange', () => {
    if (ada.connectionState === 'connected') say('Connected. A report comes every second.');
    if (ada.connectionState === 'failed') say('The two sides found no way to each other. Stop and start again.');
  });
  for (const track of stream.getTracks()) ada.addTrack(track, stream);
  for (const track of stream.getAudioTracks()) ben.addTrack(track, stream);
  const channel = ada.createDataChannel('notes');
  channel.addEventListener('open', () => channel.send('a note'));
  exchange(ada, ben).catch((error: unknown) => {
    // Every call on a closed connection is refused: that is no failure if the person stopped in the middle.
    if (ada.signalingState !== 'closed') say(`The call could not be set up. ${explain(error)}`);
  });
  const close = () => {
    ada.close();
    ben.close();
    for (const track of stream.getTracks()) track.stop();
  };
  return { ada, ben, began: performance.now(), close };
}
