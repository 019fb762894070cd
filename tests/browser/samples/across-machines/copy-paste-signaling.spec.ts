import type { Page } from '@playwright/test';
import { createSocket } from 'node:dgram';
import { writeFile } from 'node:fs/promises';
import { deflateRawSync } from 'node:zlib';
import { encode } from 'uqr';
import { launch } from '../../support/launch.ts';
import { expect, recordedOf, test, vanish } from '../../support/test.ts';

const status = (page: Page) => page.getByRole('status');
const own = (page: Page) => page.getByLabel('Your offer or answer');
const theirs = (page: Page) => page.getByLabel('Paste their offer, answer or candidates');
const messages = (page: Page) => page.getByRole('log').locator('p');
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const connected = (page: Page) => expect(status(page)).toContainText('Connected, and no server had a part in it');
const nothing = { tracks: 0, connections: 0, contexts: 0, workers: 0, intervals: 0 };

/** The text that a page offers to carry. */
async function textOf(page: Page) {
  await expect(own(page)).not.toHaveValue('');
  return own(page).inputValue();
}

async function paste(page: Page, text: string) {
  await theirs(page).fill(text);
  await press(page, 'Use this text');
}

/** Does what the two people do. */
async function connect(caller: Page, callee: Page) {
  await press(caller, 'Create offer');
  await paste(callee, await textOf(caller));
  await paste(caller, await textOf(callee));
  await connected(caller);
  await connected(callee);
}

async function say(page: Page, text: string) {
  await page.getByLabel('Message', { exact: true }).fill(text);
  await page.getByLabel('Message', { exact: true }).press('Enter');
}

test('two browsers connect by text, without any server, and write both ways', async ({
  sample,
  recorded,
  sampleIn,
}) => {
  const other = await sampleIn(launch.usual);
  const requests: string[] = [];
  for (const page of [sample, other]) page.on('request', (request) => requests.push(request.url()));
  await expect(sample.getByRole('button', { name: 'Send', exact: true })).toBeDisabled();
  await press(sample, 'Create offer');
  const offer = await textOf(sample);
  await expect(status(sample)).toContainText(/Your text is ready: [1-9]\d* candidates after \d+ ms\. /);

  // The same text in both writings, with the sizes of both.
  await sample.getByLabel('compress').uncheck();
  const plain = await textOf(sample);
  const { type, sdp } = JSON.parse(plain) as RTCSessionDescriptionInit;
  expect(type).toBe('offer');
  expect(sdp).toContain('a=candidate:');
  expect(offer).toMatch(/^[\w-]+$/);
  expect(offer.length).toBeLessThan(plain.length * 0.85);
  await expect(sample.getByText(`${plain.length} characters plain, ${offer.length} compressed`)).toBeVisible();

  await paste(other, plain);
  await paste(sample, await textOf(other));
  await connected(sample);
  await connected(other);
  await expect(theirs(sample)).toHaveValue('');
  await say(sample, 'one <b>');
  await say(sample, 'two');
  await expect(messages(other)).toHaveText(['the other side: one <b>', 'the other side: two']);
  await say(other, 'three');
  await expect(messages(sample)).toHaveText(['this side: one <b>', 'this side: two', 'the other side: three']);
  // The browser fetches the icon of the page when it likes.
  expect(requests.filter((url) => !url.endsWith('favicon.svg'))).toEqual([]);

  await press(sample, 'Stop');
  expect(await recorded.open()).toEqual(nothing);
  await expect(status(other)).toContainText('The other side has left');
  expect(await recordedOf(other).open()).toEqual(nothing);
  await connect(other, sample);
});

test('as single files from the disk, with picture both ways', async ({ sampleIn, request }, testInfo) => {
  const file = testInfo.outputPath('standalone.html');
  const page = await sampleIn(launch.usual);
  const other = await sampleIn(launch.usual);
  await writeFile(file, await (await request.get(`${page.url()}standalone.html`)).body());
  for (const one of [page, other]) await one.goto(`file://${file}?source=synthetic`);
  await connect(page, other);
  expect((await recordedOf(page).open()).tracks).toBe(0); // off by default

  // Both at once: each has to hear the other's offer.
  for (const one of [page, other]) {
    await expect(one.getByLabel('Source')).toHaveValue('synthetic');
    await press(one, 'Send picture and sound');
  }
  for (const one of [page, other]) {
    await expect.poll(async () => (await recordedOf(one).inboundVideo()).framesDecoded).toBeGreaterThan(5);
    await expect.poll(async () => (await recordedOf(one).inboundAudio()).packetsReceived).toBeGreaterThan(5);
  }
  await press(page, 'Stop sending');
  await expect.poll(() => recordedOf(page).liveTracks()).toBe(0);
  await expect.poll(() => other.locator('#remote').evaluate((video: HTMLVideoElement) => video.srcObject)).toBeNull();
  const { framesDecoded } = await recordedOf(page).inboundVideo();
  await expect.poll(async () => (await recordedOf(page).inboundVideo()).framesDecoded).toBeGreaterThan(framesDecoded);

  await other.reload();
  await expect(status(page)).toContainText('The other side has left');
  await connect(page, other);
});

test('a refused camera leaves the connection alone', async ({ sample, sampleIn }) => {
  const other = await sampleIn(launch.denied);
  await connect(sample, other);
  await press(other, 'Send picture and sound');
  await expect(status(other)).toContainText('refused');
  await say(other, 'still here');
  await expect(messages(sample)).toHaveText('the other side: still here');
});

test('what does not belong has its sentence, and nothing is lost', async ({ sample, recorded, sampleIn }) => {
  const other = await sampleIn(launch.usual);
  const third = await sampleIn(launch.usual);
  /** The text is refused in a sentence, and stays where it is. */
  const refused = async (page: Page, text: string, sentence: string | RegExp) => {
    await paste(page, text);
    await expect(status(page)).toContainText(sentence);
    await expect(theirs(page)).toHaveValue(text);
  };
  await press(third, 'Create offer');
  await press(other, 'Create offer');
  await press(sample, 'Create offer');
  const strangeOffer = await textOf(third);
  await refused(sample, await textOf(sample), 'This is your own offer');
  await refused(sample, strangeOffer, 'This is an offer, and an answer belongs here');
  await refused(sample, 'Hi, this is my offer', 'signs in it');
  await refused(sample, 'rubbish', 'not whole');
  await refused(sample, strangeOffer.slice(0, -9), 'not whole');
  await refused(
    sample,
    deflateRawSync(Buffer.alloc(40_000_000)).toString('base64url'),
    'Unpacked, this text is much too',
  );
  await refused(sample, '', 'nothing to use yet');
  await refused(sample, JSON.stringify({ type: 'candidates', candidates: [] }), 'no list of candidates');

  // Both had made an offer: one stops, and answers instead.
  await press(other, 'Stop');
  await paste(other, strangeOffer);
  const answerToThird = await textOf(other);
  await refused(sample, answerToThird, 'answer to another offer');
  await refused(other, answerToThird, 'your own answer');
  await press(other, 'Stop');
  await refused(other, answerToThird, 'you have made no offer');
  const broken = { type: 'offer', sdp: 'v=0\r\no=- 5 2 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\nnonsense\r\n' };
  await refused(other, JSON.stringify(broken), 'This offer cannot be used');

  await paste(other, await textOf(sample));
  const to = /o=\S+ (\d+)/.exec(await sdpOf(sample))![1];
  const wrong = { type: 'answer', to, sdp: 'v=0\r\no=- 6 2 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\nnonsense\r\n' };
  await refused(sample, JSON.stringify(wrong), 'The browser cannot use this text');
  const answer = await textOf(other);
  await paste(sample, answer);
  await connected(sample);
  await refused(sample, answer, 'used their text already');
  await say(other, 'hello');
  await expect(messages(sample)).toHaveText('the other side: hello');
  expect(await recorded.connectionStates()).toEqual(['connected']);
});

const sdpOf = (page: Page) => page.evaluate(() => window.recorder.connections.at(-1)!.localDescription!.sdp);

test('with trickle the text is there at once, and the candidates follow', async ({ sample, sampleIn }) => {
  const other = await sampleIn(launch.usual);
  const candidates = (page: Page) => page.getByLabel('Candidates found later');
  for (const page of [sample, other]) {
    await page.getByLabel('compress').uncheck();
    await page.getByLabel('trickle').check();
  }
  await press(sample, 'Create offer');
  const offer = await textOf(sample);
  expect(offer).not.toContain('a=candidate:');
  await expect(status(sample)).toContainText(/: 0 candidates after \d+ ms, more may follow/);
  await expect(candidates(sample)).toHaveValue(/"type":"candidates".*typ host/);
  await paste(other, await candidates(sample).inputValue());
  await expect(status(other)).toContainText('Paste their offer or answer first');

  await paste(other, offer);
  await expect(candidates(other)).toHaveValue(/typ host/);
  const ofOther = await candidates(other).inputValue();
  await paste(sample, await textOf(other));
  await expect(theirs(sample)).toHaveValue('');
  await paste(sample, ofOther);
  await connected(sample);
  await connected(other);
  await expect(own(sample)).toHaveValue('');
});

test('a STUN server that does not answer is not waited for longer than said', async ({ sample, recorded }) => {
  await sample.getByLabel('STUN server').fill('no server');
  await press(sample, 'Create offer');
  await expect(status(sample)).toContainText('No offer can be made. SyntaxError');
  const silent = createSocket('udp4');
  await new Promise<void>((resolve) => silent.bind(0, '127.0.0.1', resolve));
  try {
    await sample.getByLabel('STUN server').fill(`stun:127.0.0.1:${silent.address().port}`);
    await sample.getByLabel('Wait for candidates').selectOption('at most 2 s');
    await press(sample, 'Create offer');
    await expect(status(sample)).toContainText('Looking for candidates');
    await press(sample, 'Stop');
    await expect(status(sample)).toContainText('Stopped');
    await press(sample, 'Create offer');
    await expect(status(sample)).toContainText(/[1-9] candidates after 2\d\d\d ms, more may follow/);
    expect(await recorded.connectionStates()).toEqual(['closed', 'new']);
  } finally {
    silent.close();
  }
});

test('the QR code of an offer is a link that brings it along', async ({ sample, sampleIn }) => {
  await press(sample, 'Create offer');
  const offer = await textOf(sample);
  await press(sample, 'Show QR code');
  const canvas = sample.getByRole('img', { name: 'QR code of your text' });
  await expect(canvas).toBeVisible();
  await expect(sample.getByText('A link to this page that brings the offer along.')).toBeVisible();
  // Every module is as it has to be, dark on white.
  const { data, size } = encode(`${sample.url()}#${offer}`, { ecc: 'L', border: 4 });
  const drawn = await canvas.evaluate((element: HTMLCanvasElement, modules) => {
    const { data: pixels } = element.getContext('2d')!.getImageData(0, 0, element.width, element.height);
    const middles = Array.from({ length: modules }, (_, index) =>
      Math.floor(((index + 0.5) * element.width) / modules),
    );
    return middles.map((y) => middles.map((x) => pixels[4 * (y * element.width + x)]! < 128));
  }, size);
  expect(drawn).toEqual(data);

  const other = await sampleIn(launch.usual, `#${offer}`);
  await expect(theirs(other)).toHaveValue(offer);
  await press(other, 'Use this text');
  await paste(sample, await textOf(other));
  await connected(sample);
  await expect(canvas).toBeHidden();
});

test('what is too long for a QR code is said', async ({ sampleIn }) => {
  const page = await sampleIn(launch.usual, `?long=${'x'.repeat(2900)}`);
  await press(page, 'Create offer');
  await textOf(page);
  await press(page, 'Show QR code');
  await expect(page.getByText(/characters are too long for one QR code/)).toBeVisible();
  await expect(page.getByRole('img', { name: 'QR code of your text' })).toBeHidden();
  await page.getByLabel('compress').uncheck(); // no link, and so short enough
  await expect(page.getByRole('img', { name: 'QR code of your text' })).toBeVisible();
});

test('copying takes the text along', async ({ sample, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await press(sample, 'Create offer');
  const offer = await textOf(sample);
  await press(sample, 'Copy');
  await expect(status(sample)).toContainText('Copied');
  expect(await sample.evaluate(() => navigator.clipboard.readText())).toBe(offer);
});

test('whoever vanishes is missed, and the next one can come', async ({ sample, sampleIn, recorded }) => {
  const other = await sampleIn(launch.usual);
  await connect(sample, other);
  await press(sample, 'Send picture and sound');
  await expect.poll(async () => (await recordedOf(other).inboundVideo()).framesDecoded).toBeGreaterThan(0);
  await vanish(other);
  await expect(status(sample)).toContainText('The other side was lost', { timeout: 45_000 });
  expect(await recorded.open()).toEqual(nothing);
  await connect(sample, await sampleIn(launch.usual));
});

/** A page of another make at the other end: it connects as the sample does, and then sends what it likes. */
async function stranger(sample: Page, page: Page) {
  await press(sample, 'Create offer');
  await sample.getByLabel('compress').uncheck();
  const answer = await page.evaluate(
    async (offer) => {
      const connection = new RTCPeerConnection();
      const channel = connection.createDataChannel('talk', { negotiated: true, id: 0 });
      Object.assign(window, { channel });
      await connection.setRemoteDescription({ type: 'offer', sdp: offer.sdp });
      await connection.setLocalDescription();
      while (connection.iceGatheringState !== 'complete')
        await new Promise((resolve) => connection.addEventListener('icegatheringstatechange', resolve, { once: true }));
      return { type: 'answer', sdp: connection.localDescription!.sdp, to: /o=\S+ (\d+)/.exec(offer.sdp)![1] };
    },
    JSON.parse(await textOf(sample)) as { sdp: string },
  );
  await paste(sample, JSON.stringify(answer));
  await connected(sample);
}

for (const [what, send] of [
  ['what makes no sense', (channel: RTCDataChannel) => channel.send('{"kind":"text"}')],
  ['too much at once', (channel: RTCDataChannel) => channel.send('x'.repeat(200_000))],
  ['bytes', (channel: RTCDataChannel) => channel.send(new Uint8Array(1000))],
  [
    'without end',
    (channel: RTCDataChannel) => {
      for (let count = 0; count < 1000; count++) channel.send('{"kind":"text","text":"more"}');
    },
  ],
  [
    'a description that is none',
    (channel: RTCDataChannel) => channel.send('{"kind":"description","description":{"type":"offer","sdp":"v=0"}}'),
  ],
] as const)
  test(`whoever sends ${what} is shut out`, async ({ sample, recorded, context }) => {
    const page = await context.newPage();
    await page.goto(sample.url());
    await stranger(sample, page);
    await page.evaluate(`(${send.toString()})(window.channel)`);
    await expect(status(sample)).toContainText('sent what makes no sense');
    expect(await recorded.open()).toEqual(nothing);
    expect(await messages(sample).count()).toBeLessThanOrEqual(50);
    await page.reload();
    await connect(sample, page);
  });
