import type { Page } from '@playwright/test';
import { launch } from '../../support/launch.ts';
import { expect, recordedOf, test, vanish } from '../../support/test.ts';

const status = (page: Page) => page.locator('output');
const banner = (page: Page) => page.getByRole('alert');
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const remote = (page: Page) => page.getByLabel('Picture of the other');
const screen = (page: Page) => page.getByLabel('Screen of the other');
const theOther = (page: Page) => page.getByRole('figure').filter({ has: remote(page) });
const roomField = (page: Page) => page.getByLabel('Room', { exact: true });
const linkOf = async (page: Page) => (await page.getByRole('link', { name: /room=/ }).textContent())!;
const nothing = { tracks: 0, connections: 0, contexts: 0, workers: 0, intervals: 0 };
const newRoom = () => crypto.randomUUID().slice(0, 8);

const frames = (page: Page, video = remote(page)) =>
  video.evaluate((one: HTMLVideoElement) => one.getVideoPlaybackQuality().totalVideoFrames);

async function expectMoving(page: Page, video = remote(page)) {
  await expect(video).toBeVisible();
  const before = await frames(page, video);
  // A busy machine thinks its network slow, and holds pictures back for a while.
  await expect.poll(() => frames(page, video), { timeout: 40_000 }).toBeGreaterThan(before + 3);
}

/** Opens the link of a page in another browser, and calls. */
async function call(page: Page, sampleIn: (options: typeof launch.usual, query: string) => Promise<Page>) {
  const other = await sampleIn(launch.usual, new URL(await linkOf(page)).search);
  await press(page, 'Join');
  await expect(status(page)).toContainText('You are alone in the room');
  await press(other, 'Join');
  await Promise.all([expectMoving(page), expectMoving(other)]);
  await Promise.all([expectUnmuted(page), expectUnmuted(other)]);
  return other;
}

/** A track that stays muted though its media comes will freeze at the next offer that is taken back. */
async function expectUnmuted(page: Page) {
  await expect
    .poll(() =>
      page.evaluate(() =>
        window.recorder.connections
          .at(-1)!
          .getReceivers()
          .map(({ track }) => [track.kind, track.muted]),
      ),
    )
    .toEqual([
      ['audio', false],
      ['video', false],
    ]);
}

test('the link leads to a call; each side is told what the other does; hanging up ends it', async ({
  sample,
  recorded,
  sampleIn,
}) => {
  const other = await call(sample, sampleIn);
  await expect(status(sample)).toHaveText('In a call. Only machines of the same network reach each other here.');

  await press(sample, 'Mute microphone');
  await expect(theOther(other)).toHaveText('the other, microphone muted');
  await press(sample, 'Mute microphone');
  await expect(theOther(other)).toHaveText('the other');

  await press(sample, 'Camera off');
  await expect(theOther(other)).toHaveText('the other, camera off');
  await expect.poll(() => recorded.trackStates()).toEqual(['live', 'ended']); // microphone, camera
  await expectMoving(sample); // the other's picture goes on
  await press(sample, 'Camera off');
  await expect(theOther(other)).toHaveText('the other');
  await expectMoving(other);
  expect(await recorded.trackStates()).toEqual(['live', 'ended', 'live']);
  await press(sample, 'Switch camera');
  await expect(status(sample)).toContainText('There is only one camera here.');

  await sample.getByLabel('Message').fill('one <b>');
  await sample.getByLabel('Message').press('Enter');
  await other.getByLabel('Message').fill('two');
  await press(other, 'Send');
  await expect(sample.getByRole('log').locator('p')).toHaveText(['you: one <b>', 'the other: two']);
  await expect(other.getByRole('log').locator('p')).toHaveText(['the other: one <b>', 'you: two']);

  await press(sample, 'Hang up');
  await expect(status(other)).toContainText('The other has left', { timeout: 2000 });
  expect(await recorded.open()).toEqual(nothing);
  await expect(other.getByRole('button', { name: 'Send' })).toBeDisabled();
  await press(sample, 'Rejoin');
  await Promise.all([expectMoving(sample), expectMoving(other)]);
});

test('a screen is shown beside the camera, by both at once, and ends with the bar of the browser', async ({
  sample,
  recorded,
  sampleIn,
}) => {
  test.setTimeout(180_000); // four pictures in two browsers
  const other = await call(sample, sampleIn);
  await expect(screen(other)).toBeHidden();
  for (let round = 0; round < 2; round++) {
    await Promise.all([press(sample, 'Share screen'), press(other, 'Share screen')]);
    for (const page of [sample, other]) {
      await expect(theOther(page)).toHaveText('the other, shares a screen');
      await expectMoving(page, screen(page));
      await expectMoving(page);
    }
    await press(other, 'Share screen');
    await expect(screen(sample)).toBeHidden();
    // What the bar of the browser does, as the page sees it.
    await sample.evaluate(() => {
      const track = window.recorder.tracks.at(-1)!;
      track.stop();
      track.dispatchEvent(new Event('ended'));
    });
    await expect(screen(other)).toBeHidden();
    await expect(theOther(other)).toHaveText('the other');
  }
  // The places of the screens were used again: sound, picture and two screens, and the channel.
  expect(
    await sample.evaluate(
      () => window.recorder.connections.at(-1)!.currentLocalDescription!.sdp.match(/^m=/gm)!.length,
    ),
  ).toBeLessThanOrEqual(5);
  await expectMoving(sample);
  await press(sample, 'Hang up');
  expect(await recorded.open()).toEqual(nothing);
});

test('another camera takes the place of the first, and one that is off when the call begins comes later', async ({
  sampleIn,
}) => {
  const page = await sampleIn(launch.threeCameras);
  const other = await sampleIn(launch.usual, new URL(await linkOf(page)).search);
  await press(page, 'Join');
  await expect(status(page)).toContainText('You are alone');
  await press(page, 'Camera off');
  await expect(page.getByRole('button', { name: 'Camera off' })).toHaveAttribute('aria-pressed', 'true');
  await press(other, 'Join');
  await expectMoving(page);
  await expect(theOther(other)).toHaveText('the other, camera off');
  // Who is not seen is heard.
  await expect.poll(async () => (await recordedOf(other).inboundAudio()).audioLevel).toBeGreaterThan(0);
  await press(page, 'Camera off');
  await expect(theOther(other)).toHaveText('the other');
  await expectMoving(other);

  const cameras = () =>
    page.evaluate(() =>
      window.recorder.tracks
        .filter(({ kind }) => kind === 'video')
        .map(({ label, readyState }) => `${label} ${readyState}`),
    );
  // Chromium cannot encode what its second fake camera makes, so the pictures of the other two tell.
  for (const [number, label] of ['fake_device_1', 'fake_device_2', 'fake_device_0'].entries()) {
    await press(page, 'Switch camera');
    const ended = ['fake_device_0', 'fake_device_0', 'fake_device_1', 'fake_device_2'].slice(0, number + 2);
    await expect.poll(cameras).toEqual([...ended.map((one) => `${one} ended`), `${label} live`]);
    if (label !== 'fake_device_1') await expectMoving(other);
  }
});

test('the picture fills the screen, and has a window of its own', async ({ sample, sampleIn }) => {
  const other = await call(sample, sampleIn);
  await press(sample, 'Fullscreen');
  await expect.poll(() => sample.evaluate(() => document.fullscreenElement?.id)).toBe('remote');
  await sample.evaluate(() => document.exitFullscreen());
  await press(sample, 'Picture in picture');
  await expect.poll(() => sample.evaluate(() => document.pictureInPictureElement?.id)).toBe('remote');
  await press(other, 'Hang up');
  await expect.poll(() => sample.evaluate(() => document.pictureInPictureElement)).toBeNull();
  await expect(sample.getByRole('button', { name: 'Fullscreen' })).toBeDisabled();
});

test('two who press Join at once meet, a third finds the room full, and whoever reloads comes back', async ({
  sample,
  sampleIn,
}) => {
  const query = new URL(await linkOf(sample)).search;
  const [other, third] = await Promise.all([sampleIn(launch.usual, query), sampleIn(launch.usual, query)]);
  await Promise.all([press(sample, 'Join'), press(other, 'Join')]);
  await Promise.all([expectMoving(sample), expectMoving(other)]);
  await press(third, 'Join');
  await expect(status(third)).toContainText('The room is full: all 2 places are taken.');
  expect(await recordedOf(third).open()).toEqual(nothing);
  await third.close();

  for (const [first, second] of [
    [sample, other],
    [other, sample],
  ] as const) {
    await first.reload();
    expect(await recordedOf(first).openAtLeaving()).toEqual(nothing);
    await expect(status(second)).toContainText('The other has left', { timeout: 2000 });
    await press(first, 'Join');
    await Promise.all([expectMoving(first), expectMoving(second)]);
  }
});

test('the call goes on without the server, and another can come when it is back', async ({
  ownServer,
  sampleAt,
  complaints,
}) => {
  const query = `?room=${newRoom()}`;
  const [first, second] = await Promise.all([1, 2].map(() => sampleAt(ownServer.address, launch.usual, query)));
  await press(first!, 'Join');
  await press(second!, 'Join');
  await expectMoving(first!);

  await ownServer.stop();
  for (const page of [first!, second!]) await expect(banner(page)).toContainText('The peer server does not answer');
  await Promise.all([expectMoving(first!), expectMoving(second!)]);
  await ownServer.start();
  for (const page of [first!, second!]) await expect(banner(page)).toBeHidden();

  // Vanished without a word: missed after a while, and the place is free.
  await vanish(second!);
  await expect(status(first!)).toContainText('The other has left', { timeout: 25_000 });
  const third = await sampleAt(ownServer.address, launch.usual, query);
  await press(third, 'Join');
  await Promise.all([expectMoving(first!), expectMoving(third)]);
  complaints.length = 0;
});

test('a call that finds no way to the other is made again', async ({ sample, sampleIn }) => {
  const other = await sampleIn(launch.usual, new URL(await linkOf(sample)).search);
  // As on a network that loses what machines ask each other: neither hears of an address of the other.
  for (const page of [sample, other])
    await page.evaluate(() => {
      const deaf = { addIceCandidate: () => Promise.resolve() };
      const hearing = Object.getOwnPropertyDescriptors(RTCPeerConnection.prototype);
      Object.assign(RTCPeerConnection.prototype, deaf);
      const mend = () => {
        Object.defineProperties(RTCPeerConnection.prototype, hearing);
      };
      Object.assign(window, { mend });
    });
  await press(sample, 'Join');
  await expect(status(sample)).toContainText('You are alone in the room');
  await press(other, 'Join');
  const gathered = () => {
    const last = window.recorder.connections.at(-1);
    return last?.signalingState === 'stable' && last.iceGatheringState === 'complete';
  };
  for (const page of [sample, other]) await page.waitForFunction(gathered);
  for (const page of [sample, other]) await page.evaluate(() => (Reflect.get(window, 'mend') as () => void)());
  await Promise.all([expectMoving(sample), expectMoving(other)]);
});

test('what comes before the channel is said to be open is not lost', async ({ sample, sampleIn }) => {
  const other = await sampleIn(launch.usual, new URL(await linkOf(sample)).search);
  // Chromium does so by itself once in a few dozen connections.
  await other.context().addInitScript(() => {
    Object.defineProperty(RTCDataChannel.prototype, 'onopen', {
      set(this: RTCDataChannel, heard: (() => void) | null) {
        if (heard) this.addEventListener('open', () => setTimeout(heard, 300));
      },
    });
  });
  await other.reload();
  await press(sample, 'Join');
  await expect(status(sample)).toContainText('You are alone in the room');
  await press(sample, 'Mute microphone');
  await press(other, 'Join');
  await Promise.all([expectMoving(sample), expectMoving(other)]);
  await expect(theOther(other)).toHaveText('the other, microphone muted');
});

/** Takes the first place of a room as no honest page would, and does the same to whoever gets connected. */
const sitDown = (page: Page, room: string, act: string) =>
  page.evaluate(
    async ({ room, act, library }) => {
      const { Peer } = (await import(library)) as typeof import('peerjs');
      const peer = new Peer(`video-chat-${room}-1`, {
        host: location.hostname,
        port: Number(location.port),
        config: {},
      });
      const told: string[] = [];
      Object.assign(window, { told });
      peer.on('connection', (call) =>
        call.on('open', () => {
          const { dataChannel } = call;
          dataChannel.addEventListener('close', () => told.push('expelled'));
          const say = (message: unknown) => dataChannel.send(JSON.stringify(message));
          if (act === 'shape') say({ kind: 'sending', sending: { isMuted: 1 } });
          if (act === 'huge') dataChannel.send('x'.repeat(200_000));
          if (act === 'bytes') dataChannel.send(new Uint8Array(1000));
          if (act === 'nonsense') say({ kind: 'description', description: { type: 'answer', sdp: 'v=0\r\nnonsense' } });
          if (act === 'endless')
            for (let count = 0; count < 2000; count++) say({ kind: 'text', text: `line ${count}` });
        }),
      );
      await new Promise((resolve) => peer.on('open', resolve));
    },
    { room, act, library: '/vendor/peerjs.js' },
  );

test('whoever sends what makes no sense is put out, and the next one on the same place is not', async ({
  sample,
  sampleIn,
}) => {
  const stranger = await sampleIn(launch.usual);
  let room = '';
  for (const act of ['shape', 'huge', 'bytes', 'nonsense', 'endless']) {
    if (room) await press(sample, 'Hang up');
    room = newRoom();
    await stranger.reload();
    await sitDown(stranger, room, act);
    await roomField(sample).fill(room);
    await press(sample, 'Join');
    await expect
      .poll(() => stranger.evaluate(() => Reflect.get(window, 'told') as string[]), act)
      .toEqual(['expelled']);
    await expect(theOther(sample)).toHaveText('nobody yet');
    // So many a second, and a second may end in between.
    expect(await sample.getByRole('log').locator('p').count()).toBeLessThanOrEqual(100);
  }
  await expect(sample.locator('.shell')).toHaveCount(0);
  await stranger.reload();
  await roomField(stranger).fill(room);
  await press(stranger, 'Join');
  await Promise.all([expectMoving(sample), expectMoving(stranger)]);
});

test('recent rooms are listed, chosen and cleared, whatever was stored', async ({ sample, context }) => {
  const recent = sample.getByRole('listitem');
  await expect(recent).toHaveCount(0);
  await roomField(sample).fill('Küche');
  await press(sample, 'Join');
  await expect(recent).toHaveText(['kuche']);
  await press(sample, 'New room');
  await expect(recent).toHaveCount(2);
  await expect(status(sample)).toContainText('You are alone');
  const second = await roomField(sample).inputValue();
  expect(second).toMatch(/^[a-z0-9]{8}$/);
  await press(sample, 'Hang up');
  await press(sample, 'Random');
  expect([second, 'kuche']).not.toContain(await roomField(sample).inputValue());
  await press(sample, 'kuche');
  expect(new URL(sample.url()).searchParams.get('room')).toBe('kuche');

  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await press(sample, 'Copy link');
  await expect(sample.getByText('The link is copied')).toBeVisible();
  expect(await sample.evaluate(() => navigator.clipboard.readText())).toBe(sample.url());

  await sample.reload();
  await expect(recent).toHaveText([second, 'kuche']);
  for (const stored of ['{', '7', JSON.stringify([null, '<b>', 'x'.repeat(1000), 'fine', {}])]) {
    await sample.evaluate((text) => localStorage.setItem('video-chat-room/recent', text), stored);
    await sample.reload();
    await expect(recent).toHaveText(stored.includes('fine') ? ['fine'] : []);
  }
  await press(sample, 'Clear list');
  await expect(recent).toHaveCount(0);
  await sample.reload();
  await expect(recent).toHaveCount(0);
});

test('where the system can share, the button hands the link to it', async ({ page, context, complaints: _ }) => {
  await context.addInitScript(() => {
    Object.assign(Navigator.prototype, {
      share: (data: ShareData) => Promise.resolve(Object.assign(window, { shared: data.url })),
    });
  });
  await page.goto('run/across-machines/video-chat-room/');
  await press(page, 'Share link');
  expect(await page.evaluate(() => Reflect.get(window, 'shared') as string)).toBe(page.url());
});

test('Hang up gives up a joining, and the page can join again', async ({ sample }) => {
  await sample.evaluate(() => {
    document.querySelector<HTMLButtonElement>('#join')!.click();
    document.querySelector<HTMLButtonElement>('#hang-up')!.click();
  });
  await expect(status(sample)).toContainText('You have hung up');
  await expect.poll(() => recordedOf(sample).open()).toEqual(nothing);
  await press(sample, 'Join');
  await expect(status(sample)).toContainText('You are alone');
});
