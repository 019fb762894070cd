import { nameOf } from './codecs.js';
import { asked } from './controls.js';
import { figuresOf } from './figures.js';
import { clearFigures, showFigures, showLevel } from './readout.js';

/** Shows levels and figures of a call, from when it is connected until it is over. */
export async function watch(caller: RTCPeerConnection, callee: RTCPeerConnection) {
  // Graphs are drawn on the thread that connects, too: drawn at once, they made a call take a third longer to come about.
  await new Promise<void>((resolve) => {
    caller.addEventListener('connectionstatechange', () => caller.connectionState === 'connected' && resolve());
  });
  const began = performance.now();
  const isOver = () => caller.signalingState === 'closed';
  let loudest = 0; // since the last figures

  // How loud it is that arrives stands in the receiver's sources, and asking for it ten times a second costs nothing.
  const listen = () => {
    const [source] = callee.getReceivers()[0]?.getSynchronizationSources() ?? [];
    const level = isOver() ? 0 : (source?.audioLevel ?? 0);
    loudest = Math.max(loudest, level);
    showLevel(level);
    if (!isOver()) setTimeout(listen, 100);
  };

  // Statistics cost more: once a second. The next question is planned when the answer is there, so that two never overlap.
  const measure = async (before?: RTCStatsReport) => {
    const [sent, received] = await Promise.all([caller.getStats(), callee.getStats()]);
    if (isOver()) return;
    const [first] = caller.getSenders()[0]!.getParameters().codecs;
    const sendsRed = first !== undefined && nameOf(first) === 'red';
    showFigures((performance.now() - began) / 1000, figuresOf(sent, received, before), loudest, asked(), sendsRed);
    loudest = 0;
    setTimeout(() => void measure(sent), 1000);
  };

  clearFigures();
  listen();
  void measure();
}
