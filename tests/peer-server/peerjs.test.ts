import { existsSync } from 'node:fs';
import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { expect, test } from 'vitest';
import { makeCertificate } from '../../peer-server/src/lan.ts';
import { start } from '../../peer-server/src/server.ts';
import { noRedis, startRedis } from './redis-server.ts';
import { launch } from '../browser/support/launch.ts';

const page = `<!doctype html><title>peers</title><script src="peerjs.min.js"></script>`;

/** What a page of the site does: connects two peers, and answers with what each of them heard. */
const talk = `new Promise((resolve, reject) => {
  const options = { host: location.hostname, port: location.port, config: { iceServers: [] } };
  const callee = new Peer('callee', options);
  const heard = [];
  callee.on('error', reject);
  callee.on('connection', (channel) => channel.on('data', (text) => {
    heard.push(text);
    channel.send('you said ' + text);
  }));
  callee.on('open', () => {
    const caller = new Peer('caller', options);
    caller.on('error', reject);
    caller.on('open', () => {
      const channel = caller.connect('callee');
      channel.on('open', () => channel.send('hello'));
      channel.on('data', (text) => resolve([...heard, text]));
    });
  });
})`;

const browserPath = [process.env.CHROMIUM_PATH, chromium.executablePath(), '/usr/bin/chromium'].find(
  (path) => path !== undefined && existsSync(path),
);
if (!browserPath) console.log('Skipped: no Chromium was found for the PeerJS clients. Set CHROMIUM_PATH to one.');

test.skipIf(!browserPath).for(['http', 'https'])(
  'two PeerJS clients find each other by %s with the host and the port of their page, and nothing more',
  async (scheme) => {
    const site = await mkdtemp(join(tmpdir(), 'peerlab-peerjs-'));
    await writeFile(join(site, 'index.html'), page);
    await copyFile('node_modules/peerjs/dist/peerjs.min.js', join(site, 'peerjs.min.js'));
    const tls = scheme === 'https' ? await makeCertificate([]) : undefined;
    const server = await start({ port: 0, host: '127.0.0.1', site, base: '/', tls });
    const browser = await chromium.launch({ ...launch.usual, executablePath: browserPath! });
    try {
      const tab = await browser.newPage({ ignoreHTTPSErrors: true });
      await tab.goto(server.address);
      expect(await tab.evaluate('[location.protocol, isSecureContext]')).toEqual([`${scheme}:`, true]);
      expect(await tab.evaluate(talk)).toEqual(['hello', 'you said hello']);
    } finally {
      await browser.close();
      await server.close();
      await rm(site, { recursive: true });
    }
  },
);

/** Takes an id, and answers every word that comes. */
const answering = `new Promise((resolve, reject) => {
  const peer = new Peer('callee', { host: location.hostname, port: location.port, config: { iceServers: [] } });
  peer.on('error', reject);
  peer.on('connection', (channel) => channel.on('data', (text) => channel.send('you said ' + text)));
  peer.on('open', resolve);
})`;
const asking = `new Promise((resolve, reject) => {
  const peer = new Peer('caller', { host: location.hostname, port: location.port, config: { iceServers: [] } });
  peer.on('error', reject);
  peer.on('open', () => {
    const channel = peer.connect('callee');
    channel.on('open', () => channel.send('hello'));
    channel.on('data', resolve);
  });
})`;

test.skipIf(!browserPath || noRedis)('two browsers at two nodes find each other by way of Redis', async () => {
  const redis = await startRedis();
  const site = await mkdtemp(join(tmpdir(), 'peerlab-peerjs-'));
  await writeFile(join(site, 'index.html'), page);
  await copyFile('node_modules/peerjs/dist/peerjs.min.js', join(site, 'peerjs.min.js'));
  const begin = async () => {
    const node = await start({ port: 0, host: '127.0.0.1', site, base: '/', tls: undefined, redisUrl: redis.url });
    await expect.poll(async () => (await fetch(`${node.address}readyz`)).status).toBe(200);
    const browser = await chromium.launch({ ...launch.usual, executablePath: browserPath! });
    const tab = await browser.newPage();
    await tab.goto(node.address);
    return { node, browser, tab };
  };
  const ends = [await begin(), await begin()] as const;
  try {
    await ends[0].tab.evaluate(answering);
    expect(await ends[1].tab.evaluate(asking)).toBe('you said hello');
  } finally {
    await Promise.all(ends.map(({ browser }) => browser.close()));
    await Promise.all(ends.map(({ node }) => node.close()));
    await redis.stop();
    await rm(site, { recursive: true });
  }
});
