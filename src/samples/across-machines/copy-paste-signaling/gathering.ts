/**
 * Waits until a connection has found all its candidates: a text that is carried by hand has to hold them all. A server that
 * does not answer can hold this up for 40 s, so there is a limit; answers whether all were found.
 */
export function gathered(connection: RTCPeerConnection, limitMs: number, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    const isComplete = () => connection.iceGatheringState === 'complete';
    const end = () => {
      clearTimeout(timer);
      connection.removeEventListener('icegatheringstatechange', look);
      resolve(isComplete());
    };
    const look = () => {
      if (isComplete()) end();
    };
    const timer = setTimeout(end, limitMs);
    signal.addEventListener('abort', end);
    connection.addEventListener('icegatheringstatechange', look);
    look();
  });
}

/** What gathering has brought since a moment of `performance.now()`, in words. */
export function yieldOf({ localDescription, iceGatheringState }: RTCPeerConnection, sinceMs: number): string {
  const count = (localDescription?.sdp ?? '').split('a=candidate:').length - 1;
  const isComplete = iceGatheringState === 'complete';
  return `${count} candidates after ${Math.round(performance.now() - sinceMs)} ms${isComplete ? '' : ', more may follow'}`;
}
