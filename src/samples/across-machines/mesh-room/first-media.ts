// #region same:first-media
/**
 * Adds the first media to a connection of two that each have some: the impolite end at once, the polite one into its answer, so
 * that one offer is enough. Two that cross would be sorted out by negotiate, but Chromium leaves a track muted for good whose
 * first offer was taken back (https://github.com/w3c/webrtc-pc/issues/3081).
 */
export function addFirstMedia(connection: RTCPeerConnection, isPolite: boolean, add: () => void) {
  if (isPolite) connection.addEventListener('track', add, { once: true });
  else add();
}
// #endregion
