import type { Page } from '@playwright/test';
import { launch } from '../../support/launch.ts';
import { expect, recordedOf, test } from '../../support/test.ts';

const status = (page: Page) => page.getByRole('status');
const peers = (page: Page) => page.getByRole('listitem');
const messages = (page: Page) => page.getByRole('log').locator('p');
const join = (page: Page) => page.getByRole('button', { name: 'Join' }).click();
const connected = (page: Page) => expect(status(page)).toContainText(/Connected after \d+ ms/);

async function expectMoving(page: Page) {
  const { framesDecoded } = await recordedOf(page).inboundVideo();
  await expect
    .poll(async () => (await recordedOf(page).inboundVideo()).framesDecoded)
    .toBeGreaterThan(framesDecoded + 5);
  await expect
    .poll(() => page.locator('#remote').evaluate((video: HTMLVideoElement) => video.videoWidth))
    .toBeGreaterThan(0);
}

async function say(page: Page, text: string) {
  await page.getByLabel('Message', { exact: true }).fill(text);
  await page.getByLabel('Message', { exact: true }).press('Enter');
}

test('two tabs find each other, see each other and write both ways', async ({ sample, recorded, anotherTab }) => {
  const other = await anotherTab('?source=synthetic');
  await expect(other.getByLabel('Source')).toHaveValue('synthetic');
  await join(sample);
  await expect(status(sample)).toContainText('Alone in the room');
  await expect(peers(sample)).toHaveCount(0);
  await join(other);

  for (const page of [sample, other]) {
    await connected(page);
    await expect(peers(page)).toHaveText(/in a call with this tab; sends picture and sound, exchanges text/);
    await expectMoving(page);
  }
  await say(sample, 'one <b>');
  await say(sample, 'two');
  await expect(messages(other)).toHaveText(['the other tab: one <b>', 'the other tab: two']);
  await say(other, 'three');
  await expect(messages(sample)).toHaveText(['this tab: one <b>', 'this tab: two', 'the other tab: three']);

  await sample.getByRole('button', { name: 'Leave' }).click();
  expect(await recorded.open()).toEqual({ tracks: 0, connections: 0, contexts: 0, workers: 0, intervals: 0 });
  await expect(status(other)).toContainText('Alone in the room', { timeout: 2000 });
  expect(await recordedOf(other).connectionStates()).toEqual(['closed']);
  expect(await recordedOf(other).liveTracks()).toBe(2);
});

test('a third tab waits, and takes the place of the one that leaves', async ({ sample, anotherTab }) => {
  const second = await anotherTab();
  const third = await anotherTab();
  await join(sample);
  await join(second);
  await connected(sample);
  await connected(second);

  await join(third);
  await expect(status(third)).toContainText('The other tabs are in a call: this one waits');
  await expect(peers(third)).toHaveText([/in a call with another/, /in a call with another/]);
  await expect(peers(sample)).toHaveText([/with this tab/, /: waits/]);
  expect(await recordedOf(third).connectionStates()).toEqual([]);
  await expectMoving(sample); // the call was not disturbed

  await sample.getByRole('button', { name: 'Leave' }).click();
  await connected(third);
  await connected(second);
  await expectMoving(third);
  await expectMoving(second);
  await join(sample);
  await expect(status(sample)).toContainText('this one waits');
});

test('a tab that is closed or left is missed at once, and may come back', async ({ sample, anotherTab }) => {
  const other = await anotherTab();
  await join(sample);
  await join(other);
  await connected(sample);

  await other.reload();
  await expect(status(sample)).toContainText('Alone in the room', { timeout: 2000 });
  await expect(sample.getByRole('button', { name: 'Send' })).toBeDisabled();
  await join(other);
  await connected(sample);
  await connected(other);
  await expectMoving(sample);

  await other.close({ runBeforeUnload: true });
  await expect(status(sample)).toContainText('Alone in the room', { timeout: 2000 });
  await expect(peers(sample)).toHaveCount(0);
});

test('only those of one room meet', async ({ sample, anotherTab }) => {
  const other = await anotherTab();
  await sample.getByLabel('Room').fill('');
  await join(sample);
  await expect(status(sample)).toContainText('Give the room a name');
  await sample.getByLabel('Room').fill('kitchen');
  await join(sample);
  await join(other);
  await expect(status(other)).toContainText('Alone in the room');
  await expect(status(sample)).toContainText('Alone in the room');
  await other.getByRole('button', { name: 'Leave' }).click();
  await other.getByLabel('Room').fill('kitchen');
  await join(other);
  await connected(sample);
});

// Which of the two calls is a matter of their ids, which are drawn anew each time: both ways have to work.
for (const round of [1, 2, 3])
  test(`each tab chooses what it sends, round ${round}`, async ({ sample, recorded, anotherTab }) => {
    const watcher = await anotherTab();
    await watcher.getByLabel('send picture and sound').uncheck();
    await sample.getByLabel('exchange text').uncheck();
    await watcher.getByLabel('exchange text').uncheck();
    await join(sample);
    await join(watcher);
    await connected(sample);
    await connected(watcher);
    await expectMoving(watcher);
    await expect.poll(async () => (await recordedOf(watcher).inboundAudio()).packetsReceived).toBeGreaterThan(0);
    expect(await recordedOf(watcher).liveTracks()).toBe(0); // it asked for no camera
    expect((await recorded.inboundVideo()).framesDecoded).toBe(0);
    await expect(peers(sample)).toHaveText(/only watches/);
    await expect(sample.getByRole('button', { name: 'Send' })).toBeDisabled();
    await expect(watcher.getByRole('button', { name: 'Send' })).toBeDisabled();
  });

test('text alone needs no camera, and one of the two wanting it is enough', async ({ sampleIn, complaints: _ }) => {
  const page = await sampleIn(launch.denied);
  await join(page);
  await expect(status(page)).toContainText('refused');
  await expect(page.getByRole('button', { name: 'Join' })).toBeEnabled();
  await page.getByLabel('send picture and sound').uncheck();
  await join(page);
  await expect(status(page)).toContainText('Alone in the room');

  const other = await page.context().newPage();
  await other.goto(page.url());
  await other.getByLabel('send picture and sound').uncheck();
  await other.getByLabel('exchange text').uncheck();
  await join(other);
  await connected(other);
  await say(other, 'hello');
  await expect(messages(page)).toHaveText('the other tab: hello');
});

/** Speaks in the room as no honest page would. */
const post = (page: Page, ...messages: unknown[]) =>
  page.evaluate((all) => {
    const channel = new BroadcastChannel('two-tabs/lobby');
    for (const message of all) channel.postMessage(message);
    channel.close();
  }, messages);
const small = '00000000-0000-0000-0000-000000000000';
const large = 'ffffffff-ffff-ffff-ffff-ffffffffffff';
const here = { kind: 'here', from: small, media: true, data: true, partner: small, question: false };

test('what a strange page writes into the room does no harm', async ({ sample, recorded, anotherTab }) => {
  const stranger = await anotherTab();
  await join(sample);
  await expect(status(sample)).toContainText('Alone in the room');
  await post(
    stranger,
    null,
    7,
    'here',
    [],
    { kind: 'here' },
    { ...here, from: '<img src=x onerror=alert(1)>' },
    { ...here, partner: 5 },
    { ...here, media: 'yes' },
    { kind: 'description', from: small, to: 'everybody', description: { type: 'offer', sdp: '' } },
    { kind: 'unheard of', from: small },
    { ...here, from: large, partner: large },
  );
  // Messages come in their order: when the last, which keeps to the form, is listed, nobody else was.
  await expect(peers(sample)).toHaveText([/^Tab ffff/]);
  expect(await recorded.connectionStates()).toEqual([]);
  await post(stranger, { kind: 'bye', from: large });
  await expect(peers(sample)).toHaveCount(0);
  await join(stranger);
  await connected(sample);
});

test('a call that cannot be set up, is refused or is not answered ends in a sentence, and the next one succeeds', async ({
  sample,
  recorded,
  anotherTab,
}) => {
  const stranger = await anotherTab();
  await stranger.evaluate(() => {
    const heard: unknown[] = [];
    Object.assign(window, { heard });
    new BroadcastChannel('two-tabs/lobby').onmessage = ({ data }) => heard.push(data);
  });
  // What the sample said, and not what was posted below: another channel object of the same page hears that too.
  const heard = (kind: string) =>
    stranger.evaluate(
      ([wanted, ...own]) =>
        (Reflect.get(window, 'heard') as { kind: string; from: string }[]).filter(
          ({ kind, from }) => kind === wanted && !own.includes(from),
        ),
      [kind, small, large],
    );
  await join(sample);
  await expect.poll(() => heard('here')).toHaveLength(1);
  const me = (await heard('here'))[0]?.from;

  await post(stranger, here, {
    kind: 'description',
    from: small,
    to: me,
    description: { type: 'offer', sdp: 'nonsense' },
  });
  await expect(status(sample)).toContainText('The call could not be set up');

  // The largest of ids is never the one to call, so the sample calls it.
  await post(stranger, { ...here, from: large, partner: null });
  await expect.poll(() => heard('description')).toHaveLength(1);
  await post(stranger, { ...here, from: large, partner: small });
  await expect(status(sample)).toContainText('in a call with another one');

  await post(stranger, { ...here, from: large, partner: null });
  await expect.poll(() => heard('description')).toHaveLength(2);
  await expect(status(sample)).toContainText('did not answer within 10 s');

  expect(await recorded.connectionStates()).toEqual(['closed', 'closed', 'closed']);
  await join(stranger);
  await connected(sample);
});
