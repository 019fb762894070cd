import type { Page } from '@playwright/test';
import { launch } from '../../support/launch.ts';
import { expect, recordedOf, test, vanish } from '../../support/test.ts';

const status = (page: Page) => page.locator('output');
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const cell = (page: Page, name: string) => page.getByRole('row', { name }).getByRole('cell');
const nothing = { tracks: 0, connections: 0, contexts: 0, workers: 0, intervals: 0 };
const newRoom = () => crypto.randomUUID().slice(0, 8);

async function host(page: Page, room: string, way: string) {
  await page.getByLabel('Broadcast').fill(room);
  await page.getByLabel('This page').selectOption('hosts');
  await page.getByLabel('Way to the viewers').selectOption(way === 'direct' ? 'direct' : 'relay tree');
  if (way !== 'direct') await page.getByLabel('Fed by one page at most').selectOption(way);
  await press(page, 'Start');
  await expect(status(page)).toContainText('On air');
}

/** Opens the link as somebody else does, and waits until the picture moves. */
async function watch(page: Page, feeder: string | RegExp) {
  await expect(page.getByLabel('This page')).toHaveValue('viewer');
  await press(page, 'Start');
  await expect(status(page)).toContainText(feeder);
  await expectMoving(page);
}

const frames = (page: Page) =>
  page.locator('#video').evaluate((video: HTMLVideoElement) => video.getVideoPlaybackQuality().totalVideoFrames);

async function expectMoving(page: Page) {
  const before = await frames(page);
  await expect.poll(() => frames(page), { timeout: 25_000 }).toBeGreaterThan(before + 5);
}

/** How many connections of a page carry media that it sends now. */
const sendingConnections = (page: Page) =>
  page.evaluate(async () => {
    const sent = async () =>
      Promise.all(
        window.recorder.connections.map(async (connection) => {
          let bytes = 0;
          for (const report of (await connection.getStats()).values() as Iterable<RTCOutboundRtpStreamStats>)
            if (report.type === 'outbound-rtp' && report.kind === 'video') bytes += report.bytesSent ?? 0;
          return bytes;
        }),
      );
    const before = await sent();
    await new Promise((resolve) => setTimeout(resolve, 500));
    return (await sent()).filter((bytes, index) => bytes > (before[index] ?? 0)).length;
  });

test('direct: the host sends to each viewer', async ({ sample, recorded, sampleIn }) => {
  const room = newRoom();
  const viewers = await Promise.all([1, 2].map(() => sampleIn(launch.noCamera, `?room=${room}`)));
  await expect(sample.getByLabel('This page')).toHaveValue('host');
  await host(sample, room, 'direct');
  await expect(status(sample)).toContainText('Nobody watches yet');
  for (const viewer of viewers) await watch(viewer, /You are viewer \d, fed by the host/);
  await expect(status(sample)).toContainText('On air: 2 watch. Only machines of the same network');
  for (const page of [sample, ...viewers]) await expect(cell(page, 'Viewers of the broadcast')).toHaveText('2');
  expect(await sendingConnections(sample)).toBe(2);
  await expect(cell(sample, 'Feeds')).toHaveText('viewer 1, viewer 2');
  for (const viewer of viewers) {
    expect((await recordedOf(viewer).inboundAudio()).packetsReceived).toBeGreaterThan(0);
    expect(await recordedOf(viewer).trackStates()).toEqual([]); // it asked for no camera
    await expect(cell(viewer, 'Steps from the host')).toHaveText('1');
  }
  await expect.poll(async () => parseInt((await cell(sample, 'Uplink').textContent())!, 10)).toBeGreaterThan(50);

  await press(viewers[0]!, 'Stop');
  expect(await recordedOf(viewers[0]!).open()).toEqual(nothing);
  await expect(status(sample)).toContainText('On air: 1 watch');
  await press(sample, 'Stop');
  expect(await recorded.open()).toEqual(nothing);
  await expect(status(viewers[1]!)).toContainText('The host is away: this page waits');
  await expect(cell(viewers[1]!, 'Fed by')).toHaveText('nobody');
});

test('in a tree the second viewer is fed by the first, and by the host when the first has left', async ({
  sample,
  sampleIn,
}) => {
  const room = newRoom();
  const [first, second, third] = await Promise.all([1, 2, 3].map(() => sampleIn(launch.usual, `?room=${room}`)));
  await host(sample, room, '1');
  await watch(first!, 'You are viewer 1, fed by the host');
  await watch(second!, 'You are viewer 2, fed by viewer 1');
  await watch(third!, 'You are viewer 3, fed by viewer 2');
  await expect(cell(third!, 'Steps from the host')).toHaveText('3');
  for (const page of [sample, first!, second!]) expect(await sendingConnections(page)).toBe(1);
  expect(await sendingConnections(third!)).toBe(0);
  await expect(cell(first!, 'Feeds')).toHaveText('viewer 2');
  await expect.poll(async () => parseInt((await cell(first!, 'Uplink').textContent())!, 10)).toBeGreaterThan(20);
  await expect
    .poll(() =>
      third!.evaluate(async () => {
        let packets = 0;
        for (const connection of window.recorder.connections)
          for (const report of (await connection.getStats()).values() as Iterable<RTCInboundRtpStreamStats>)
            if (report.type === 'inbound-rtp' && report.kind === 'audio') packets += report.packetsReceived ?? 0;
        return packets;
      }),
    )
    .toBeGreaterThan(0);

  // One in the middle leaves: the next is fed anew, and the one below it stays with it.
  await press(first!, 'Stop');
  await expect(status(second!)).toContainText('You are viewer 2, fed by the host');
  await expect(status(third!)).toContainText('You are viewer 3, fed by viewer 2');
  await expect(cell(third!, 'Steps from the host')).toHaveText('2');
  await expectMoving(second!);
  await expectMoving(third!);
  expect(await sendingConnections(sample)).toBe(1);

  // Whoever comes back gets a place at the end.
  await press(first!, 'Start');
  await expect(status(first!)).toContainText('fed by viewer 3');
  await expectMoving(first!);
});

test('a host that is reloaded comes back as the host, and so do the viewers', async ({
  sample,
  recorded,
  sampleIn,
}) => {
  const room = newRoom();
  const [first, second] = await Promise.all([1, 2].map(() => sampleIn(launch.usual, `?room=${room}`)));
  await press(first!, 'Start'); // before there is a host
  await expect(status(first!)).toContainText('Calling the host, who may be late');
  await host(sample, room, '1');
  await expect(status(first!)).toContainText('fed by the host', { timeout: 20_000 });
  await expectMoving(first!);
  await watch(second!, 'fed by viewer 1');

  await sample.reload();
  expect(await recorded.openAtLeaving()).toEqual(nothing);
  for (const page of [first!, second!]) await expect(status(page)).toContainText('The host is away', { timeout: 3000 });
  await expect(sample.getByLabel('This page')).toHaveValue('host');
  await host(sample, room, '1');
  for (const page of [first!, second!]) {
    await expect(status(page)).toContainText(/fed by (the host|viewer \d)/, { timeout: 20_000 });
    await expectMoving(page);
  }
  expect(await sendingConnections(sample)).toBe(1);

  // A second host is told so, and a viewer that is reloaded is a viewer again.
  const rival = await sampleIn(launch.usual);
  await rival.getByLabel('Broadcast').fill(room);
  await press(rival, 'Start');
  await expect(status(rival)).toContainText('This broadcast has a host already');
  expect(await recordedOf(rival).open()).toEqual(nothing);
  await second!.reload();
  await watch(second!, /fed by (the host|viewer \d)/);
});

test('the broadcast goes on without the server; a feeder that vanishes is replaced', async ({
  ownServer,
  sampleAt,
  complaints,
}) => {
  const room = newRoom();
  const [page, first, second, third] = await Promise.all(
    [1, 2, 3, 4].map((number) =>
      sampleAt(ownServer.address, launch.usual, number === 1 ? '?source=synthetic' : `?room=${room}`),
    ),
  );
  await host(page!, room, '1');
  await watch(first!, 'fed by the host');
  await watch(second!, 'fed by viewer 1');

  await ownServer.stop();
  for (const one of [page!, first!, second!])
    await expect(status(one)).toContainText('The peer server does not answer');
  await press(third!, 'Start');
  await expect(status(third!)).toContainText('The peer server does not answer. Try again in a moment.');
  expect(await recordedOf(third!).open()).toEqual(nothing);
  await expectMoving(second!);
  await ownServer.start();
  for (const one of [page!, first!, second!]) await expect(status(one)).not.toContainText('does not answer');
  await watch(third!, 'fed by viewer 2');

  await vanish(first!);
  await expect(status(second!)).toContainText('You are viewer 2, fed by the host', { timeout: 30_000 });
  await expectMoving(second!);
  await expectMoving(third!);
  await expect(status(page!)).toContainText('On air: 2 watch');
  complaints.length = 0;
});

/** Calls the host as no honest page would; what it says follows from `act`. */
const callHost = (page: Page, room: string, acts: readonly string[]) =>
  page.evaluate(
    async ({ room, acts, library }) => {
      const { Peer } = (await import(library)) as typeof import('peerjs');
      for (const [index, act] of acts.entries()) {
        const heard: string[] = [];
        Object.assign(window, { [`heard${index}`]: heard });
        const peer = new Peer(crypto.randomUUID(), {
          host: location.hostname,
          port: Number(location.port),
          config: {},
        });
        await new Promise((resolve) => peer.on('open', resolve));
        const call = peer.connect(`broadcast-${room}-host`, { serialization: 'raw', reliable: true });
        call.on('data', (data) => heard.push(String(data)));
        call.on('close', () => heard.push('closed'));
        peer.on('connection', (caller) =>
          caller.on('open', () => {
            heard.push('called');
            caller.on('close', () => heard.push('caller closed'));
            if (act === 'feeder') caller.dataChannel.send('{"kind":"audience","count":99}');
          }),
        );
        await new Promise((resolve) => call.on('open', () => resolve(undefined)));
        const { dataChannel } = call;
        const say = (message: unknown) => dataChannel.send(JSON.stringify(message));
        if (act === 'shape') say({ kind: 'lost', feeder: { id: 'x' } });
        if (act === 'huge') dataChannel.send('x'.repeat(200_000));
        if (act === 'bytes') dataChannel.send(new Uint8Array(1000));
        if (act === 'host') say({ kind: 'audience', count: 99 });
        if (act === 'offer') say({ kind: 'description', description: { type: 'offer', sdp: 'v=0' } });
        if (act === 'answer') say({ kind: 'description', description: { type: 'answer', sdp: 'v=0\r\nnonsense' } });
        if (act === 'endless')
          for (let count = 0; count < 1000; count++) say({ kind: 'lost', feeder: crypto.randomUUID() });
      }
    },
    { room, acts, library: '/vendor/peerjs.js' },
  );
const heard = (page: Page, index: number) =>
  page.evaluate((name) => Reflect.get(window, name) as string[], `heard${index}`);

test('viewers that break the rules are shut out, and a feeder that does is replaced', async ({ sample, sampleIn }) => {
  const room = newRoom();
  const [stranger, viewer] = await Promise.all([sampleIn(launch.usual), sampleIn(launch.usual, `?room=${room}`)]);
  await host(sample, room, '1');
  const acts = ['shape', 'huge', 'bytes', 'host', 'offer', 'answer', 'endless'];
  await callHost(stranger, room, acts);
  for (const index of acts.keys()) await expect.poll(() => heard(stranger, index)).toContain('closed');
  await expect(status(sample)).toContainText('Nobody watches yet');

  // The first place is the stranger's: whoever is sent there does not believe the stranger, and is fed by the host.
  await stranger.reload();
  await callHost(stranger, room, ['feeder']);
  await expect(status(sample)).toContainText('On air: 1 watch');
  await watch(viewer, 'fed by the host');
  await expect.poll(() => heard(stranger, 0)).toContain('caller closed');
  await expect(status(viewer)).toContainText('You are viewer 9');
  await expect(cell(viewer, 'Viewers of the broadcast')).toHaveText('2');
  await expect(sample.locator('.shell')).toHaveCount(0);
});

test('a host that makes no sense is left, and a full broadcast says so', async ({ sample, recorded, sampleIn }) => {
  const room = newRoom();
  const stranger = await sampleIn(launch.usual);
  await stranger.evaluate(
    async ({ room, library }) => {
      const { Peer } = (await import(library)) as typeof import('peerjs');
      const peer = new Peer(`broadcast-${room}-host`, {
        host: location.hostname,
        port: Number(location.port),
        config: {},
      });
      const said: unknown[] = [
        { kind: 'feed', viewers: 'all' },
        { kind: 'description', description: { type: 'offer', sdp: 'v=0\r\nnonsense' } },
        { kind: 'description', description: { type: 'answer', sdp: 'v=0' } },
        { kind: 'full' },
      ];
      peer.on('connection', (call) => call.on('open', () => call.dataChannel.send(JSON.stringify(said.shift()))));
      await new Promise((resolve) => peer.on('open', resolve));
    },
    { room, library: '/vendor/peerjs.js' },
  );
  await sample.getByLabel('Broadcast').fill(room);
  await sample.getByLabel('This page').selectOption('watches');
  for (const sentence of [...Array<string>(3).fill('makes no sense'), 'All 12 places of this broadcast are taken']) {
    await press(sample, 'Start');
    await expect(status(sample)).toContainText(sentence);
    expect(await recorded.open()).toEqual(nothing);
  }
  await stranger.close();

  // An honest host counts.
  const honest = await sampleIn(launch.usual);
  const crowd = await sampleIn(launch.usual);
  await host(honest, room, '3');
  await callHost(crowd, room, Array<string>(12).fill('quiet'));
  await expect(status(honest)).toContainText('On air: 12 watch');
  await press(sample, 'Start');
  await expect(status(sample)).toContainText('All 12 places of this broadcast are taken');
  await crowd.close();
  await expect(status(honest)).toContainText('Nobody watches yet');
  await press(sample, 'Start');
  await expect(status(sample)).toContainText('fed by the host');
  await expectMoving(sample);
});

test('Stop gives up a start, as a host and as a viewer', async ({ sample }) => {
  for (const role of ['hosts', 'watches']) {
    await sample.getByLabel('This page').selectOption(role);
    await sample.evaluate(() => {
      document.querySelector<HTMLButtonElement>('#start')!.click();
      document.querySelector<HTMLButtonElement>('#stop')!.click();
    });
    await expect(status(sample)).toContainText('Stopped');
    await expect.poll(() => recordedOf(sample).open()).toEqual(nothing);
  }
});
