import type { Verdict } from '../verdict.ts';

/** The systems for which a way to a switch is told. */
export const systems = ['windows', 'macos', 'chromeos', 'android', 'ios', 'linux'] as const;
export type System = (typeof systems)[number];

/** A step of a remedy: one sentence, or one for each system where the ways differ. */
export type Step = string | Readonly<Record<System, string>>;

/** Everything that is said about a finding, in plain words. */
export interface Entry {
  readonly verdict: Verdict;
  /** What is the matter, in a few words, as a headline without a full stop: “The camera sends only black”. */
  readonly title: string;
  /** One sentence for the card; `{name}` is filled from the evidence. */
  readonly sentence: string;
  /** One or two sentences on what this means for a call. */
  readonly meaning: string;
  /** What is usually behind it, the most likely first; empty where nothing is wrong. */
  readonly causes: readonly string[];
  /** What to do, in the order to try it; empty where nothing is to be done. */
  readonly fix: readonly Step[];
  /** How it was measured, the threshold, and what an administrator would look at. */
  readonly forIt: string;
}

/** Keeps the ids of a part of the catalogue as their own type, and checks each entry. */
export const entries = <Id extends string>(part: Readonly<Record<Id, Entry>>): Readonly<Record<Id, Entry>> => part;
