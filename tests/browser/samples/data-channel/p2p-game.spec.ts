import type { Page } from '@playwright/test';
import { launch } from '../../support/launch.ts';
import { expect, recordedOf, test } from '../../support/test.ts';

const status = (page: Page) => page.locator('#status');
const score = (page: Page) => page.locator('#score');
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const first = (page: Page) => page.getByRole('img', { name: 'The field', exact: true });
const second = (page: Page) => page.getByRole('img', { name: 'as the right side sees it' });
/** The cells of a side in the table of the channel: sent a second, delay, lost, ordered, maxRetransmits. */
const line = (page: Page, side: 'left' | 'right') => page.getByRole('row', { name: side }).getByRole('cell');
const figure = async (page: Page, side: 'left' | 'right', column: number) =>
  parseFloat(await line(page, side).nth(column).innerText());
const newRoom = () => crypto.randomUUID().slice(0, 8);
const nothing = { tracks: 0, connections: 0, contexts: 0, workers: 0, intervals: 0 };
const long = { timeout: 25_000 };

type Field = ReturnType<typeof first>;

/** What is drawn now, and again so many frames later. */
const looks = (field: Field, frames = 20) =>
  field.evaluate(async (canvas: HTMLCanvasElement, frames) => {
    const before = canvas.toDataURL();
    for (let frame = 0; frame < frames; frame++) await new Promise(requestAnimationFrame);
    return [before, canvas.toDataURL()];
  }, frames);
const isMoving = async (field: Field) => {
  const [before, after] = await looks(field);
  return before !== after;
};

/** The middle of a paddle in percent of the field's height, found by its colour. */
const paddle = (field: Field, side: 'left' | 'right') =>
  field.evaluate((canvas: HTMLCanvasElement, side) => {
    const x = (canvas.width * (side === 'left' ? 4 : 156)) / 160;
    const { data } = canvas.getContext('2d')!.getImageData(x, 0, 1, canvas.height);
    const rows = Array.from({ length: canvas.height }, (_, y) => y).filter((y) => data[4 * y] === 0xe7);
    return (100 * rows.reduce((sum, y) => sum + y, 0)) / rows.length / canvas.height;
  }, side);

async function playWithFriend(page: Page, sentence: RegExp) {
  await press(page, 'Start');
  await expect(status(page)).toContainText(sentence);
}

/** Two pages with a browser each in one room. The first is the host, on the left. */
async function twoFriends(host: Page, sampleIn: (options: object, query: string) => Promise<Page>) {
  await host.getByLabel('Play').selectOption('with a friend by link');
  const link = await host.getByRole('link', { name: /room=/ }).getAttribute('href');
  await playWithFriend(host, /alone in the room/);
  const guest = await sampleIn(launch.usual, new URL(link!).search);
  await expect(guest.getByLabel('Play')).toHaveValue('friend');
  await playWithFriend(guest, /Here: you, your friend/);
  await expect(status(host)).toContainText('Here: you, your friend');
  return guest;
}

test('against the bear: the ball flies, points are counted and said, a pause holds it, Stop ends it', async ({
  sample,
  recorded,
}) => {
  await sample.getByLabel('The bear is').selectOption('a grizzly');
  await press(sample, 'Start');
  await expect(score(sample)).toHaveText('You 0, Bear 0');
  await expect.poll(() => isMoving(first(sample))).toBe(true);
  await expect(sample.getByRole('region', { name: 'The channel' })).toBeHidden();

  await press(sample, 'Pause');
  await expect(status(sample)).toHaveText('Paused.');
  await looks(first(sample), 2);
  expect(await isMoving(first(sample))).toBe(false);
  await press(sample, 'Go on');
  await expect.poll(() => isMoving(first(sample))).toBe(true);

  // Out of the way, so that the bear scores. Whoever looks away is told.
  await sample.keyboard.down('w');
  await expect.poll(() => paddle(first(sample), 'left')).toBeLessThan(12);
  await expect(score(sample)).toHaveText(/You \d, Bear [1-9]/, long);
  await expect(score(sample)).toHaveAttribute('aria-live', 'polite');
  await sample.keyboard.up('w');

  await press(sample, 'Stop');
  expect(await isMoving(first(sample))).toBe(false);
  expect(await recorded.open()).toEqual(nothing);
  await press(sample, 'Start');
  await expect(score(sample)).toHaveText('You 0, Bear 0');
});

test('keys, mouse and finger steer; the sound can be switched', async ({ sample, recorded, context }) => {
  await press(sample, 'Start');
  await sample.keyboard.down('ArrowDown');
  await expect.poll(() => paddle(first(sample), 'left')).toBeGreaterThan(88);
  await sample.keyboard.up('ArrowDown');
  await sample.keyboard.down('w');
  await expect.poll(() => paddle(first(sample), 'left')).toBeLessThan(60);
  await sample.keyboard.up('w');

  const box = (await first(sample).boundingBox())!;
  const at = (share: number) => [box.x + box.width / 2, box.y + share * box.height] as const;
  await sample.mouse.move(...at(0.2));
  await expect.poll(() => paddle(first(sample), 'left')).toBeCloseTo(20, 0);
  await sample.mouse.move(...at(0.7));
  await expect.poll(() => paddle(first(sample), 'left')).toBeCloseTo(70, 0);

  const session = await context.newCDPSession(sample);
  const touch = (type: 'touchStart' | 'touchMove', share: number) => {
    const [x, y] = at(share);
    return session.send('Input.dispatchTouchEvent', { type, touchPoints: [{ x, y }] });
  };
  await touch('touchStart', 0.5);
  await touch('touchMove', 0.3);
  await expect.poll(() => paddle(first(sample), 'left')).toBeCloseTo(30, 0);
  await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });

  const contexts = async () => (await recorded.open()).contexts;
  expect(await contexts()).toBe(1);
  await sample.getByLabel('Sound').uncheck();
  expect(await contexts()).toBe(0);
  await sample.getByLabel('Sound').check();
  expect(await contexts()).toBe(1);
});

test('two at this page: a real channel that may lose messages, the same score on both sides, smooth on a bad line', async ({
  sample,
  recorded,
}) => {
  await sample.getByLabel('Play').selectOption('two at this page');
  await press(sample, 'Start');
  await expect(status(sample)).toContainText('Left: W and S');
  for (const side of ['left', 'right'] as const) {
    await expect(line(sample, side).nth(3)).toHaveText('false');
    await expect(line(sample, side).nth(4)).toHaveText('0');
    await expect.poll(() => figure(sample, side, 0), long).toBeGreaterThan(20);
  }
  // What one does, the other sees.
  await sample.keyboard.down('w');
  await sample.keyboard.down('ArrowDown');
  await expect.poll(() => paddle(second(sample), 'left')).toBeLessThan(12);
  await expect.poll(() => paddle(first(sample), 'right')).toBeGreaterThan(88);
  await sample.keyboard.up('w');
  await sample.keyboard.up('ArrowDown');
  await expect(score(sample)).toHaveText(/Left [1-9]\d*, Right \d/, long);
  const bothSame = async () => {
    const [left, right] = await sample.locator('figcaption').allTextContents();
    return left!.replace('left', 'right') === right;
  };
  await expect.poll(bothSame).toBe(true);
  const before = await score(sample).textContent();

  await sample.getByLabel('Bad line').check();
  await expect.poll(() => figure(sample, 'left', 1), long).toBeGreaterThanOrEqual(90);
  await expect.poll(() => figure(sample, 'right', 2), long).toBeGreaterThan(1);
  await expect.poll(() => isMoving(second(sample))).toBe(true);
  await expect(score(sample)).not.toHaveText(before!, long);
  await expect.poll(bothSame).toBe(true);
  await sample.getByLabel('Bad line').uncheck();
  await expect.poll(() => figure(sample, 'left', 1), long).toBeLessThan(60);

  await press(sample, 'Pause');
  // What was on its way arrives first.
  for (const field of [first(sample), second(sample)]) await expect.poll(() => isMoving(field)).toBe(false);
  await press(sample, 'Stop');
  expect(await recorded.open()).toEqual(nothing);
});

test('with a friend: one score, a pause for both, no third, and news when the friend leaves', async ({
  sample,
  sampleIn,
}) => {
  test.slow(); // three browsers
  const guest = await twoFriends(sample, sampleIn);
  await expect(line(sample, 'left').nth(3)).toHaveText('false');
  await expect(line(guest, 'right').nth(4)).toHaveText('0');
  await guest.keyboard.down('ArrowUp');
  await expect.poll(() => paddle(first(sample), 'right')).toBeLessThan(12);
  await expect(score(sample)).toHaveText(/You [1-9]\d*, Friend \d/, long);

  await press(guest, 'Pause');
  await expect(status(sample)).toHaveText('Your friend has paused the game.');
  for (const page of [sample, guest]) await expect.poll(() => isMoving(first(page))).toBe(false);
  const [, left, right] = /You (\d+), Friend (\d+)/.exec((await score(sample).textContent())!)!;
  await expect(score(guest)).toHaveText(`Friend ${left}, You ${right}`);

  const third = await sampleIn(launch.usual, new URL(guest.url()).search);
  await playWithFriend(third, /The room is full: all 2 places are taken/);
  expect(await recordedOf(third).open()).toEqual(nothing);

  await press(sample, 'Go on');
  await expect(status(guest)).toHaveText('Your friend goes on.');
  await expect.poll(() => isMoving(first(guest))).toBe(true);

  await press(guest, 'Stop');
  expect(await recordedOf(guest).open()).toEqual(nothing);
  await expect(status(sample)).toContainText('Your friend has left. You are alone in the room');
  expect(await isMoving(first(sample))).toBe(false);
  await playWithFriend(third, /Here: you, your friend/);
  await expect(score(third)).toHaveText('Friend 0, You 0');
  await press(sample, 'Stop');
  expect(await recordedOf(sample).open()).toEqual(nothing);
  await expect(status(third)).toContainText('Your friend has left.');
});

/** Sits down in a room as no honest page would, and does this to whoever is there, again and again until the connection ends. */
const trouble = (page: Page, room: string, act: 'words' | 'bytes' | 'nonsense' | 'wrong role' | 'flood') =>
  page.evaluate(
    async ({ room, act, library }) => {
      const { Peer } = (await import(library)) as typeof import('peerjs');
      const peer = new Peer(`p2p-game-${room}-2`, {
        host: location.hostname,
        port: Number(location.port),
        config: {},
      });
      peer.on('open', () => {
        const call = peer.connect(`p2p-game-${room}-1`, { serialization: 'raw', reliable: true });
        call.on('open', () => {
          const init = { ordered: false, maxRetransmits: 0, negotiated: true, id: 64 };
          const { dataChannel: words, peerConnection } = call;
          const moves = peerConnection.createDataChannel('moves', init);
          const stamp = { atMs: 1, heardMs: 0, heldMs: 0 };
          const paddle = (n: number) => JSON.stringify({ n, ...stamp, kind: 'paddle', y: 50 });
          const ball = { x: 80, y: 50, vx: 70, vy: 0 };
          const world = { ball, paddles: [50, 50], score: [0, 99], restMs: 0 };
          let n = 0;
          const timer = setInterval(() => {
            if (words.readyState !== 'open') return clearInterval(timer);
            if (moves.readyState !== 'open' || moves.bufferedAmount > 100_000) return;
            n++;
            if (act === 'words') words.send('{"kind":"score","left":0,"right":99}');
            else if (act === 'bytes') moves.send(new Uint8Array(1000));
            else if (act === 'nonsense') moves.send(paddle(n).replace('50', '5000'));
            else if (act === 'wrong role') moves.send(JSON.stringify({ n, ...stamp, kind: 'world', world }));
            else for (let count = 0; count < 400; count++) moves.send(paddle(n * 400 + count));
          }, 50);
        });
      });
    },
    { room, act, library: '/vendor/peerjs.js' },
  );

for (const act of ['words', 'bytes', 'nonsense', 'wrong role', 'flood'] as const)
  test(`whoever sends ${act} that are no part of the game is shut out, in a sentence`, async ({ sampleIn }) => {
    const room = newRoom();
    const [page, stranger] = await Promise.all([sampleIn(launch.usual, `?room=${room}`), sampleIn(launch.usual)]);
    await playWithFriend(page, /alone in the room/);
    await trouble(stranger, room, act);
    await expect(status(page)).toContainText('sent what is no part of this game, and was shut out');
    expect(await isMoving(first(page))).toBe(false);
    await press(page, 'Stop');
    expect(await recordedOf(page).open()).toEqual(nothing);
  });

test('Stop gives up a joining, and a page that is left ends the game', async ({ sample, page }) => {
  await sample.getByLabel('Play').selectOption('with a friend by link');
  await sample.evaluate(() => {
    document.querySelector<HTMLButtonElement>('#start')!.click();
    document.querySelector<HTMLButtonElement>('#stop')!.click();
  });
  await expect(status(sample)).toHaveText('Stopped. Press Start.');
  await expect.poll(() => recordedOf(sample).open()).toEqual(nothing);
  await sample.getByLabel('Room', { exact: true }).fill('!!!');
  await press(sample, 'Start');
  await expect(status(sample)).toContainText('Give the room a name');

  await sample.getByLabel('Play').selectOption('two at this page');
  await press(sample, 'Start');
  await expect(status(sample)).toContainText('Left: W and S');
  await page.goto('404.html');
  expect(await recordedOf(page).openAtLeaving()).toEqual(nothing);
});
