import type { Side } from './steps.js';

/** What became of a call, as a sentence; nothing as long as it is not decided. */
export function outcomeOf({ caller, callee }: Partial<Record<Side, RTCPeerConnection>>): string | undefined {
  if (caller?.connectionState === 'connected' && callee?.connectionState === 'connected')
    return 'Connected. Both know what is sent, how, and where to: whatever carried the messages is not needed any more.';
  const failed = [caller, callee].find((one) => one?.connectionState === 'failed');
  if (!failed) return undefined;
  // Addresses are tried first, and certificates compared after that.
  return failed.iceConnectionState === 'connected' || failed.iceConnectionState === 'completed'
    ? 'Failed: the two found each other, but the certificate is not the one whose fingerprint was sent. Press Stop and begin again.'
    : 'Failed: no pair of addresses answered, because none can be reached or a password of ICE was wrong. Press Stop and begin again.';
}
