import { catalogue, type FindingId } from './catalogue/index.ts';
import { verdicts, type Verdict } from './verdict.ts';

export type JsonValue = string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/** What the facts behind a finding are: names in camelCase with the unit at their end, values as they were measured. */
export type Evidence = Readonly<Record<string, JsonValue>>;

/** What a check has found out. Its words stand in the catalogue; only the figures are its own. */
export interface Finding {
  readonly id: FindingId;
  readonly verdict: Verdict;
  /** One plain sentence, with the figures in it. */
  readonly sentence: string;
  readonly evidence: Evidence;
  /** Which one of several it is about: the URL of a server, for example. */
  readonly subject?: string;
}

/** A sentence of the catalogue asks for a figure that the finding does not bring. */
export class MissingEvidenceError extends Error {
  override name = 'MissingEvidenceError';
}

/** Makes a finding: the verdict and the sentence come from the catalogue, `{name}` in it is filled from the evidence. */
export function finding(id: FindingId, evidence: Evidence = {}, subject?: string): Finding {
  const { verdict, sentence } = catalogue[id];
  return {
    id,
    verdict,
    sentence: filled(sentence, evidence, id),
    evidence,
    ...(subject === undefined ? {} : { subject }),
  };
}

function filled(sentence: string, evidence: Evidence, id: FindingId): string {
  return sentence.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = evidence[name];
    if (typeof value === 'string') return value;
    if (typeof value === 'number') return String(rounded(value));
    throw new MissingEvidenceError(`The sentence of ${id} needs {${name}}, a text or a number.`);
  });
}

/** As many digits as a person reads: one behind the point below ten, none above. */
function rounded(value: number): number {
  return Math.abs(value) < 10 ? Math.round(value * 10) / 10 : Math.round(value);
}

/** The worst of several findings: the first with the worst verdict. */
export function worst(findings: readonly Finding[]): Finding | undefined {
  return [...findings].sort((a, b) => verdicts.indexOf(a.verdict) - verdicts.indexOf(b.verdict))[0];
}
