import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { launch } from '../../support/launch.ts';
import { expect, recordedOf, test, vanish } from '../../support/test.ts';

const status = (page: Page) => page.getByRole('status');
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const captions = (page: Page) => page.locator('figcaption');
const peers = (page: Page) => page.getByRole('listitem');

const folder = new URL('../../../../public/peer-cdn/', import.meta.url);
const names = (await readdir(folder)).filter((name) => name.endsWith('.png')).sort();
const pictures = await Promise.all(names.map((name) => readFile(new URL(name, folder))));
const hashes = pictures.map((bytes) => createHash('sha256').update(bytes).digest('hex'));

async function load(page: Page) {
  await press(page, 'Load gallery');
  await complete(page);
}

async function complete(page: Page) {
  await expect(status(page)).toContainText('The gallery is complete');
  // Each is there to be seen.
  const widths = await page
    .getByRole('img')
    .evaluateAll((all) =>
      Promise.all(
        all.map((one) => (one as HTMLImageElement).decode().then(() => (one as HTMLImageElement).naturalWidth)),
      ),
    );
  expect(widths).toEqual(names.map(() => 360));
}

const expectFrom = (page: Page, source: RegExp) => expect(captions(page)).toHaveText(names.map(() => source));

/** Counts what the page asks of the server, from now on. */
function countRequests(page: Page): () => number {
  let count = 0;
  page.on(
    'request',
    (request) => (count += Number(request.url().includes('/peer-cdn/') && request.url().endsWith('.png'))),
  );
  return () => count;
}

/** Keeps what the page makes pictures of, from now on; answers with the hashes of that. */
async function keepBlobs(page: Page) {
  await page.evaluate(() => {
    const blobs: Blob[] = [];
    const original = URL.createObjectURL.bind(URL);
    URL.createObjectURL = (blob) => (blobs.push(blob as Blob), original(blob));
    Object.assign(window, { blobs });
  });
  return () =>
    page.evaluate(() =>
      Promise.all(
        (Reflect.get(window, 'blobs') as Blob[]).map(async (blob) => {
          const digest = await crypto.subtle.digest('SHA-256', await blob.arrayBuffer());
          return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
        }),
      ),
    );
}

test('who comes second gets the pictures from the first, and asks the server for none', async ({
  sample,
  sampleIn,
}) => {
  const asked = countRequests(sample);
  await load(sample);
  await expectFrom(sample, /: from server$/);
  expect(asked()).toBe(8);
  const query = new URL(
    (await sample.getByRole('link', { name: 'Open this room' }).getAttribute('href'))!,
    sample.url(),
  ).search;
  expect(query).toBe(new URL(sample.url()).search);

  const second = await sampleIn(launch.usual, query);
  expect((await recordedOf(second).open()).connections).toBe(0); // a link joins nothing by itself
  const askedBySecond = countRequests(second);
  // Its clock stands still, so that it does not lose its patience if this machine has much to do.
  await second.clock.install();
  await second.clock.pauseAt(Date.now() + 60_000);
  await load(second);
  await expectFrom(second, /: from peer 1$/);
  expect(askedBySecond()).toBe(0);
  await second.clock.resume();

  await press(second, 'Clear cache');
  await expect(second.getByRole('img')).toHaveCount(0);
  await expect(second.getByText('0 of 8 pictures are here')).toBeVisible();
  await expect(peers(sample)).toHaveText(/Peer 2: has 0 of them/);
  const hashesOfSecond = await keepBlobs(second);
  await load(second);
  await expectFrom(second, /: from peer 1$/);
  expect(askedBySecond()).toBe(0);
  expect((await hashesOfSecond()).sort()).toEqual([...hashes].sort());
  await expect(second.getByText('100 % of the bytes came from peers (1076 kB of 1076 kB)')).toBeVisible();
  await expect(second.getByRole('meter')).toHaveJSProperty('value', 100);

  await press(second, 'Stop');
  await expect(peers(sample)).toHaveCount(0);
  expect(await recordedOf(second).open()).toEqual({ tracks: 0, connections: 0, contexts: 0, workers: 0, intervals: 0 });
});

test('two at once, a reload, and a cache that is cleared', async ({ sample, sampleIn }) => {
  await sample.getByLabel('Room').fill('both');
  const second = await sampleIn(launch.usual, '?room=both');
  await Promise.all([press(sample, 'Load gallery'), press(second, 'Load gallery')]);
  await Promise.all([complete(sample), complete(second)]);
  await expect(peers(second)).toHaveText(/has 8 of them/);

  await second.reload();
  await expect(peers(sample)).toHaveCount(0);
  await load(second);
  await expect(peers(second)).toHaveText(/has 8 of them/);
  await press(sample, 'Clear cache');
  await expect(peers(second)).toHaveText(/has 0 of them/);
  await press(second, 'Clear cache');
  await load(second); // nobody has any: after a while the server is asked
  await expectFrom(second, /: from server$/);
  await load(sample);
  await expectFrom(sample, /: from peer \d$/);
});

test('the gallery loads while the server is away, from those who are here', async ({
  ownServer,
  sampleAt,
  complaints,
}) => {
  const first = await sampleAt(ownServer.address, launch.usual, '?room=x');
  const second = await sampleAt(ownServer.address, launch.usual, '?room=x');
  await load(first);
  await load(second);
  await ownServer.stop();
  await expect(status(second)).toContainText('The peer server does not answer; those who are here stay connected.');
  await press(second, 'Clear cache');
  await load(second);
  await expectFrom(second, /: from peer 1$/);

  // Without peers there is nothing to load it from, and it can be tried again.
  await press(first, 'Stop');
  await press(second, 'Clear cache');
  await press(second, 'Load gallery');
  await expect(status(second)).toContainText('8 of 8 pictures could not be loaded');
  await ownServer.start();
  await load(second);
  await expectFrom(second, /: from server$/);
  await load(first);
  await expect(peers(first)).toHaveText(/has 8 of them/);
  complaints.length = 0; // of what found no server
});

test('a site without a peer server shows its gallery', async ({ sample, complaints }) => {
  await sample.route('**/ice-servers.json', (route) => route.fulfill({ status: 404 }));
  await load(sample);
  await expectFrom(sample, /: from server$/);
  await expect(status(sample)).toContainText('This site has no peer server');
  await expect(status(sample)).toContainText('All comes from the server of this page.');
  complaints.length = 0; // of the 404
});

interface Behaviour {
  /** The hashes that it says to have. */
  readonly have?: readonly string[];
  /** What it sends when it is asked: so many bytes of its own making. */
  readonly gives?: number;
  /** What it sends when it is connected. */
  readonly raw?: string;
  readonly times?: number;
}

/** Takes a seat as no honest page would, and does as it is told with whoever calls it, and with seat 1. */
async function sitDown(page: Page, room: string, seat: number, behaviour: Behaviour) {
  await page.evaluate(
    async ({ room, seat, behaviour }) => {
      const script = new URL('/vendor/peerjs.js', location.href).href;
      const { Peer } = (await import(script)) as typeof import('peerjs');
      const peer = new Peer(`cdn-${room}-${seat}`, {
        host: location.hostname,
        port: Number(location.port),
        config: { iceServers: [] },
      });
      await new Promise((resolve) => peer.on('open', resolve));
      const meet = (call: import('peerjs').DataConnection) => {
        const send = (data: string | Uint8Array<ArrayBuffer>) =>
          call.dataChannel.readyState === 'open' && call.dataChannel.send(data as string);
        call.on('open', () => {
          if (behaviour.have) send(JSON.stringify({ kind: 'have', asset: behaviour.have }));
          for (let count = 0; count < (behaviour.times ?? 1); count++) if (behaviour.raw) send(behaviour.raw);
        });
        call.on('data', (data) => {
          const { kind, asset } = JSON.parse(data as string) as { kind: string; asset: string };
          if (kind !== 'want' || !behaviour.gives) return;
          for (let left = behaviour.gives; left > 0; left -= 32_768) {
            const message = new Uint8Array(32 + Math.min(left, 32_768)).fill(7);
            message.set(asset.match(/../g)!.map((digits) => Number.parseInt(digits, 16)));
            send(message);
          }
        });
      };
      peer.on('connection', meet);
      if (seat > 1) meet(peer.connect(`cdn-${room}-1`, { serialization: 'raw', reliable: true }));
    },
    { room, seat, behaviour },
  );
}

test('a false picture is not shown, nonsense and endless messages do no harm: their senders go', async ({
  sample,
  anotherTab,
}) => {
  await sample.getByLabel('Room').fill('strange');
  await load(sample);
  const have = JSON.stringify({ kind: 'have', asset: [] });
  const nonsense: [Behaviour, RegExp][] = [
    [{ raw: '<img src=x onerror=alert(1)>' }, /Peer 2 sent something that makes no sense, and was sent away/],
    [{ raw: 'x'.repeat(200_000) }, /Peer 3 sent something that makes no sense/],
    [{ raw: JSON.stringify({ kind: 'lack', asset: hashes[0] }) }, /Peer 4 answered what nobody asked/],
    [{ raw: JSON.stringify({ kind: 'want', asset: hashes[0] }), times: 50 }, /Peer 5 asked for the same twice/],
  ];
  for (const [index, [behaviour, sentence]] of nonsense.entries()) {
    const stranger = await anotherTab();
    await sitDown(stranger, 'strange', index + 2, behaviour);
    await expect(status(sample)).toContainText(sentence);
    await expect(peers(sample)).toHaveCount(0);
    await stranger.close();
  }
  const flooder = await anotherTab();
  // The room itself counts how much somebody says in a second.
  await sitDown(flooder, 'strange', 6, { have: hashes.slice(0, 2), raw: have, times: 100_000 });
  const giver = await anotherTab();
  await sitDown(giver, 'strange', 7, { have: hashes, gives: 300_000 }); // more than any picture has
  await expect(peers(sample)).toHaveText(/Peer 7: has 8 of them/);
  await press(sample, 'Clear cache');
  await load(sample);
  await expectFrom(sample, /: from server$/);
  await expect(status(sample)).toContainText('Peer 7 sent bytes that nobody asked for, and was sent away.');
  await Promise.all([flooder.close(), giver.close()]);

  const dunes = pictures[names.indexOf('dunes.png')]!.length;
  await sitDown(await anotherTab(), 'strange', 8, { have: [hashes[names.indexOf('dunes.png')]!], gives: dunes });
  await expect(peers(sample)).toHaveText(/Peer 8: has 1 of them/);
  await press(sample, 'Clear cache');
  const hashesOfSample = await keepBlobs(sample);
  await load(sample);
  await expect(status(sample)).toContainText('Peer 8 sent a false dunes, and was sent away.');
  await expectFrom(sample, /: from server$/);
  expect((await hashesOfSample()).sort()).toEqual([...hashes].sort());
});

test('of a peer that stops or vanishes in the middle nothing is expected for long', async ({ sample, sampleIn }) => {
  await sample.getByLabel('Room').fill('gone');
  await load(sample);
  const stranger = await sampleIn(launch.usual);
  await sitDown(stranger, 'gone', 2, { have: hashes, gives: 40_000 }); // less than any picture has
  await expect(peers(sample)).toHaveText(/Peer 2: has 8 of them/);
  await press(sample, 'Clear cache');
  await press(sample, 'Load gallery');
  await vanish(stranger);
  await complete(sample);
  await expectFrom(sample, /: from server$/);
  await expect(peers(sample)).toHaveCount(0, { timeout: 25_000 });
  await press(sample, 'Clear cache');
  await load(sample);
});

test('in a full room all comes from the server, in a room with a bad name nothing', async ({ sample, anotherTab }) => {
  const others = await anotherTab();
  for (const seat of [1, 2, 3, 4, 5, 6, 7, 8]) await sitDown(others, 'full', seat, {});
  await sample.getByLabel('Room').fill('full of -');
  await press(sample, 'Load gallery');
  await expect(status(sample)).toContainText('Give the room a name of letters and digits');
  await sample.getByLabel('Room').fill('full');
  await load(sample);
  await expect(status(sample)).toContainText('The room is full: all 8 places are taken');
  await expectFrom(sample, /: from server$/);
  await sample.getByLabel('Room').fill('less-full');
  await press(sample, 'Load gallery');
  await expect(status(sample)).toContainText('others can get it from here');
});
