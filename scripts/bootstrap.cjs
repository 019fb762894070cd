// The first step of every command. It runs on whatever Node is there, old ones too: it installs what is missing, then hands
// over to the Node that the project brings along (the package `node`), which runs the TypeScript of this folder as it is.
'use strict';
const { spawn, spawnSync } = require('child_process');
const crypto = require('crypto');
const fs = require('fs');
const path = require('path');

const root = path.join(__dirname, '..');
const modules = path.join(root, 'node_modules');
const stamp = path.join(modules, '.installed');
const node = path.join(modules, 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');

const [command, ...args] = process.argv.slice(2);
install();
handOver();

/** Runs `npm ci`, only if the lockfile is another than the one that was installed. */
function install() {
  const wanted = crypto
    .createHash('sha256')
    .update(fs.readFileSync(path.join(root, 'package-lock.json')))
    .digest('hex');
  const installed = fs.existsSync(stamp) && fs.existsSync(node) ? fs.readFileSync(stamp, 'utf8') : '';
  if (installed === wanted) return;
  console.log('Installing what is missing (npm ci), about a minute …');
  const options = { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] };
  const npmArgs = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
  const npm = process.env.npm_execpath;
  const { status } = npm
    ? spawnSync(process.execPath, [npm, ...npmArgs], options)
    : spawnSync('npm', npmArgs, Object.assign({ shell: process.platform === 'win32' }, options));
  if (status !== 0) fail('npm ci failed: see above. It needs a network, or a warm npm cache.');
  if (!fs.existsSync(node))
    fail('The package “node” could not set itself up: allow install scripts for it (npm config get ignore-scripts).');
  fs.writeFileSync(stamp, wanted);
}

/** Runs the command's script in the project's own Node, and ends as it ends. */
function handOver() {
  const script = path.join(__dirname, `${command}.ts`);
  if (!fs.existsSync(script)) fail(`There is no command “${command}”. README.md lists them.`);
  const bins = [path.join(modules, 'node', 'bin'), path.join(modules, '.bin')].join(path.delimiter);
  const child = spawn(node, [script, ...args], {
    cwd: root,
    stdio: 'inherit',
    env: Object.assign({}, process.env, {
      PATH: bins + path.delimiter + process.env.PATH,
      ASTRO_TELEMETRY_DISABLED: '1',
    }),
  });
  // Ctrl-C reaches the child by itself, a signal to this process only does not; either way the child ends first.
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  child.on('exit', (code, signal) => process.exit(code === null ? (signal === 'SIGINT' ? 130 : 143) : code));
}

function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}
