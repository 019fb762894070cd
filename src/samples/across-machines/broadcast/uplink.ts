/** Shows once a second how much media leaves this page, by all its connections together; ends when it is told to. */
export function watchUplink(connections: () => RTCPeerConnection[]): () => void {
  const shown = document.querySelector<HTMLElement>('#uplink')!;
  let before = new Map<RTCPeerConnection, number>();
  let atMs = performance.now();
  let isOver = false;

  async function look() {
    const now = new Map<RTCPeerConnection, number>();
    for (const connection of connections()) now.set(connection, await sentBytes(connection));
    if (isOver) return;
    let bytes = 0;
    // Only what was there a second ago is compared: a connection that comes or goes makes no jump.
    for (const [connection, sent] of now) bytes += sent - (before.get(connection) ?? sent);
    const sinceMs = performance.now() - atMs;
    shown.textContent = `${Math.round((8 * bytes) / sinceMs)} kbit/s`;
    before = now;
    atMs = performance.now();
  }
  const timer = setInterval(() => void look(), 1000);
  return () => {
    isOver = true;
    clearInterval(timer);
    shown.textContent = '0 kbit/s';
  };
}

async function sentBytes(connection: RTCPeerConnection): Promise<number> {
  let bytes = 0;
  for (const report of (await connection.getStats()).values() as Iterable<RTCOutboundRtpStreamStats>)
    if (report.type === 'outbound-rtp') bytes += report.bytesSent ?? 0;
  return bytes;
}
