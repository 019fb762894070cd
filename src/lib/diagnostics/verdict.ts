/**
 * How bad a finding is, the worst first. `fail` breaks calls; `warn` deserves a look; `not-measurable` says that this browser
 * or machine does not let it be known; `info` and `pass` need nothing; `skip` was not configured, or not possible after
 * something else failed.
 */
export const verdicts = ['fail', 'warn', 'not-measurable', 'info', 'skip', 'pass'] as const;
export type Verdict = (typeof verdicts)[number];
