import type { Page } from '@playwright/test';
import { launch } from '../../support/launch.ts';
import { expect, recordedOf, test } from '../../support/test.ts';

const press = (sample: Page, name: string) => sample.getByRole('button', { name, exact: true }).click();
const status = (sample: Page) => sample.getByRole('status');
const remote = (sample: Page) => sample.locator('#remote');
const remoteWidth = (sample: Page) => remote(sample).evaluate((video: HTMLVideoElement) => video.videoWidth);
/** How many tracks of each kind the far side's stream has. */
const remoteTracks = (sample: Page) =>
  remote(sample).evaluate((video: HTMLVideoElement) => {
    const stream = video.srcObject as MediaStream;
    return [stream.getAudioTracks().length, stream.getVideoTracks().length];
  });
/** What both connections have agreed, by their own account: caller first. */
const agreed = (sample: Page) =>
  sample.evaluate(() =>
    window.recorder.connections.map((one) => one.getTransceivers().map(({ currentDirection }) => currentDirection)),
  );
const offers = (sample: Page) => sample.getByRole('list', { name: 'Offers and answers' }).getByRole('listitem');
/** The cells of the table for one m-line, without its name. */
const row = async (sample: Page, name: string) =>
  sample
    .getByRole('row', { name: new RegExp(`^${name}`) })
    .getByRole('cell')
    .allTextContents();
/** How many bytes both sides have sent, of sound and picture. */
const bytesSent = (sample: Page) =>
  sample.evaluate(async () => {
    let sum = 0;
    for (const connection of window.recorder.connections)
      for (const stats of (await connection.getStats()).values() as Iterable<RTCOutboundRtpStreamStats>)
        if (stats.type === 'outbound-rtp') sum += stats.bytesSent ?? 0;
    return sum;
  });
const nothing = { tracks: 0, connections: 0, contexts: 0, workers: 0, intervals: 0 };

async function startCall(sample: Page) {
  await press(sample, 'Start audio call');
  await expect(status(sample)).toHaveText('Connected: sound goes both ways.');
}

test('a picture is added to a call of sound, taken away, and added again on the same line', async ({
  sample,
  recorded,
}) => {
  await startCall(sample);
  await expect.poll(async () => (await recorded.inboundAudio()).packetsReceived).toBeGreaterThan(10);
  expect(await recorded.liveTracks()).toBe(1); // no camera yet
  expect(await agreed(sample)).toEqual([['sendrecv'], ['sendrecv']]);
  await expect(offers(sample)).toHaveText([/^Offer: audio sendrecv. Answer: audio sendrecv. It took \d+ ms.$/]);

  await press(sample, 'Turn video on');
  await expect.poll(() => remoteWidth(sample)).toBeGreaterThan(0);
  await expect(offers(sample).nth(1)).toContainText('Offer: audio sendrecv, video sendonly.');
  await expect(offers(sample).nth(1)).toContainText('Answer: audio sendrecv, video recvonly.');
  const [wish, offer, answer, near, far] = await row(sample, '1 video');
  expect([wish, offer, answer, near, far]).toEqual(['sendonly', 'sendonly', 'recvonly', 'sendonly', 'recvonly']);
  await expect.poll(async () => (await row(sample, '1 video')).at(-1)).toBe('comes');
  const { framesDecoded } = await recorded.inboundVideo();
  await expect.poll(async () => (await recorded.inboundVideo()).framesDecoded).toBeGreaterThan(framesDecoded + 5);

  await press(sample, 'Turn video off');
  await expect.poll(() => remoteTracks(sample)).toEqual([1, 0]);
  expect(await recorded.trackStates()).toEqual(['live', 'ended']); // the camera's light is off
  await expect
    .poll(() => agreed(sample))
    .toEqual([
      ['sendrecv', 'inactive'],
      ['sendrecv', 'inactive'],
    ]);
  const { packetsReceived } = await recorded.inboundAudio();
  await expect.poll(async () => (await recorded.inboundAudio()).packetsReceived).toBeGreaterThan(packetsReceived + 10);

  await press(sample, 'Turn video on');
  await expect.poll(() => remoteTracks(sample)).toEqual([1, 1]);
  const before = (await recorded.inboundVideo()).framesDecoded;
  await expect.poll(async () => (await recorded.inboundVideo()).framesDecoded).toBeGreaterThan(before + 5);
  await expect(sample.getByRole('row', { name: / (audio|video) / })).toHaveCount(2); // no third line
  await expect(offers(sample)).toHaveCount(4);
  expect(await recorded.connectionStates()).toEqual(['connected', 'connected']);

  // What the browser does when the camera is unplugged; no flag does it.
  await sample.evaluate(() => window.recorder.tracks.at(-1)!.dispatchEvent(new Event('ended')));
  await expect(status(sample)).toContainText('The camera was unplugged or taken back.');
  await expect.poll(() => remoteTracks(sample)).toEqual([1, 0]);
  await press(sample, 'Hang up');
  await expect.poll(() => recorded.open()).toEqual(nothing);
});

test('on hold nothing goes either way, and Resume brings back what was there', async ({ page }) => {
  await page.goto('run/peer-connection/upgrade-call/?source=synthetic');
  await startCall(page);
  await press(page, 'Turn video on');
  await expect.poll(() => remoteWidth(page)).toBeGreaterThan(0);
  await press(page, 'Hold');
  await expect
    .poll(() => agreed(page))
    .toEqual([
      ['inactive', 'inactive'],
      ['inactive', 'inactive'],
    ]);
  await expect(offers(page).last()).toContainText(
    'Offer: audio inactive, video inactive. Answer: audio inactive, video inactive.',
  );
  await expect.poll(async () => (await row(page, '0 audio')).at(-1)).toBe('muted: nothing comes');
  // Two looks, between which the camera makes at least twenty pictures, find the same count.
  const held = await bytesSent(page);
  const camera = () =>
    page.locator('#local').evaluate((video: HTMLVideoElement) => video.getVideoPlaybackQuality().totalVideoFrames);
  const shown = await camera();
  await expect.poll(camera).toBeGreaterThan(shown + 20);
  expect(await bytesSent(page)).toBe(held);

  // Off while on hold: that needs no exchange, and the picture does not come back by itself.
  await press(page, 'Turn video off');
  await expect(page.getByRole('button', { name: 'Turn video on' })).toBeDisabled();
  await press(page, 'Resume');
  await expect
    .poll(() => agreed(page))
    .toEqual([
      ['sendrecv', 'inactive'],
      ['sendrecv', 'inactive'],
    ]);
  await expect.poll(() => bytesSent(page)).toBeGreaterThan(held + 1000);
  await press(page, 'Turn video on');
  await press(page, 'Hold');
  await press(page, 'Resume');
  await expect
    .poll(() => agreed(page))
    .toEqual([
      ['sendrecv', 'sendonly'],
      ['sendrecv', 'recvonly'],
    ]);
  await expect.poll(() => remoteTracks(page)).toEqual([1, 1]);

  await page.getByLabel(/Hear the far side/).check();
  expect(await remote(page).evaluate((video: HTMLVideoElement) => video.muted)).toBe(false);
  await press(page, 'Hang up');
  await expect.poll(() => recordedOf(page).open()).toEqual(nothing);
  await expect(offers(page)).toHaveCount(0);
});

test('without a camera the call of sound works, and goes on without a picture', async ({ sampleIn }) => {
  const page = await sampleIn(launch.noCamera);
  await startCall(page);
  await press(page, 'Turn video on');
  await expect(status(page)).toHaveText(
    'The call goes on without a picture. No camera or microphone was found. Plug one in, or choose the synthetic source.',
  );
  expect(await recordedOf(page).connectionStates()).toEqual(['connected', 'connected']);
  await expect(page.getByRole('button', { name: 'Turn video on' })).toBeEnabled();
});

test('Hang up while the browser still asks leaves nothing on, and a lost microphone ends the call', async ({
  sample,
  recorded,
}) => {
  await sample.evaluate(() => {
    const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    navigator.mediaDevices.getUserMedia = async (constraints) => {
      const stream = await ask(constraints);
      await new Promise((answer) => addEventListener('answer', answer, { once: true }));
      return stream;
    };
  });
  const answer = () => sample.evaluate(() => dispatchEvent(new Event('answer')));
  await press(sample, 'Start audio call');
  await expect.poll(() => recorded.liveTracks()).toBe(1);
  await press(sample, 'Hang up');
  await answer();
  await expect.poll(() => recorded.open()).toEqual(nothing);

  await press(sample, 'Start audio call');
  await expect.poll(() => recorded.liveTracks()).toBe(1);
  await answer();
  await expect(status(sample)).toHaveText('Connected: sound goes both ways.');
  await press(sample, 'Turn video on');
  await expect.poll(() => recorded.liveTracks()).toBe(2);
  await sample.evaluate(() => window.recorder.tracks.at(-2)!.dispatchEvent(new Event('ended')));
  await answer();
  await expect(status(sample)).toContainText('The microphone was unplugged or taken back.');
  await expect.poll(() => recorded.open()).toEqual(nothing);
});
