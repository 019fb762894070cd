/** Calls `rolledBack` each time an offer of this connection has been taken back. No event of the browser says so by itself. */
export function watchRollbacks(pc: RTCPeerConnection, rolledBack: () => void) {
  let offered: string | undefined;
  pc.addEventListener('signalingstatechange', () => {
    // An offer that was answered is the current description now. One that has gone, and is not that, was taken back.
    if (offered !== undefined && pc.signalingState !== 'closed' && versionOf(pc.currentLocalDescription) !== offered)
      rolledBack();
    offered = pc.signalingState === 'have-local-offer' ? versionOf(pc.pendingLocalDescription) : undefined;
  });
}

/** The line that names a description: its session and the version of it, which grows with each (RFC 8866, section 5.2). */
function versionOf(description: RTCSessionDescription | null): string {
  return /^o=.*/m.exec(description?.sdp ?? '')?.[0] ?? 'none';
}
