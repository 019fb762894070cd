import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findChromium, findCoturn, findRedis, findFirefox, versionOf } from './support/browsers.ts';
import { build, BuildError } from './support/build.ts';
import { freePort } from './support/port.ts';
import { command, run, secondsSince } from './support/run.ts';

/** How many things a step looked at, and what it has to say if one is wrong. */
interface Result {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly output: string;
}

await command(async () => {
  const began = performance.now();
  const chromium = await findChromium();
  console.log(`Chromium: ${chromium.path} (${chromium.origin}, ${versionOf(chromium)})`);
  const firefox = await findFirefox();
  console.log(
    firefox
      ? `Firefox: ${firefox.path} (${firefox.origin}, ${versionOf(firefox)})`
      : 'Firefox: none found, its tests are skipped. Install one, or set FIREFOX_PATH.',
  );

  console.log(
    (await findCoturn())
      ? 'TURN server: coturn is installed'
      : 'TURN server: coturn is not installed, the checks that need a real one are skipped. Install its package to run them.',
  );
  console.log(
    (await findRedis())
      ? 'Redis: is installed'
      : 'Redis: is not installed, the tests of several nodes are skipped. Install redis-server or valkey to run them.',
  );

  const reports = await mkdtemp(join(tmpdir(), 'peerlab-test-'));
  const env = { CHROMIUM_PATH: chromium.path, ...(firefox ? { FIREFOX_PATH: firefox.path } : {}) };
  const vitest = (project: string, file?: string) => async () => {
    const report = join(reports, `${file ?? project}.json`);
    const args = [
      'run',
      '--project',
      project,
      ...(file ? [file] : []),
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
    ];
    const { output } = await run('vitest', args, { env: { ...env, PEERLAB_TEST_PORT: String(await freePort()) } });
    return counted(await vitestCounts(report), output);
  };
  type Step = readonly [name: string, run: () => Promise<Result>];
  const browserChecks = async () => {
    const file = join(reports, 'browser.json');
    const more = { PEERLAB_REPORT: file, PEERLAB_TEST_PORT: String(await freePort()) };
    const { output } = await run('playwright', ['test'], { env: { ...env, ...more } });
    const report = await readReport<PlaywrightReport>(file);
    return counted(report && playwrightCounts(report), [output, ...(report ? skipsIn(report) : [])].join('\n'));
  };
  // Phases come one after the other; the lanes of a phase go side by side: Firefox and the peer server wait more than they compute.
  const phases: readonly (readonly Step[])[][] = [
    [
      [
        ['types', () => checked('astro', ['check', '--minimumFailingSeverity', 'warning'])],
        ['build', builds],
        ['format', () => checked('prettier', ['--check', '--log-level', 'warn', '.'])],
      ],
      [
        ['unit', vitest('unit')],
        ['architecture', vitest('architecture')],
        ['lint', () => checked('eslint', ['--max-warnings', '0', '.'])],
      ],
      [['peer server', vitest('peer-server')]],
    ],
    // A browser that judges calls needs the machine for itself.
    firefox ? [[['firefox, diagnostics', vitest('firefox', 'diagnostics')]]] : [],
    [[['browser', browserChecks]], firefox ? [['firefox, samples', vitest('firefox', 'every-sample')]] : []],
  ];

  let passed = 0;
  let failed = 0;
  const runLane = async (steps: readonly Step[]) => {
    for (const [name, step] of steps) {
      const stepBegan = performance.now();
      const result = await step();
      passed += result.passed;
      failed += result.failed;
      const skipped = result.skipped > 0 ? `, ${result.skipped} skipped` : '';
      console.log(`${name}: ${result.passed} passed, ${result.failed} failed${skipped} (${secondsSince(stepBegan)})`);
      if (result.failed > 0) console.log(result.output);
      if (result.skipped > 0) console.log(reasonsIn(result.output));
    }
  };
  for (const lanes of phases) await Promise.all(lanes.map(runLane));
  await rm(reports, { recursive: true });
  console.log(`All of it took ${secondsSince(began)}.`);
  console.log(`${passed} passed, ${failed} failed`);
  return failed > 0 ? 1 : 0;
});

/** A program that is one check: right or wrong. */
async function checked(program: string, args: readonly string[]): Promise<Result> {
  const { code, output } = await run(program, args);
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0, output };
}

async function builds(): Promise<Result> {
  try {
    await build();
    return { passed: 1, failed: 0, skipped: 0, output: '' };
  } catch (error) {
    if (!(error instanceof BuildError)) throw error;
    return { passed: 0, failed: 1, skipped: 0, output: error.message };
  }
}

type Counts = Omit<Result, 'output'>;

/** No report, or nothing in it, is a failure: a run that found no test proves nothing. */
function counted(counts: Counts | undefined, output: string): Result {
  if (!counts || counts.passed + counts.failed === 0) return { passed: 0, failed: 1, skipped: 0, output };
  return { ...counts, output };
}

async function vitestCounts(file: string): Promise<Counts | undefined> {
  const report = await readReport<{
    success: boolean;
    numPassedTests: number;
    numFailedTests: number;
    numPendingTests: number;
  }>(file);
  if (!report) return undefined;
  // A file that cannot be loaded fails without a failed test in it.
  const failed = Math.max(report.numFailedTests, report.success ? 0 : 1);
  return { passed: report.numPassedTests, failed, skipped: report.numPendingTests };
}

interface Suite {
  readonly suites?: readonly Suite[];
  readonly specs?: readonly {
    readonly title: string;
    readonly tests: readonly { readonly annotations: readonly { type: string; description?: string }[] }[];
  }[];
}

interface PlaywrightReport extends Suite {
  readonly stats: { expected: number; unexpected: number; flaky: number; skipped: number };
  readonly errors: readonly unknown[];
}

function playwrightCounts({ stats: { expected, unexpected, flaky, skipped }, errors }: PlaywrightReport): Counts {
  return { passed: expected, failed: unexpected + flaky + errors.length, skipped };
}

/** A line for each test that was skipped, with its reason: Playwright's own reports leave that out. */
function skipsIn({ suites = [], specs = [] }: Suite): string[] {
  return [
    ...specs.flatMap(({ title, tests }) =>
      tests.flatMap(({ annotations }) =>
        annotations.filter(({ type }) => type === 'skip').map(({ description }) => `skipped: ${title}: ${description}`),
      ),
    ),
    ...suites.flatMap(skipsIn),
  ];
}

async function readReport<T>(file: string): Promise<T | undefined> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as T;
  } catch {
    return undefined; // the program ended before it wrote one: its output says why
  }
}

/** The lines in which a test says why it was skipped. */
function reasonsIn(output: string): string {
  return output
    .split('\n')
    .filter((line) => /skip/i.test(line))
    .join('\n');
}
