import type { Message } from './message.js';

const mostWaiting = 10_000; // messages

/**
 * Sends in order, and no faster than the other takes it: a channel that is given too much at once is closed by the browser.
 * `overrun` is called when somebody takes nothing at all.
 */
export function openOutgoing(channel: RTCDataChannel, overrun: () => void) {
  const waiting: string[] = [];
  const pump = () => {
    // The other may have closed the channel a moment ago, and the news of it is still on its way.
    while (waiting.length > 0 && channel.readyState === 'open' && channel.bufferedAmount < 256_000)
      channel.send(waiting.shift()!);
  };
  channel.bufferedAmountLowThreshold = 64_000;
  channel.addEventListener('bufferedamountlow', pump);
  return (message: Message) => {
    // Where a cursor was is of no interest by the time that all before it has been sent.
    if (message.kind === 'cursor' && waiting.length > 0) return;
    waiting.push(JSON.stringify(message));
    if (waiting.length > mostWaiting) overrun();
    else pump();
  };
}
