import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The project's folder. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

/** A mistake of the person who typed a command: one sentence for them, no stack. */
export class UsageError extends Error {
  override name = 'UsageError';
}

/** How a program ended. */
export interface Ended {
  readonly code: number;
  /** Everything it printed, both streams in their order. */
  readonly output: string;
}

/** Runs a program of the project in its folder and waits for it. With `show`, what it prints is seen at once. */
export function run(
  program: string,
  args: readonly string[],
  options: { env?: Record<string, string>; show?: boolean } = {},
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: root,
      env: { ...process.env, ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => {
        output += chunk.toString();
        if (options.show) process.stdout.write(chunk);
      });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

/** Runs the main function of a command; a UsageError becomes its sentence and exit code 2, anything else is a fault of ours. */
export async function command(main: () => number | undefined | Promise<number | undefined>): Promise<void> {
  try {
    process.exitCode = (await main()) ?? 0;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    console.error(error.message);
    process.exitCode = 2;
  }
}

/** Seconds since a moment of `performance.now()`, for a line of progress. */
export const secondsSince = (began: number) => `${((performance.now() - began) / 1000).toFixed(1)} s`;
