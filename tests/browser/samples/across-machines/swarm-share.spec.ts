import { createHash, randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { launch } from '../../support/launch.ts';
import { expect, recordedOf, test, vanish } from '../../support/test.ts';

const pieceSize = 32 * 1024;
const status = (page: Page) => page.getByRole('status');
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const peerRow = (page: Page, seat: number) => page.getByRole('row', { name: `Peer ${seat}` });
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** The manifest as anybody can make it, and the query of the link to it. */
function linkTo(bytes: Buffer, room: string) {
  const hashes = Array.from({ length: Math.ceil(bytes.length / pieceSize) }, (_, index) =>
    sha256(bytes.subarray(index * pieceSize, (index + 1) * pieceSize)),
  );
  const manifest = JSON.stringify({ name: 'some file.bin', size: bytes.length, hashes });
  const file = sha256(Buffer.from(manifest));
  return { manifest, file, query: `?room=${room}&file=${file}` };
}

async function share(page: Page, bytes: Buffer): Promise<string> {
  const path = test.info().outputPath('some file.bin');
  await writeFile(path, bytes);
  await page.getByLabel('File to share').setInputFiles(path);
  await press(page, 'Share');
  await expect(status(page)).toContainText('Sharing');
  return new URL(await page.getByLabel('Link to this file').inputValue()).search;
}

/** How many pieces are here. */
const pieces = async (page: Page) =>
  Number(
    /^(\d+) of/.exec(
      (await page
        .getByText(/ of \d+ pieces?/)
        .textContent({ timeout: 500 })
        .catch(() => '')) ?? '',
    )?.[1] ?? 0,
  );

const complete = (page: Page) => expect(status(page)).toContainText('every piece was verified', { timeout: 30_000 });

async function expectSaved(page: Page, bytes: Buffer) {
  const [download] = await Promise.all([page.waitForEvent('download'), press(page, 'Save file')]);
  expect(download.suggestedFilename()).toBe('some file.bin');
  expect(sha256(await readFile(await download.path()))).toBe(sha256(bytes));
}

/** The bytes that a page shows to have got from a peer. */
const received = async (page: Page, seat: number) =>
  Number.parseFloat((await peerRow(page, seat).getByRole('cell').nth(1).textContent()) ?? '');

test('a file comes from several peers at once, is what it was, and outlives the one who shared it', async ({
  sample,
  sampleIn,
}) => {
  const bytes = randomBytes(8_000_000);
  const query = await share(sample, bytes);
  const room = new URLSearchParams(query).get('room')!;
  expect(query).toBe(linkTo(bytes, room).query);

  // The two press at the same moment.
  const [second, third] = [await sampleIn(launch.usual, query), await sampleIn(launch.usual, query)];
  await expect(second.getByLabel('Room')).toHaveValue(room);
  await expect(second.getByRole('button', { name: 'Share', exact: true })).toBeDisabled();
  expect((await recordedOf(second).open()).connections).toBe(0); // a link joins nothing by itself
  await Promise.all([press(second, 'Download'), press(third, 'Download')]);
  await Promise.all([complete(second), complete(third)]);

  // Each gave the other what it had not from the first.
  const [one, other] = [await received(third, 1), (await received(third, 2)) || (await received(third, 3))];
  expect(one).toBeGreaterThan(0);
  expect(other).toBeGreaterThan(0);
  expect(one + other).toBeCloseTo(8, 1);
  await expect(third.getByText('245 of 245 pieces of some file.bin (8.00 MB) here, from 2 peers')).toBeVisible();
  await expect(status(sample)).toContainText('All who are here have the whole file');
  await Promise.all([expectSaved(second, bytes), expectSaved(third, bytes)]);

  await press(sample, 'Stop');
  expect(await recordedOf(sample).open()).toEqual({ tracks: 0, connections: 0, contexts: 0, workers: 0, intervals: 0 });
  await sample.goto(`${new URL(sample.url()).pathname}${query}`);
  await press(sample, 'Download');
  await complete(sample);
  await expect(sample.getByText('from 2 peers')).toBeVisible();
  await expectSaved(sample, bytes);
});

test('a reload in the middle begins again; a pause asks for nothing; without sharing on, it leaves', async ({
  sample,
  sampleIn,
}) => {
  const bytes = randomBytes(16_000_000);
  const second = await sampleIn(launch.usual, await share(sample, bytes));
  await press(second, 'Download');
  await expect.poll(() => pieces(second), { intervals: [20] }).toBeGreaterThan(0);
  await press(second, 'Pause');
  await expect(status(second)).toContainText('Paused');
  await expect(second.getByText('0 on the way')).toBeVisible();
  const paused = await pieces(second);
  expect(paused).toBeLessThan(489);
  await second.reload();
  await expect(status(sample)).toContainText('Nobody else is here');
  await second.getByLabel('keep sharing').uncheck();
  await press(second, 'Download');
  await expect.poll(() => pieces(second), { intervals: [20] }).toBeGreaterThan(0);
  await press(second, 'Pause');
  await press(second, 'Resume');
  await complete(second);
  await expectSaved(second, bytes);
  await expect(status(sample)).toContainText('Nobody else is here');
  expect((await recordedOf(second).open()).connections).toBe(0);
});

test('the one who shares vanishes in the middle, and another finishes it', async ({ sample, sampleIn }) => {
  const bytes = randomBytes(16_000_000);
  const first = await sampleIn(launch.usual);
  const query = await share(first, bytes);
  await sample.goto(`${new URL(sample.url()).pathname}${query}`);
  await press(sample, 'Download');
  await expect.poll(() => pieces(sample), { intervals: [20] }).toBeGreaterThan(0);
  await vanish(first);
  await expect(status(sample)).toContainText('Nobody here has what is missing');
  expect(await pieces(sample)).toBeLessThan(489);

  // Who has the same file can share it in the same room: the link is the same.
  const another = await sampleIn(launch.usual, query);
  expect(await share(another, bytes)).toBe(query);
  await complete(sample);
  await expectSaved(sample, bytes);
});

test('the server stops and starts again in the middle', async ({ ownServer, sampleAt, complaints }) => {
  const bytes = randomBytes(16_000_000);
  const first = await sampleAt(ownServer.address);
  const query = await share(first, bytes);
  const second = await sampleAt(ownServer.address, launch.usual, query);
  await press(second, 'Download');
  await expect.poll(() => pieces(second), { intervals: [20] }).toBeGreaterThan(0);
  await ownServer.stop();
  await expect(status(second)).toContainText('The peer server does not answer; those who are here stay connected.');
  await complete(second);
  await expectSaved(second, bytes);

  await ownServer.start();
  await expect(status(first)).not.toContainText('does not answer');
  await expect(status(second)).not.toContainText('does not answer');
  const third = await sampleAt(ownServer.address, launch.usual, query);
  await press(third, 'Download');
  await complete(third);
  await expectSaved(third, bytes);
  complaints.length = 0; // of the WebSocket that found no server
});

/** Sits in a room as no honest page would: takes the seat, waits for a call from or calls seat 1, and answers as it is told. */
async function sitDown(page: Page, room: string, seat: number, behaviour: Behaviour) {
  await page.evaluate(
    async ({ room, seat, behaviour, pieceSize }) => {
      const script = new URL('/vendor/peerjs.js', location.href).href;
      const { Peer } = (await import(script)) as typeof import('peerjs');
      const peer = new Peer(`swarm-${room}-${seat}`, {
        host: location.hostname,
        port: Number(location.port),
        config: { iceServers: [] },
      });
      await new Promise((resolve) => peer.on('open', resolve));
      const meet = (call: import('peerjs').DataConnection) => {
        const say = (message: unknown) =>
          call.dataChannel.readyState === 'open' && call.dataChannel.send(JSON.stringify(message));
        const give = (what: number, index: number, count: number, bytes: Uint8Array) => {
          const message = new Uint8Array(9 + bytes.length);
          const head = new DataView(message.buffer);
          head.setUint8(0, what);
          head.setUint32(1, index);
          head.setUint32(5, count);
          message.set(bytes, 9);
          if (call.dataChannel.readyState === 'open') call.dataChannel.send(message);
        };
        const text = new TextEncoder().encode(behaviour.manifest ?? '');
        call.on('open', () => {
          if (behaviour.file) say({ kind: 'hello', file: behaviour.file });
          if (behaviour.raw !== undefined)
            for (let count = 0; count < (behaviour.times ?? 1); count++)
              if (call.dataChannel.readyState === 'open') call.dataChannel.send(behaviour.raw);
        });
        call.on('data', (data) => {
          if (typeof data !== 'string') return;
          const { kind, what, index } = JSON.parse(data) as { kind: string; what: string; index: number };
          if (kind === 'hello' && behaviour.count) say({ kind: 'have', pieces: [...Array(behaviour.count).keys()] });
          if (kind !== 'want' || behaviour.isMute) return;
          if (what === 'piece') return give(1, index, behaviour.count!, new Uint8Array(pieceSize).fill(7));
          const parts = behaviour.parts ?? Math.ceil(text.length / pieceSize);
          give(
            0,
            index,
            parts,
            text.length ? text.slice(index * pieceSize, (index + 1) * pieceSize) : new Uint8Array(99),
          );
        });
      };
      peer.on('connection', meet);
      meet(peer.connect(`swarm-${room}-1`, { serialization: 'raw', reliable: true }));
    },
    { room, seat, behaviour, pieceSize },
  );
}

interface Behaviour {
  readonly file?: string;
  /** How many pieces it says to have. */
  readonly count?: number;
  readonly manifest?: string;
  /** Into how many parts it says that the manifest falls. */
  readonly parts?: number;
  readonly isMute?: boolean;
  readonly raw?: string;
  readonly times?: number;
}

test('false manifests, false pieces, nonsense and endless messages: their senders go, the file comes', async ({
  sample,
  sampleIn,
  anotherTab,
}) => {
  const bytes = randomBytes(3_000_000);
  const room = 'x'.repeat(8);
  const { manifest, file, query } = linkTo(bytes, room);
  const count = Math.ceil(bytes.length / pieceSize);
  await sample.goto(`${new URL(sample.url()).pathname}${query}`);
  await press(sample, 'Download');
  await expect(status(sample)).toContainText('Nobody with this file is here yet');

  const strangers: [Behaviour, string][] = [
    [{ file, count, manifest: manifest.replace('some', 'evil') }, 'sent a wrong manifest'],
    [{ file, count, parts: 4_000_000 }, 'sent something that makes no sense'], // a manifest of 128 GB
    [{ file, count, manifest }, 'sent a wrong piece'],
    [{ file, raw: JSON.stringify({ kind: 'have', pieces: [5] }), times: 100_000 }, 'said the same twice'],
    [{ file, raw: 'x'.repeat(200_000) }, 'sent something that makes no sense'],
    [{ file, raw: JSON.stringify({ kind: 'want', what: 'piece', index: 3 }) }, 'asked for what it cannot get'],
  ];
  for (const [index, [behaviour, sentence]] of strangers.entries()) {
    const stranger = await anotherTab();
    await sitDown(stranger, room, index + 2, behaviour);
    await expect(status(sample)).toContainText(`Peer ${index + 2} ${sentence}, and was sent away.`);
    await expect(peerRow(sample, index + 2)).toHaveCount(0);
    await stranger.close();
  }
  const honest = await sampleIn(launch.usual, query);
  await share(honest, bytes);
  await complete(sample);
  await expectSaved(sample, bytes);
});

test('who promises pieces and sends none loses them to others', async ({ sample, sampleIn, anotherTab }) => {
  const bytes = randomBytes(2_000_000);
  const { file, query } = linkTo(bytes, 'mute');
  const count = Math.ceil(bytes.length / pieceSize);
  await sample.goto(`${new URL(sample.url()).pathname}${query}`);
  await press(sample, 'Download');
  await sitDown(await anotherTab(), 'mute', 4, { file, count, isMute: true });
  await expect(status(sample)).toContainText('Getting the list of the pieces');
  await share(await sampleIn(launch.usual, query), bytes);
  await complete(sample);
  await expect(peerRow(sample, 4)).toContainText('does not answer');
  await expectSaved(sample, bytes);
});

test('a newcomer to a full room is told so', async ({ sample, anotherTab }) => {
  const { query } = linkTo(Buffer.from('anything'), 'full');
  const others = await anotherTab();
  for (const seat of [1, 2, 3, 4, 5, 6, 7, 8]) await sitDown(others, 'full', seat, {});
  await sample.goto(`${new URL(sample.url()).pathname}${query}`);
  await press(sample, 'Download');
  await expect(status(sample)).toContainText('The room is full: all 8 places are taken');
  await expect(sample.getByRole('button', { name: 'Download' })).toBeEnabled();
  await sample.getByLabel('Room').fill('less-full');
  await press(sample, 'Download');
  await expect(status(sample)).toContainText('Nobody with this file is here yet');
  expect((await recordedOf(sample).open()).intervals).toBe(1);
});

test('what cannot be shared is refused in a sentence; what is dropped is chosen', async ({ sample, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const field = sample.getByLabel('File to share');
  await field.setInputFiles({ name: 'a', mimeType: '', buffer: Buffer.alloc(0) });
  await press(sample, 'Share');
  await expect(status(sample)).toContainText('The file is empty');

  /** Drops a file of so many bytes. */
  const dropFile = (size: number) =>
    field.evaluate((element, size) => {
      const megabyte = new Blob([new Uint8Array(1_000_000)]);
      const parts = [...Array<Blob>(Math.floor(size / 1e6)).fill(megabyte), new Blob([new Uint8Array(size % 1e6)])];
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File(parts, 'dropped.bin'));
      element.closest('label')!.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
    }, size);
  await dropFile(200_000_001);
  await press(sample, 'Share');
  await expect(status(sample)).toContainText('The file is larger than 200 MB');

  await dropFile(100_000);
  await sample.getByLabel('Room').fill('no such - room');
  await press(sample, 'Share');
  await expect(status(sample)).toContainText('Give the room a name of letters and digits');
  await sample.getByLabel('Room').fill('shed');
  await press(sample, 'Share');
  await expect(status(sample)).toContainText('Sharing');
  await expect(sample.getByText('4 of 4 pieces of dropped.bin (0.10 MB) here')).toBeVisible();
  await press(sample, 'Copy link');
  await expect(status(sample)).toContainText('The link is on the clipboard');
  expect(await sample.evaluate(() => navigator.clipboard.readText())).toBe(sample.url());
  await sample.getByText('QR code').click();
  await expect(sample.getByRole('img', { name: 'QR code of the link' })).toBeVisible();

  await sample.goto(`${new URL(sample.url()).pathname}?room=shed&file=123`);
  await expect(status(sample)).toContainText('The link is damaged');
});
