import type { Page } from '@playwright/test';
import { launch } from '../../support/launch.ts';
import { expect, recordedOf, test } from '../../support/test.ts';

const press = (sample: Page, name: string) => sample.getByRole('button', { name, exact: true }).click();
const status = (sample: Page) => sample.getByRole('status');
const figure = async (sample: Page, id: string) => (await sample.locator(`#${id}`).textContent()) ?? '';
const direct = (sample: Page, direction: string) =>
  sample.getByLabel('Direction of the picture').selectOption(direction);
const nothing = { tracks: 0, connections: 0, contexts: 0, workers: 0, intervals: 0 };

/** The colour in the middle of a video, as hue would be seen: red, green, blue. */
const middle = (sample: Page, id: string) =>
  sample.locator(id).evaluate((video: HTMLVideoElement) => {
    const context = Object.assign(document.createElement('canvas'), { width: 32, height: 32 }).getContext('2d')!;
    context.drawImage(video, 0, 0, 32, 32);
    return [...context.getImageData(16, 10, 1, 1).data].slice(0, 3);
  });
/** Whether a colour is another to within what an encoder changes. */
const near = (one: number[], other: number[]) => one.every((part, index) => Math.abs(part - other[index]!) < 25);

/** The descriptions of both sides: they change with every offer. */
const descriptions = (sample: Page) =>
  sample.evaluate(() => window.recorder.connections.map(({ localDescription }) => localDescription?.sdp));
/** How many frames each side has sent. */
const framesSent = (sample: Page) =>
  sample.evaluate(async () => {
    const frames = [0, 0];
    for (const [side, connection] of window.recorder.connections.entries())
      for (const stats of (await connection.getStats()).values() as Iterable<RTCOutboundRtpStreamStats>)
        if (stats.type === 'outbound-rtp' && stats.kind === 'video') frames[side]! += stats.framesSent ?? 0;
    return frames as [number, number];
  });

async function startCall(sample: Page) {
  await press(sample, 'Start call');
  await expect(status(sample)).toHaveText('Connected.');
  await expect.poll(async () => near(await middle(sample, '#remote'), [0, 0, 0])).toBe(false);
}

test('canvas, screen and camera take the place of each other without an offer', async ({ sample, recorded }) => {
  await startCall(sample);
  const before = await descriptions(sample);
  await sample.getByLabel('Canvas colour').fill('#c02080');
  await press(sample, 'Canvas');
  await expect.poll(async () => near(await middle(sample, '#remote'), [192, 32, 128])).toBe(true);
  await expect(status(sample)).toHaveText('The canvas is sent now. That took no offer.');
  await expect.poll(() => figure(sample, 'seen')).toMatch(/^320 × 240, on average rgb\(1[789]\d, \d+, 1[123]\d\)$/);
  await sample.getByLabel('Canvas colour').fill('#2060e0');
  await expect.poll(async () => near(await middle(sample, '#remote'), [32, 96, 224])).toBe(true);

  await press(sample, 'Screen');
  await expect(sample.getByRole('button', { name: 'Release screen' })).toBeEnabled();
  const shape = () =>
    sample.locator('#remote').evaluate((video: HTMLVideoElement) => video.videoWidth / video.videoHeight);
  await expect.poll(shape).toBeCloseTo(16 / 9, 1);
  await press(sample, 'Camera');
  await expect.poll(shape).toBeCloseTo(4 / 3, 1);

  // Each picture before was ended; the microphone, the far side's picture and the camera of now are left.
  expect(await recorded.liveTracks()).toBe(3);
  expect(await descriptions(sample)).toEqual(before);
  expect(await figure(sample, 'offers')).toBe('1');
  expect(await recorded.connectionStates()).toEqual(['connected', 'connected']);
  await press(sample, 'Hang up');
  await expect.poll(() => recorded.open()).toEqual(nothing);
});

test('muted, black and released are told apart by what they cost', async ({ sample, recorded }) => {
  await startCall(sample);
  const before = await descriptions(sample);
  await expect.poll(() => figure(sample, 'level')).toContain('sound');
  await press(sample, 'Mute microphone');
  await expect.poll(() => figure(sample, 'level')).toBe('silence');
  expect(await figure(sample, 'microphone-state')).toBe('muted: the device works on, and its light is on');
  const { packetsReceived } = await recorded.inboundAudio();
  await expect.poll(async () => (await recorded.inboundAudio()).packetsReceived).toBeGreaterThan(packetsReceived + 30);
  await expect.poll(async () => parseInt(await figure(sample, 'sound-rate'))).toBeGreaterThan(30);

  await press(sample, 'Black picture');
  await expect.poll(async () => near(await middle(sample, '#remote'), [0, 0, 0])).toBe(true);
  await press(sample, 'Canvas'); // what is black stays black
  await press(sample, 'Camera');
  expect(await figure(sample, 'picture-state')).toBe('black: its source works on, and a camera has its light on');
  expect(await sample.evaluate(() => window.recorder.tracks.at(-1)!.readyState)).toBe('live');
  const { framesDecoded } = await recorded.inboundVideo();
  await expect.poll(async () => (await recorded.inboundVideo()).framesDecoded).toBeGreaterThan(framesDecoded + 3);
  expect(near(await middle(sample, '#remote'), [0, 0, 0])).toBe(true);
  await press(sample, 'Show picture');
  await expect.poll(async () => near(await middle(sample, '#remote'), [0, 0, 0])).toBe(false);

  await press(sample, 'Release camera');
  await expect.poll(() => figure(sample, 'picture-rate')).toBe('0 pictures a second, 0 kbps');
  expect(await sample.evaluate(() => window.recorder.tracks.at(-1)!.readyState)).toBe('ended');
  expect(await recorded.connectionStates()).toEqual(['connected', 'connected']);
  await press(sample, 'Camera');
  await expect.poll(async () => parseInt(await figure(sample, 'picture-rate'))).toBeGreaterThan(2);
  await press(sample, 'Unmute microphone');
  await expect.poll(() => figure(sample, 'level')).toContain('sound');
  expect(await descriptions(sample)).toEqual(before);
});

test('another direction takes an offer each time, and decides who sends', async ({ page: sample }) => {
  await sample.goto('run/peer-connection/mute-and-replace/?source=synthetic');
  await startCall(sample);
  expect(await figure(sample, 'agreed')).toBe('you want sendrecv, agreed is sendrecv');
  await expect.poll(async () => near(await middle(sample, '#back'), [42, 77, 143])).toBe(true);

  /** Asserts which side goes on sending while the other's count stands still. */
  const sends = async (side: 0 | 1, other: 0 | 1) => {
    const from = await framesSent(sample);
    await expect.poll(async () => (await framesSent(sample))[side]).toBeGreaterThan(from[side] + 10);
    expect((await framesSent(sample))[other]).toBe(from[other]);
  };
  await direct(sample, 'recvonly');
  await expect.poll(() => figure(sample, 'agreed')).toBe('you want recvonly, agreed is recvonly');
  await expect(status(sample)).toContainText('That took a new offer');
  await sends(1, 0);
  await direct(sample, 'sendonly');
  await expect.poll(() => figure(sample, 'agreed')).toBe('you want sendonly, agreed is sendonly');
  await sends(0, 1);
  await direct(sample, 'inactive');
  await expect.poll(() => figure(sample, 'agreed')).toBe('you want inactive, agreed is inactive');
  expect(await figure(sample, 'offers')).toBe('4');
  await press(sample, 'Canvas'); // also a place that does not send takes another track
  await direct(sample, 'sendrecv');
  await expect.poll(async () => near(await middle(sample, '#remote'), [192, 32, 128])).toBe(true);

  // The choice made before a call is in its first offer.
  await press(sample, 'Hang up');
  await direct(sample, 'sendonly');
  await press(sample, 'Start call');
  await expect.poll(() => figure(sample, 'agreed')).toBe('you want sendonly, agreed is sendonly');
  expect(await figure(sample, 'offers')).toBe('1');
  await press(sample, 'Hang up');
  await expect.poll(() => recordedOf(sample).open()).toEqual(nothing);
});

test('a lost picture is a sentence, and the next microphone is as muted as the one before', async ({
  sample,
  recorded,
}) => {
  /** What the browser does when a device is unplugged or a sharing is ended; no flag does it. */
  const end = (kind: string) =>
    sample.evaluate((wanted) => {
      const mine = window.recorder.connections[0]!.getSenders().find(({ track }) => track?.kind === wanted)!.track!;
      mine.stop();
      mine.dispatchEvent(new Event('ended'));
    }, kind);
  await startCall(sample);
  await press(sample, 'Screen');
  await expect(sample.getByRole('button', { name: 'Release screen' })).toBeEnabled();
  await end('video');
  await expect(status(sample)).toContainText('The sharing was ended outside this page.');
  await press(sample, 'Mute microphone');
  await end('audio');
  await expect(status(sample)).toContainText('“Fake Default Audio Input” took its place.');
  await expect(sample.getByRole('button', { name: 'Unmute microphone' })).toBeEnabled();
  await expect
    .poll(() =>
      sample.evaluate(() => {
        const track = window.recorder.connections[0]!.getSenders()[0]!.track!;
        return [track.readyState, track.enabled];
      }),
    )
    .toEqual(['live', false]);
  expect(await recorded.connectionStates()).toEqual(['connected', 'connected']);
  await press(sample, 'Hang up');
  await expect.poll(() => recorded.open()).toEqual(nothing);
});

test('what is refused or missing is a sentence and changes nothing, also when Hang up comes first', async ({
  sampleIn,
  page,
}) => {
  await page.addInitScript(() => Reflect.deleteProperty(MediaDevices.prototype, 'getDisplayMedia'));
  await page.goto('run/peer-connection/mute-and-replace/');
  await expect(page.getByText('This browser cannot share a screen')).toBeVisible();
  await page.evaluate(() => {
    const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    navigator.mediaDevices.getUserMedia = async (constraints) => {
      const stream = await ask(constraints);
      await new Promise((answer) => addEventListener('answer', answer, { once: true }));
      return stream;
    };
  });
  await press(page, 'Start call');
  await expect.poll(() => recordedOf(page).liveTracks()).toBe(2);
  await press(page, 'Hang up');
  await page.evaluate(() => dispatchEvent(new Event('answer')));
  await expect.poll(() => recordedOf(page).open()).toEqual(nothing);

  const denied = await sampleIn(launch.denied, '?source=synthetic');
  await startCall(denied);
  await press(denied, 'Screen');
  await expect(status(denied)).toContainText('No screen was shared');
  await press(denied, 'Canvas');
  await expect.poll(async () => near(await middle(denied, '#remote'), [192, 32, 128])).toBe(true);
});
