import { openSource } from './source.js';

/** A stream to record, and what ends everything behind it. */
export interface Subject {
  readonly stream: MediaStream;
  close(): void;
}

/** Opens what is to be recorded: `itself`, `screen`, `remote` or `both`, the last two from a call on this page. */
export async function openSubject(kind: string, source: string): Promise<Subject> {
  if (kind === 'screen') return plain(await navigator.mediaDevices.getDisplayMedia({ video: true, audio: true }));
  const local = plain(await openSource(source));
  if (kind === 'itself') return local;
  try {
    const remote = await callItself(local);
    return kind === 'remote' ? remote : await mix(local, remote);
  } catch (error) {
    local.close();
    throw error;
  }
}

function plain(stream: MediaStream): Subject {
  return {
    stream,
    close: () => {
      for (const track of stream.getTracks()) track.stop();
    },
  };
}

/** Sends a stream over a connection on this page. What arrives has been through the encoder and the network's buffers. */
async function callItself(local: Subject): Promise<Subject> {
  const caller = new RTCPeerConnection();
  const callee = new RTCPeerConnection();
  const arrived = new MediaStream();
  callee.addEventListener('track', ({ track }) => arrived.addTrack(track));
  caller.addEventListener('icecandidate', ({ candidate }) => void callee.addIceCandidate(candidate));
  callee.addEventListener('icecandidate', ({ candidate }) => void caller.addIceCandidate(candidate));
  for (const track of local.stream.getTracks()) caller.addTrack(track, local.stream);
  await caller.setLocalDescription();
  await callee.setRemoteDescription(caller.localDescription!);
  await callee.setLocalDescription();
  await caller.setRemoteDescription(callee.localDescription!);
  return {
    stream: arrived,
    close: () => {
      caller.close();
      callee.close();
      local.close();
    },
  };
}

/** Draws two streams side by side and adds up their sound: a recorder takes one picture and one sound only. */
async function mix(left: Subject, right: Subject): Promise<Subject> {
  const canvas = Object.assign(document.createElement('canvas'), { width: 1280, height: 480 });
  const context = canvas.getContext('2d')!;
  const players = [left, right].map(({ stream }) =>
    Object.assign(document.createElement('video'), { srcObject: stream, muted: true, playsInline: true }),
  );
  await Promise.all(players.map((player) => player.play()));
  const drawing = setInterval(() => {
    for (const [side, player] of players.entries()) context.drawImage(player, side * 640, 0, 640, 480);
  }, 33);

  const audio = new AudioContext();
  const sum = audio.createMediaStreamDestination();
  for (const { stream } of [left, right]) audio.createMediaStreamSource(stream).connect(sum);
  const mixed = new MediaStream([...canvas.captureStream(30).getTracks(), ...sum.stream.getTracks()]);
  return {
    stream: mixed,
    close: () => {
      clearInterval(drawing);
      for (const track of mixed.getTracks()) track.stop();
      if (audio.state !== 'closed') void audio.close();
      right.close(); // and with it the left
    },
  };
}
