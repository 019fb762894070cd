import { spawnSync } from 'node:child_process';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A network namespace of Linux: as far as the network goes, a machine. */
export interface Machine {
  readonly address: string;
  /** The words before a command that make it run there. */
  readonly at: readonly string[];
  /** A program that starts the browser there, for `executablePath`. */
  readonly browserPath: string;
}

const ip = (...args: string[]) => spawnSync('ip', args, { encoding: 'utf8' });
const name = `peerlab-${process.pid}`;

/** Whether machines can be made here: `test.skip(!canHaveMachines, noMachines)`. */
export const canHaveMachines = process.platform === 'linux' && ip('netns', 'add', `${name}-try`).status === 0;
export const noMachines = 'needs root on Linux, with iproute2, to make network namespaces';
if (canHaveMachines) ip('netns', 'del', `${name}-try`);

/**
 * Makes two, with a cable between them and to nobody else: the network of this machine itself does not change, which other browsers
 * would notice. `remove` ends them.
 */
export async function twoMachines(
  browser: string,
): Promise<{ machines: [Machine, Machine]; remove: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'peerlab-machines-'));
  const run = (command: string) => {
    const { status, stderr } = ip(...command.split(' '));
    if (status !== 0) throw new Error(`ip ${command}: ${stderr}`);
  };
  const make = async (side: 'a' | 'b', address: string): Promise<Machine> => {
    const space = `${name}-${side}`;
    // IPv6 would look for others with the same address first, and the network would change again.
    run(`netns exec ${space} sysctl -qw net.ipv6.conf.all.disable_ipv6=1`);
    run(`-n ${space} addr add ${address}/24 dev cable`);
    run(`-n ${space} link set cable up`);
    run(`-n ${space} link set lo up`);
    const browserPath = join(folder, `browser-${side}`);
    await writeFile(browserPath, `#!/bin/sh\nexec ip netns exec ${space} "${browser}" "$@"\n`);
    await chmod(browserPath, 0o755);
    return { address, at: ['ip', 'netns', 'exec', space], browserPath };
  };
  run(`netns add ${name}-a`);
  run(`netns add ${name}-b`);
  run(`-n ${name}-a link add cable type veth peer name cable netns ${name}-b`);
  // Of the addresses for documentation.
  return {
    machines: [await make('a', '198.51.100.1'), await make('b', '198.51.100.2')],
    remove: async () => {
      for (const side of ['a', 'b']) ip('netns', 'del', `${name}-${side}`);
      await rm(folder, { recursive: true });
    },
  };
}
