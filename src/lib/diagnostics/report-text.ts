import { verdictWords } from './words.ts';
import type { Report } from './report.ts';

/** What has to be known of a report before it is read. */
export function reportFacts({ createdAt, state, thresholdsVersion, redacted }: Report): string {
  return [
    createdAt,
    ...(state === 'cancelled' ? ['cancelled before its end'] : []),
    `thresholds ${thresholdsVersion}`,
    ...(redacted ? ['addresses and names shortened'] : []),
  ].join(', ');
}

/** A report as plain text, for a mail or a ticket. */
export function reportText(report: Report): string {
  const { overall, iceServers, probes } = report;
  const head = [
    'Peerlab diagnostics',
    reportFacts(report),
    ...(iceServers.length > 0 ? [`Servers: ${iceServers.join(', ')}`] : []),
    '',
    `${overall.title}.`,
    ...(overall.first ? [`First: ${overall.first}`] : []),
  ];
  const lines = probes.flatMap(({ probe, findings }) => [
    '',
    ...findings.flatMap(({ verdict, sentence, id, subject, evidence }) => [
      `[${verdictWords[verdict]}] ${probe}${subject ? ` (${subject})` : ''}: ${sentence}`,
      `    ${id} ${JSON.stringify(evidence)}`,
    ]),
  ]);
  return [...head, ...lines, ''].join('\n');
}
