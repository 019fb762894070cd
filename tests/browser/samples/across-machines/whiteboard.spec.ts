import type { Page } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { launch } from '../../support/launch.ts';
import { expect, recordedOf, test, vanish } from '../../support/test.ts';

const status = (page: Page) => page.locator('output');
const board = (page: Page) => page.getByLabel('Board');
const cursors = (page: Page) => page.locator('#cursors span');
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const newRoom = () => crypto.randomUUID().slice(0, 8);
const nothing = { tracks: 0, connections: 0, contexts: 0, workers: 0, intervals: 0 };
const [white, red, green, blue] = ['#ffffff', '#ff0000', '#00ff00', '#0000ff'];

async function joinAs(page: Page, name: string) {
  await page.getByLabel('Your name').fill(name);
  await press(page, 'Join');
  await expect(status(page)).toContainText(/alone in the room|Here: you/);
}

/** Draws a line from place to place, in hundredths of the board's width and height. */
async function draw(page: Page, colour: string, ...places: readonly (readonly [x: number, y: number])[]) {
  await page.getByLabel('Colour').fill(colour);
  const { x, y, width, height } = (await board(page).boundingBox())!;
  const [first, ...others] = places.map(
    ([right, down]) => [x + (right * width) / 100, y + (down * height) / 100] as const,
  );
  await page.mouse.move(...first!);
  await page.mouse.down();
  for (const place of others) await page.mouse.move(...place, { steps: 5 });
  await page.mouse.up();
}

/** The colour of the board at a place. */
const colourAt = (page: Page, right: number, down: number) =>
  board(page).evaluate(
    (canvas: HTMLCanvasElement, [x, y]) => {
      const { data } = canvas
        .getContext('2d')!
        .getImageData((x! * canvas.width) / 100, (y! * canvas.height) / 100, 1, 1);
      return `#${Array.from(data.subarray(0, 3), (part) => part.toString(16).padStart(2, '0')).join('')}`;
    },
    [right, down],
  );
const expectColour = (page: Page, right: number, down: number, colour: string | undefined) =>
  expect.poll(() => colourAt(page, right, down)).toBe(colour);

test('a stroke is at the same place on every board; undo, clear, cursors, and who comes late', async ({ sampleIn }) => {
  const room = `?room=${newRoom()}`;
  const [ada, ben, cy] = await Promise.all([1, 2, 3].map(() => sampleIn(launch.usual, room)));
  await ben!.setViewportSize({ width: 500, height: 900 });
  await joinAs(ada!, 'Ada');
  await draw(ada!, red, [10, 10], [40, 10]);
  await joinAs(ben!, 'Ben <b>');
  await expectColour(ben!, 25, 10, red);
  await expectColour(ben!, 25, 20, white);

  // A line that has begun is on the other board before it ends, with the name of who draws it.
  await draw(ben!, green, [10, 30], [40, 30]);
  await expectColour(ada!, 25, 30, green);
  await expect(cursors(ada!)).toHaveText('Ben <b>');
  const [place, on] = await Promise.all([cursors(ada!).boundingBox(), board(ada!).boundingBox()]);
  expect((place!.x - on!.x) / on!.width).toBeCloseTo(0.4, 1);
  expect((place!.y - on!.y) / on!.height).toBeCloseTo(0.3, 1);
  await ben!.mouse.move(5, 5);
  await expect(cursors(ada!)).toHaveCount(0);

  // What is drawn later lies above.
  await draw(ada!, blue, [25, 5], [25, 35]);
  await expectColour(ben!, 25, 30, blue);
  await draw(ben!, red, [20, 20], [30, 20]);
  await expectColour(ada!, 25, 20, red);

  // Undo takes the own last stroke, whatever others drew after it.
  await press(ada!, 'Undo');
  for (const page of [ada!, ben!]) {
    await expectColour(page, 25, 30, green);
    await expectColour(page, 25, 20, red);
  }

  // Whoever comes late gets the drawings of those who are here, and of those who are not any more.
  await press(ben!, 'Leave');
  expect(await recordedOf(ben!).open()).toEqual(nothing);
  await expect(status(ada!)).toContainText('alone in the room');
  await joinAs(cy!, 'Cy');
  await expectColour(cy!, 25, 10, red);
  await expectColour(cy!, 25, 30, green);

  // Whoever was away for a while comes back to the same board, and to their own strokes.
  await press(ben!, 'Join');
  await expect(status(ben!)).toContainText('Here: you');
  await press(ben!, 'Undo');
  for (const page of [ada!, ben!, cy!]) await expectColour(page, 25, 20, white);

  // Anybody clears for all.
  await press(cy!, 'Clear for all');
  for (const page of [ada!, ben!, cy!]) for (const down of [10, 30]) await expectColour(page, 25, down, white);
  for (const page of [ada!, ben!, cy!]) {
    await expect(page.getByRole('button', { name: 'Undo' })).toBeDisabled();
    await expect(page.getByRole('button', { name: 'Clear for all' })).toBeDisabled();
  }
  await draw(ada!, blue, [50, 10], [60, 10]);
  await expectColour(cy!, 55, 10, blue);
  await expectColour(ben!, 55, 10, blue);
});

test('two who join at once share a board, and a reload brings it back from the other', async ({ sample, sampleIn }) => {
  const link = await sample.getByRole('link', { name: /room=/ }).getAttribute('href');
  const other = await sampleIn(launch.usual, new URL(link!).search);
  await Promise.all([joinAs(sample, 'Ada'), joinAs(other, 'Ben')]);
  await expect(status(sample)).toContainText('Here: you, Ben.');
  await draw(sample, red, [10, 10], [40, 10]);
  await draw(other, green, [10, 20], [40, 20]);
  await expectColour(sample, 25, 20, green);
  await expectColour(other, 25, 10, red);

  await sample.reload();
  expect(await recordedOf(sample).openAtLeaving()).toEqual(nothing);
  await expect(status(other)).toContainText('alone in the room', { timeout: 2000 });
  await joinAs(sample, 'Ada');
  await expectColour(sample, 25, 10, red);
  await expectColour(sample, 25, 20, green);
  await expect(sample.getByRole('button', { name: 'Undo' })).toBeDisabled();
  await press(sample, 'Clear for all'); // what a person drew who has gone is not there for ever
  for (const page of [sample, other]) {
    await expectColour(page, 25, 10, white);
    await expectColour(page, 25, 20, white);
  }
});

test('by keyboard and by finger', async ({ sample, context, sampleIn }) => {
  const other = await sampleIn(launch.usual, new URL(sample.url()).search);
  await joinAs(sample, 'Ada');
  await joinAs(other, 'Ben');
  // Whoever comes gets what is drawn; where a pen rests, only those know who saw it move.
  await expect(status(sample)).toContainText('Here: you, Ben');
  await expect(status(other)).toContainText('Here: you, Ada');
  await sample.getByLabel('Colour').fill(red);
  await board(sample).focus();
  for (const key of ['Shift+ArrowUp', 'Space', 'Shift+ArrowRight', 'ArrowRight', 'Space', 'Shift+ArrowDown'])
    await sample.keyboard.press(key);
  await expectColour(other, 53, 40, red); // 1100 units to the right of the middle, one step up
  await expectColour(other, 58, 40, white);
  await expect(cursors(sample)).toHaveText('you');
  await expect(cursors(other)).toHaveText('Ada');
  await sample.getByLabel('Pen').focus();
  await expect(cursors(sample)).toHaveCount(0);
  await expect(cursors(other)).toHaveCount(0);

  const session = await context.newCDPSession(sample);
  const { x, y, width, height } = (await board(sample).boundingBox())!;
  await sample.getByLabel('Colour').fill(blue);
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...right: number[]) =>
    session.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: right.map((share) => ({ x: x + share * width, y: y + 0.1 * height })),
    });
  await touch('touchStart', 0.1);
  for (const share of [0.2, 0.3, 0.4]) await touch('touchMove', share);
  await touch('touchEnd');
  await expectColour(other, 25, 10, blue);
});

test('the board is saved as a picture', async ({ sample }) => {
  await expect(sample.getByRole('button', { name: 'Save as PNG' })).toBeDisabled();
  await joinAs(sample, '');
  await draw(sample, red, [10, 10], [40, 10]);
  const downloading = sample.waitForEvent('download');
  await press(sample, 'Save as PNG');
  const download = await downloading;
  expect(download.suggestedFilename()).toBe('whiteboard.png');
  const file = await readFile(await download.path());
  const [size, pixels] = await sample.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
    const picture = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const context = new OffscreenCanvas(picture.width, picture.height).getContext('2d')!;
    context.drawImage(picture, 0, 0);
    const at = (x: number, y: number) => [...context.getImageData(x, y, 1, 1).data];
    return [
      [picture.width, picture.height],
      [at(400, 100), at(400, 200)],
    ] as const;
  }, file.toString('base64'));
  expect(size).toEqual([1600, 1000]);
  expect(pixels).toEqual([
    [255, 0, 0, 255],
    [255, 255, 255, 255],
  ]);
});

/** Sits down on these places of a room as no honest page would, and does the same to whoever gets connected there. */
const sitDown = (page: Page, room: string, seats: readonly number[], act?: string, victim?: string) =>
  page.evaluate(
    async ({ room, seats, act, victim, library }) => {
      const { Peer } = (await import(library)) as typeof import('peerjs');
      const opened = seats.map(async (seat) => {
        const peer = new Peer(`whiteboard-${room}-${seat}`, {
          host: location.hostname,
          port: Number(location.port),
          config: {},
        });
        const heard: string[] = [];
        Object.assign(window, { [`peer${seat}`]: peer, [`heard${seat}`]: heard });
        peer.on('connection', (call) =>
          call.on('open', () => {
            const { dataChannel } = call;
            dataChannel.addEventListener('close', () => heard.push('expelled'));
            dataChannel.addEventListener('message', ({ data }) => heard.push(String(data)));
            const say = (message: unknown) => dataChannel.send(JSON.stringify(message));
            const author = crypto.randomUUID();
            const line = (n: number, down: number, colour: string) => ({
              n,
              turn: 1e9,
              colour,
              size: 700,
              points: [0, down, 50, 16_000, down, 50],
            });
            const drawing = (whose: string, ...strokes: unknown[]) => ({
              kind: 'drawing',
              drawing: { author: whose, clearedTo: 0, strokes },
            });
            if (act === 'huge') return dataChannel.send('x'.repeat(200_000));
            if (act === 'bytes') return dataChannel.send(new Uint8Array(1000));
            if (act === 'silent author') return say(drawing(author, line(1, 1000, '#ff0000')));
            if (act === 'impostor') return say({ kind: 'person', author: victim, name: 'Not me' });
            say({ kind: 'person', author, name: 'Stranger' });
            if (act === 'shape') say(drawing(author, { ...line(1, 1000, '#ff0000'), points: 'all' }));
            if (act === 'endless')
              for (let count = 1; count < 2000; count++) say(drawing(author, line(count, 1000, '#ff0000')));
            if (act === 'long')
              for (let count = 0; count < 20; count++)
                say(drawing(author, { ...line(count + 1, 1000, '#ff0000'), points: Array(6000).fill(50) }));
            if (act === 'foreign') {
              say(drawing(author, line(1, 1000, '#00ff00')));
              // In the name of somebody who is here, by what the message says and by what it might say.
              say(drawing(victim!, line(9, 2000, '#ff0000')));
              say({ ...drawing(author, line(2, 3000, '#00ff00')), author: victim, owner: victim });
              say({ kind: 'undo', n: 1, author: victim });
              say({ kind: 'points', n: 2, points: [8000, 9000, 50], author: victim });
            }
          }),
        );
        await new Promise((resolve) => peer.on('open', resolve));
      });
      await Promise.all(opened);
    },
    { room, seats, act, victim, library: '/vendor/peerjs.js' },
  );
const heard = (page: Page, seat: number) =>
  page.evaluate((name) => Reflect.get(window, name) as string[], `heard${seat}`);

test('a full room says so, and a place that becomes free can be taken', async ({ sample, sampleIn }) => {
  const room = newRoom();
  const stranger = await sampleIn(launch.usual);
  await sitDown(stranger, room, [1, 2, 3, 4, 5, 6, 7, 8]);
  await sample.getByLabel('Room', { exact: true }).fill(room);
  await press(sample, 'Join');
  await expect(status(sample)).toContainText('The room is full: all 8 places are taken.');
  expect(await recordedOf(sample).open()).toEqual(nothing);
  await stranger.close();
  await joinAs(sample, 'Ada');
});

test('strokes in the name of somebody else are not believed, and whoever breaks the rules is shut out', async ({
  sample,
  sampleIn,
}) => {
  const room = newRoom();
  const [stranger, ben] = await Promise.all([sampleIn(launch.usual), sampleIn(launch.usual, `?room=${room}`)]);
  // Ben sits on the first place. The stranger hears who he is by sitting on the second.
  await joinAs(ben, 'Ben');
  await draw(ben, blue, [10, 5], [20, 5]);
  await sitDown(stranger, room, [2]);
  await press(ben, 'Leave');
  await press(ben, 'Join');
  await expect.poll(() => heard(stranger, 2)).toContainEqual(expect.stringContaining('"name":"Ben"'));
  const words = (await heard(stranger, 2)).find((text) => text.includes('"name":"Ben"'))!;
  const victim = (JSON.parse(words) as { author: string }).author;

  const acts = ['huge', 'bytes', 'silent author', 'shape', 'foreign'];
  for (const [index, act] of acts.entries()) await sitDown(stranger, room, [index + 3], act, victim);
  await sample.getByLabel('Room', { exact: true }).fill(room);
  await joinAs(sample, 'Ada');
  for (const seat of [3, 4, 5, 6]) await expect.poll(() => heard(stranger, seat)).toContain('expelled');
  await expect(status(sample)).toContainText('Stranger');
  // All that came from the stranger was done to the stranger's own strokes; Ben's is untouched.
  await expectColour(sample, 50, 90, green); // the stroke number 2 went on
  await expectColour(sample, 50, 10, white); // the stroke number 1 was undone
  await expectColour(sample, 50, 20, white);
  await expectColour(sample, 15, 5, blue);

  // Ben and the others go on.
  await draw(sample, red, [70, 20], [80, 20]);
  await expectColour(ben, 75, 20, red);
  await expect(sample.locator('.shell')).toHaveCount(0);
});

test('who sends without end, too much, or as somebody else is shut out', async ({ sample, sampleIn }) => {
  const room = newRoom();
  const stranger = await sampleIn(launch.usual);
  await sample.getByLabel('Room', { exact: true }).fill(room);
  await joinAs(sample, 'Ada');
  await draw(sample, blue, [10, 25], [20, 25]);
  await sitDown(stranger, room, [2]);
  await press(sample, 'Leave');
  await press(sample, 'Join');
  await expect.poll(() => heard(stranger, 2)).not.toEqual([]);
  const victim = (JSON.parse((await heard(stranger, 2))[0]!) as { author: string }).author;
  await press(sample, 'Leave');
  for (const [index, act] of ['endless', 'long', 'impostor'].entries())
    await sitDown(stranger, room, [index + 3], act, victim);
  await press(sample, 'Join');
  for (const seat of [3, 4, 5]) await expect.poll(() => heard(stranger, seat)).toContain('expelled');
  expect(await colourAt(sample, 15, 25)).toBe(blue);

  // The next one on such a place is welcome.
  await stranger.reload();
  await stranger.getByLabel('Room', { exact: true }).fill(room);
  await joinAs(stranger, 'Honest');
  await expect(status(sample)).toContainText('Here: you, Honest.');
  await draw(stranger, green, [70, 20], [80, 20]);
  await expectColour(sample, 75, 20, green);
});

test('drawing goes on without the server, and newcomers come in when it is back; one vanishes', async ({
  ownServer,
  sampleAt,
  complaints,
}) => {
  const room = `?room=${newRoom()}`;
  const [first, second, third] = await Promise.all(
    [1, 2, 3].map(() => sampleAt(ownServer.address, launch.usual, room)),
  );
  await joinAs(first!, 'Ada');
  await joinAs(second!, 'Ben');
  await expect(status(first!)).toContainText('Here: you, Ben.');

  await ownServer.stop();
  for (const page of [first!, second!]) await expect(status(page)).toContainText('The peer server does not answer');
  await press(third!, 'Join');
  await expect(status(third!)).toContainText('The peer server does not answer. Try again in a moment.');
  await draw(second!, red, [10, 10], [40, 10]);
  await expectColour(first!, 25, 10, red);

  await ownServer.start();
  for (const page of [first!, second!]) await expect(status(page)).not.toContainText('does not answer');
  await joinAs(third!, 'Cy');
  await expectColour(third!, 25, 10, red);

  await vanish(second!);
  await expect(status(first!)).toContainText('Here: you, Cy.', { timeout: 25_000 });
  await draw(third!, green, [10, 20], [40, 20]);
  await expectColour(first!, 25, 20, green);
  await expectColour(first!, 25, 10, red);
  complaints.length = 0;
});

test('Leave gives up a joining, and another room has another board', async ({ sample }) => {
  await sample.evaluate(() => {
    document.querySelector<HTMLButtonElement>('#join')!.click();
    document.querySelector<HTMLButtonElement>('#leave')!.click();
  });
  await expect(status(sample)).toContainText('Left');
  await expect.poll(() => recordedOf(sample).open()).toEqual(nothing);
  await joinAs(sample, 'Ada');
  await draw(sample, red, [10, 10], [40, 10]);
  await press(sample, 'Leave');
  await expectColour(sample, 25, 10, red);
  await sample.getByLabel('Room', { exact: true }).fill(newRoom());
  await joinAs(sample, 'Ada');
  await expectColour(sample, 25, 10, white);
});
