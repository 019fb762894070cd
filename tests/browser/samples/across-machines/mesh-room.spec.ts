import type { Page } from '@playwright/test';
import { encode } from 'uqr';
import { launch } from '../../support/launch.ts';
import { expect, recordedOf, test, vanish } from '../../support/test.ts';

const status = (page: Page) => page.locator('output');
const tiles = (page: Page) => page.getByRole('figure');
const others = (page: Page) => tiles(page).filter({ hasNotText: '(you)' });
const join = (page: Page) => page.getByRole('button', { name: 'Join' }).click();
const leave = (page: Page) => page.getByRole('button', { name: 'Leave' }).click();
const figure = async (page: Page, name: string) =>
  parseInt((await page.getByRole('row', { name }).getByRole('cell').textContent()) ?? '', 10);
const nothing = { tracks: 0, connections: 0, contexts: 0, workers: 0, intervals: 0 };

const newRoom = () => crypto.randomUUID().slice(0, 8);

async function joinAs(page: Page, name: string) {
  await page.getByLabel('Your name').fill(name);
  await join(page);
  await expect(status(page)).toContainText(/alone in the room|Here: you/);
}

/** Pictures of so many others are decoded, each further than it was. */
async function expectMoving(page: Page, count: number) {
  await expect(others(page)).toHaveCount(count);
  const frames = () =>
    others(page)
      .locator('video')
      .evaluateAll((videos: HTMLVideoElement[]) =>
        videos.map((video) => video.getVideoPlaybackQuality().totalVideoFrames),
      );
  await expect.poll(async () => (await frames()).filter((one) => one > 0)).toHaveLength(count);
  const before = await frames();
  await expect.poll(async () => (await frames()).every((now, index) => now > before[index]! + 3)).toBe(true);
}

test('three see and hear each other; the mark follows who speaks; each costs one more upload', async ({ sampleIn }) => {
  const room = `?room=${newRoom()}`;
  const [ada, ben, cy] = await Promise.all([1, 2, 3].map(() => sampleIn(launch.usual, room)));
  const all = [ada!, ben!, cy!];
  await joinAs(ada!, 'Ada');
  await expect(status(ada!)).toContainText('alone in the room');
  await joinAs(ben!, 'Ben <b>');
  await joinAs(cy!, 'Cy');
  await Promise.all(all.map((page) => expectMoving(page, 2)));
  await expect(status(cy!)).toHaveText(/Here: you, (Ada, Ben <b>|Ben <b>, Ada)\. Only machines of the same network/);

  // The fake microphones beep. Who is muted is silent, and the others are told.
  for (const page of [ada!, cy!]) await page.getByLabel('mute microphone').check();
  await expect(others(ben!)).toHaveText([/Ada, microphone muted/, /Cy, microphone muted/]);
  for (const page of all) await expect(tiles(page).filter({ hasText: 'speaking' })).toHaveText(/Ben/);
  await ben!.getByLabel('mute microphone').check();
  await cy!.getByLabel('mute microphone').uncheck();
  for (const page of all) await expect(tiles(page).filter({ hasText: 'speaking' })).toHaveText(/Cy/);

  // What is shown is what the browser counts: two uploads, and then one.
  await Promise.all(all.map(limitPictures));
  await expectUplink(ada!, 2);
  expect(await figure(ada!, 'in the whole room')).toBe(3);
  const [one, total] = await ada!.evaluate(() =>
    ['one-kbps', 'total-kbps'].map((id) => parseInt(document.getElementById(id)!.textContent, 10)),
  );
  expect(Math.abs(2 * one! - total!)).toBeLessThanOrEqual(2);

  await leave(cy!);
  expect(await recordedOf(cy!).open()).toEqual(nothing);
  await Promise.all([ada!, ben!].map((page) => expectMoving(page, 1)));
  await expectUplink(ada!, 1);
});

/** Rates climb for many seconds, each machine in its own way. A low limit is reached at once, and held. */
const limitPictures = (page: Page) =>
  page.evaluate(async () => {
    for (const connection of window.recorder.connections)
      for (const sender of connection.getSenders()) {
        if (sender.track?.kind !== 'video') continue;
        const parameters = sender.getParameters();
        for (const encoding of parameters.encodings) encoding.maxBitrate = 100_000;
        await sender.setParameters(parameters);
      }
  });

/** So many connections send, each for itself, and the page shows their sum. */
async function expectUplink(page: Page, connections: number) {
  await expect.poll(() => figure(page, 'Connections of this page')).toBe(connections);
  await expect(async () => {
    const counted = await sentKbps(page);
    expect(counted).toHaveLength(connections);
    expect(Math.min(...counted)).toBeGreaterThan(20);
    const sum = counted.reduce((all, next) => all + next, 0);
    const shown = await figure(page, 'Uplink in all');
    expect(shown).toBeGreaterThan(0.65 * sum);
    expect(shown).toBeLessThan(1.5 * sum);
  }).toPass({ timeout: 15_000 });
}

type Sent = RTCOutboundRtpStreamStats & { readonly headerBytesSent?: number };

/** What each open connection of a page sends in a second, as the browser counts it. */
const sentKbps = (page: Page) =>
  page.evaluate(async () => {
    const open = window.recorder.connections.filter((one) => one.connectionState === 'connected');
    const sentBytes = async (connection: RTCPeerConnection) => {
      let sum = 0;
      for (const report of (await connection.getStats()).values() as Iterable<Sent>)
        if (report.type === 'outbound-rtp') sum += (report.bytesSent ?? 0) + (report.headerBytesSent ?? 0);
      return sum;
    };
    const before = await Promise.all(open.map(sentBytes));
    const beganMs = performance.now();
    await new Promise((resolve) => setTimeout(resolve, 1000));
    const after = await Promise.all(open.map(sentBytes));
    return after.map((bytes, index) => (8 * (bytes - before[index]!)) / (performance.now() - beganMs));
  });

test('two who press Join at once meet, and whoever reloads comes back to the same room', async ({
  sample,
  sampleIn,
}) => {
  const link = await sample.getByRole('link', { name: /room=/ }).getAttribute('href');
  const other = await sampleIn(launch.usual, new URL(link!).search);
  await Promise.all([join(sample), join(other)]);
  await Promise.all([expectMoving(sample, 1), expectMoving(other, 1)]);

  for (const [first, second] of [
    [sample, other],
    [other, sample],
  ] as const) {
    await first.reload();
    expect(await recordedOf(first).openAtLeaving()).toEqual(nothing);
    await expect(status(second)).toContainText('alone in the room', { timeout: 2000 });
    await expect(first.getByRole('link', { name: /room=/ })).toHaveText(link!);
    await join(first);
    await Promise.all([expectMoving(first, 1), expectMoving(second, 1)]);
  }
});

test('the link is copied, and drawn as a QR code', async ({ sample, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await sample.getByLabel('Room', { exact: true }).fill(' Küche & Keller ');
  await sample.getByLabel('Your name').focus();
  await expect(sample.getByLabel('Room', { exact: true })).toHaveValue('kuche-keller');
  const link = (await sample.getByRole('link', { name: /room=/ }).textContent())!;
  expect(new URL(link).searchParams.get('room')).toBe('kuche-keller');
  expect(sample.url()).toBe(link);
  await sample.getByRole('button', { name: 'Copy link' }).click();
  await expect(sample.getByText('The link is copied')).toBeVisible();
  expect(await sample.evaluate(() => navigator.clipboard.readText())).toBe(link);

  await sample.getByText('QR code of the link').click();
  const drawn = await sample.getByRole('img', { name: 'QR code' }).evaluate((canvas: HTMLCanvasElement) => {
    const { data, width } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
    const modules = width / 5;
    const isDark = (x: number, y: number) => data[4 * (width * (5 * y + 2) + 5 * x + 2)] === 0;
    return Array.from({ length: modules }, (_, y) => Array.from({ length: modules }, (__, x) => isDark(x, y)));
  });
  expect(drawn).toEqual(encode(link, { border: 4 }).data);

  await sample.getByLabel('Room', { exact: true }).fill('!');
  await join(sample);
  await expect(status(sample)).toContainText('Give the room a name of letters and digits');
  expect(await recordedOf(sample).open()).toEqual(nothing);
});

/** Sits down on these places of a room as no honest page would, and does the same to whoever gets connected there. */
const sitDown = (page: Page, room: string, seats: readonly number[], act?: string) =>
  page.evaluate(
    async ({ room, seats, act, library }) => {
      const { Peer } = (await import(library)) as typeof import('peerjs');
      const opened = seats.map(async (seat) => {
        const peer = new Peer(`mesh-room-${room}-${seat}`, {
          host: location.hostname,
          port: Number(location.port),
          config: {},
        });
        const told: unknown[] = [];
        Object.assign(window, { [`peer${seat}`]: peer, [`told${seat}`]: told });
        peer.on('connection', (call) =>
          call.on('open', () => {
            const { dataChannel, peerConnection } = call;
            dataChannel.addEventListener('close', () => told.push('expelled'));
            const say = (message: unknown) => dataChannel.send(JSON.stringify(message));
            if (act === 'shape') say({ kind: 'person', name: '<img src=x onerror=alert(1)>', isMuted: 'yes' });
            if (act === 'huge') dataChannel.send('x'.repeat(200_000));
            if (act === 'bytes') dataChannel.send(new Uint8Array(1000));
            if (act === 'nonsense')
              say({ kind: 'description', description: { type: 'offer', sdp: 'v=0\r\nnonsense' } });
            if (act === 'endless')
              for (let count = 0; count < 2000; count++) say({ kind: 'person', name: `Name ${count}`, isMuted: false });
            if (act === 'double') peerConnection.createDataChannel('another').onopen = () => told.push('another');
          }),
        );
        await new Promise((resolve) => peer.on('open', resolve));
      });
      await Promise.all(opened);
    },
    { room, seats, act, library: '/vendor/peerjs.js' },
  );
const told = (page: Page, seat: number) =>
  page.evaluate((name) => Reflect.get(window, name) as string[], `told${seat}`);

test('a full room says so, and a place that becomes free can be taken', async ({ sample, sampleIn }) => {
  const room = newRoom();
  const stranger = await sampleIn(launch.usual);
  await sitDown(stranger, room, [1, 2, 3, 4, 5, 6]);
  await sample.getByLabel('Room', { exact: true }).fill(room);
  await join(sample);
  await expect(status(sample)).toContainText('The room is full: all 6 places are taken.');
  expect(await recordedOf(sample).open()).toEqual(nothing);
  await stranger.close();
  await join(sample);
  await expect(status(sample)).toContainText('alone in the room');
});

test('whoever sends what makes no sense is expelled, and the next one on the same place is not', async ({
  sample,
  sampleIn,
}) => {
  const room = newRoom();
  const stranger = await sampleIn(launch.usual);
  const acts = ['shape', 'huge', 'nonsense', 'endless', 'double'];
  for (const [index, act] of acts.entries()) await sitDown(stranger, room, [index + 1], act);
  await sample.getByLabel('Room', { exact: true }).fill(room);
  await join(sample);
  for (const seat of [1, 2, 3, 4]) await expect.poll(() => told(stranger, seat)).toEqual(['expelled']);
  // A second channel makes no second person.
  await expect.poll(() => told(stranger, 5)).toEqual(['another']);
  await expect(others(sample)).toHaveText(['Guest 5']);
  await expect(sample.locator('.shell')).toHaveCount(0);

  await stranger.reload();
  await stranger.getByLabel('Room', { exact: true }).fill(room);
  await join(stranger);
  await expectMoving(sample, 1);
  await expectMoving(stranger, 1);
  await expect(others(sample)).toHaveText([/^Guest 1(, speaking)?$/]);
});

test('pictures go on without the server, and newcomers come in when it is back', async ({
  ownServer,
  sampleAt,
  complaints,
}) => {
  const room = `?room=${newRoom()}`;
  const [first, second, third] = await Promise.all(
    [1, 2, 3].map(() => sampleAt(ownServer.address, launch.usual, room)),
  );
  await join(first!);
  await join(second!);
  await expectMoving(first!, 1);

  await ownServer.stop();
  for (const page of [first!, second!]) await expect(status(page)).toContainText('The peer server does not answer');
  await join(third!);
  await expect(status(third!)).toContainText('The peer server does not answer. Try again in a moment.');
  expect(await recordedOf(third!).open()).toEqual(nothing);
  await expectMoving(first!, 1);
  await expectMoving(second!, 1);

  await ownServer.start();
  for (const page of [first!, second!]) await expect(status(page)).not.toContainText('does not answer');
  await join(third!);
  await expectMoving(third!, 2);

  // One vanishes without a word: the others miss it, and its place can be taken.
  await vanish(second!);
  await expect(others(first!)).toHaveCount(1, { timeout: 25_000 });
  await expectMoving(third!, 1);
  complaints.length = 0;
});

test('Leave gives up a joining, and the page can join again', async ({ sample }) => {
  await sample.evaluate(() => {
    document.querySelector<HTMLButtonElement>('#join')!.click();
    document.querySelector<HTMLButtonElement>('#leave')!.click();
  });
  await expect(status(sample)).toContainText('Left');
  await expect.poll(() => recordedOf(sample).open()).toEqual(nothing);
  await join(sample);
  await expect(status(sample)).toContainText('alone in the room');
});
