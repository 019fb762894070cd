import type { Report } from './worker.js';

let before: Report | undefined;

/** Shows what a worker counted, and says of the receiver's whether its last frame opened. */
export function showReport(side: 'sender' | 'receiver', report: Report): 'opened' | 'refused' {
  if (side === 'sender') {
    show('encrypted', report.encrypted);
    show('step', report.step);
    return 'opened';
  }
  show('opened', report.opened);
  show('refused', report.refused);
  const news = before && report.refused > before.refused ? 'refused' : 'opened';
  before = report;
  return news;
}

/** Shows how many pictures each receiving side has decoded. */
export async function showDecoded(receiver: RTCPeerConnection, middlebox: RTCPeerConnection) {
  show('receiver-decoded', await framesDecoded(receiver));
  show('middlebox-decoded', await framesDecoded(middlebox));
}

async function framesDecoded(connection: RTCPeerConnection): Promise<number> {
  const reports = (await connection.getStats()).values() as Iterable<RTCInboundRtpStreamStats>;
  for (const report of reports)
    if (report.type === 'inbound-rtp' && report.kind === 'video') return report.framesDecoded ?? 0;
  return 0;
}

function show(id: string, count: number) {
  document.querySelector(`#${id}`)!.textContent = String(count);
}
