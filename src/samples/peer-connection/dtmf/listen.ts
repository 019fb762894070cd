import type { KeyReport } from './key-processor.js';

/** Listens for keys in a stream, until the context is closed. */
export async function listenForKeys(audio: AudioContext, stream: MediaStream, report: (keys: KeyReport) => void) {
  await audio.audioWorklet.addModule(new URL('./key-processor.js', import.meta.url));
  if (audio.state === 'closed') return; // the call ended while the module was loading
  const listener = new AudioWorkletNode(audio, 'key-processor', { numberOfOutputs: 0 });
  listener.port.onmessage = ({ data }: MessageEvent<KeyReport>) => report(data);
  audio.createMediaStreamSource(stream).connect(listener);
}
