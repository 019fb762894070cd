import { z } from 'astro/zod';
import { catalogue } from './catalogue/index.ts';
import type { JsonValue } from './finding.ts';
import type { Outcome, Overall } from './overall.ts';
import { probeIds } from './probe.ts';
import { redaction, withoutSecrets } from './redact.ts';
import type { IceServer } from './servers.ts';
import { thresholds } from '../stats/thresholds.ts';
import { verdicts } from './verdict.ts';

const finding = z.object({
  id: z.string().max(100).describe('The stable name of the finding, for example camera.black.'),
  verdict: z.enum(verdicts),
  title: z.string().max(1000),
  sentence: z.string().max(5000),
  subject: z
    .string()
    .max(2000)
    .optional()
    .describe('Which one of several it is about, for example the URL of a server.'),
  evidence: z.record(z.string(), z.json()).describe('What was measured; units stand at the end of the names.'),
});

/** A report, as it is saved and opened again. The JSON Schema that is published comes from here. */
export const reportSchema = z.object({
  format: z.literal('peerlab-diagnostics'),
  version: z.literal(1).describe('Raised when an older reader would misread the report.'),
  createdAt: z.iso.datetime(),
  thresholdsVersion: z.string().max(50).describe('Which figures the verdicts were decided by.'),
  redacted: z.boolean().describe('Whether addresses, names of devices and ids were shortened.'),
  state: z.enum(['done', 'cancelled']),
  overall: z.object({ verdict: z.enum(verdicts), title: z.string().max(1000), first: z.string().max(1000).optional() }),
  iceServers: z.array(z.string().max(2000)).max(100).describe('The URLs of the servers, without names and passwords.'),
  probes: z
    .array(z.object({ probe: z.string().max(100), durationMs: z.number().min(0), findings: z.array(finding).max(200) }))
    .max(100),
});

export type Report = z.infer<typeof reportSchema>;
export type ReportedFinding = z.infer<typeof finding>;

/** What a run has left behind, from which reports are made. */
export interface Run {
  readonly createdAt: Date;
  readonly state: 'done' | 'cancelled';
  readonly overall: Overall;
  readonly outcomes: readonly (Outcome & { readonly durationMs: number })[];
  readonly iceServers: readonly IceServer[];
}

/** Makes the report of a run. Secrets of the servers are never in it; with `redacted`, addresses and names are shortened too. */
export function reportOf({ createdAt, state, overall, outcomes, iceServers }: Run, redacted: boolean): Report {
  const report: Report = {
    format: 'peerlab-diagnostics',
    version: 1,
    createdAt: createdAt.toISOString(),
    thresholdsVersion: thresholds.version,
    redacted,
    state,
    overall: {
      verdict: overall.verdict,
      title: overall.title,
      ...(overall.first === undefined ? {} : { first: overall.first }),
    },
    iceServers: iceServers.map(({ url }) => url),
    probes: [...outcomes]
      .sort((a, b) => probeIds.indexOf(a.probe) - probeIds.indexOf(b.probe))
      .map(({ probe, durationMs, findings }) => ({
        probe,
        durationMs: Math.round(durationMs),
        findings: findings.map(({ id, verdict, sentence, subject, evidence }) => ({
          id,
          verdict,
          title: catalogue[id].title,
          sentence,
          ...(subject === undefined ? {} : { subject }),
          evidence: evidence as ReportedFinding['evidence'],
        })),
      })),
  };
  const secrets = iceServers.flatMap(({ username, credential }) => [username ?? '', credential ?? '']);
  return withTexts(report, (value) => {
    const clean = withoutSecrets(value, secrets);
    return redacted ? redaction(value)(clean) : clean;
  });
}

/** The parts of a report that carry text of a machine go through; its own skeleton stays as the schema wants it. */
function withTexts(report: Report, change: (value: JsonValue) => JsonValue): Report {
  const { iceServers, probes } = report;
  const changed = change({ iceServers, probes: probes.map(({ findings }) => findings) } as JsonValue) as unknown as {
    iceServers: string[];
    probes: ReportedFinding[][];
  };
  return {
    ...report,
    iceServers: changed.iceServers,
    probes: probes.map((one, index) => ({
      ...one,
      findings: one.findings.map((original, number) => ({
        ...changed.probes[index]![number]!,
        id: original.id,
        verdict: original.verdict,
        title: original.title,
      })),
    })),
  };
}

/** A file is no report that this page can read; the message says what is the matter with it, and the cause has the details. */
export class ReportError extends Error {
  override name = 'ReportError';
}

const largestReport = 2_000_000;

/** Reads a report that somebody has saved. Throws a {@link ReportError}. */
export function readReport(text: string): Report {
  if (text.length > largestReport) throw new ReportError('This file is too large to be a report (over 2 MB).');
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (cause) {
    throw new ReportError('This file is not JSON. Choose a report that was saved with “Save as JSON”.', { cause });
  }
  const result = reportSchema.safeParse(data);
  if (result.success) return result.data;
  const { format, version } = (typeof data === 'object' && data !== null ? data : {}) as Partial<Report>;
  if (format !== 'peerlab-diagnostics')
    throw new ReportError('This file is JSON, but no report of this page.', { cause: result.error });
  if (typeof version === 'number' && version > 1)
    throw new ReportError('This report was written by a newer version of this page. Open it there.', {
      cause: result.error,
    });
  const [issue] = result.error.issues;
  throw new ReportError(
    `This report is damaged: ${issue?.path.join('.') ?? 'somewhere'} is not as it should be (${issue?.message ?? ''}).`,
    { cause: result.error },
  );
}

/** The published JSON Schema of a report. */
export function reportJsonSchema(): object {
  return { title: 'Peerlab diagnostics report', ...z.toJSONSchema(reportSchema) };
}
