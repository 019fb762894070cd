import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { expect, test } from 'vitest';
import { start } from '../../peer-server/src/server.ts';
import { launch } from '../browser/support/launch.ts';

const page = `<!doctype html><title>peers</title><script src="peerjs.min.js"></script>`;

test('two PeerJS clients find each other with the host and the port of their page, and nothing more', async () => {
  const site = await mkdtemp(join(tmpdir(), 'peerlab-peerjs-'));
  await writeFile(join(site, 'index.html'), page);
  await copyFile('node_modules/peerjs/dist/peerjs.min.js', join(site, 'peerjs.min.js'));
  const server = await start({ port: 0, host: '127.0.0.1', site, base: '/', tls: undefined });
  const browser = await chromium.launch(launch.usual);
  try {
    const tab = await browser.newPage();
    await tab.goto(server.address);
    const answer = await tab.evaluate(`new Promise((resolve, reject) => {
      const options = { host: location.hostname, port: location.port, config: { iceServers: [] } };
      const callee = new Peer('callee', options);
      callee.on('error', reject);
      callee.on('connection', (channel) => channel.on('data', (text) => channel.send('you said ' + text)));
      callee.on('open', () => {
        const caller = new Peer('caller', options);
        caller.on('error', reject);
        caller.on('open', () => {
          const channel = caller.connect('callee');
          channel.on('open', () => channel.send('hello'));
          channel.on('data', resolve);
        });
      });
    })`);
    expect(answer).toBe('you said hello');
  } finally {
    await browser.close();
    await server.close();
    await rm(site, { recursive: true });
  }
});
