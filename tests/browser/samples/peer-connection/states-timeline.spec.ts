import type { Page } from '@playwright/test';
import { expect, test } from '../../support/test.ts';

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const drawing = (page: Page) => page.getByRole('img', { name: /Bands of 7 states/ });

interface Row {
  readonly ms: number;
  readonly end: string;
  readonly lane: string;
  readonly state: string;
  readonly by: string;
}

/** The table, row by row. */
const rows = (page: Page): Promise<Row[]> =>
  page
    .getByRole('table')
    .locator('tbody tr')
    .evaluateAll((all) =>
      all.map((row) => {
        const [ms, end, lane, state, by] = [...row.children].map((cell) => cell.textContent);
        return { ms: Number(ms), end: end!, lane: lane!, state: state!, by: by! };
      }),
    );

/** The states of one lane of one end, in their order. */
async function history(page: Page, end: string, lane: string): Promise<string[]> {
  return (await rows(page)).filter((row) => row.end === end && row.lane === lane).map(({ state }) => state);
}

async function connect(page: Page) {
  await press(page, 'Call');
  await expect(page.getByRole('status')).toContainText(/Connected after \d+ ms/);
  for (const end of ['caller', 'callee'])
    for (const [lane, last] of [
      ['connectionState', 'connected'],
      ['sctp.state', 'connected'],
      ['iceGatheringState', 'complete'],
    ] as const)
      await expect.poll(async () => (await history(page, end, lane)).at(-1)).toBe(last);
}

test('both ends go through their states in order, each with its time and its event', async ({ sample }) => {
  await connect(sample);
  expect(await history(sample, 'caller', 'signalingState')).toEqual(['stable', 'have-local-offer', 'stable']);
  expect(await history(sample, 'callee', 'signalingState')).toEqual(['stable', 'have-remote-offer', 'stable']);
  for (const end of ['caller', 'callee']) {
    expect(await history(sample, end, 'connectionState')).toEqual(['new', 'connecting', 'connected']);
    expect(await history(sample, end, 'iceGatheringState')).toEqual(['new', 'gathering', 'complete']);
    expect(await history(sample, end, 'iceConnectionState')).toEqual(['new', 'checking', 'connected']);
    expect(await history(sample, end, 'sctp.transport.iceTransport.state')).toEqual(['new', 'checking', 'connected']);
    expect(await history(sample, end, 'sctp.transport.state')).toEqual(['new', 'connecting', 'connected']);
    expect(await history(sample, end, 'sctp.state')).toEqual(['connecting', 'connected']);
  }

  const all = await rows(sample);
  const times = all.map(({ ms }) => ms);
  expect(times).toEqual(times.toSorted((a, b) => a - b));
  expect(times.at(-1)).toBeGreaterThan(0);
  // The transports lie on each other.
  const at = (lane: string) =>
    all.findIndex((row) => row.end === 'caller' && row.lane === lane && row.state === 'connected');
  expect(at('sctp.transport.iceTransport.state')).toBeLessThan(at('sctp.transport.state'));
  expect(at('sctp.transport.state')).toBeLessThan(at('sctp.state'));
  const { by } = all.find(({ lane, state }) => lane === 'signalingState' && state === 'have-local-offer')!;
  expect(by).toBe('signalingstatechange');
  expect(all.find(({ lane, state }) => lane === 'sctp.state' && state === 'connected')!.by).toBe('statechange');

  // The drawing has what the table has, and goes on growing by itself.
  await expect(drawing(sample).getByText('connected', { exact: true }).first()).toBeVisible();
  expect(await drawing(sample).locator('rect').count()).toBe(all.length);
});

test('a broken link is noticed by the side that stays: disconnected, and then failed', async ({ sample }) => {
  await connect(sample);
  await press(sample, 'Break the link');
  await expect(button(sample, 'Break the link')).toBeDisabled();
  await expect.poll(() => history(sample, 'callee', 'connectionState')).toContain('closed');
  expect((await rows(sample)).find(({ end, state }) => end === 'callee' && state === 'closed')!.by).toBeTruthy();
  expect(await history(sample, 'caller', 'connectionState')).toEqual(['new', 'connecting', 'connected']);

  await expect
    .poll(() => history(sample, 'caller', 'connectionState'), { timeout: 20_000 })
    .toEqual(['new', 'connecting', 'connected', 'disconnected']);
  await expect(sample.getByRole('status')).toContainText(/Disconnected, \d+\.\d s after the break/);
  const moments = await rows(sample);
  const brokenMs = moments.find(({ end, state }) => end === 'callee' && state === 'closed')!.ms;
  const { ms, by } = moments.find(({ state }) => state === 'disconnected')!;
  expect(ms - brokenMs).toBeGreaterThan(1000);
  expect(ms - brokenMs).toBeLessThan(15_000);
  expect(by).toMatch(/statechange$/);

  await expect(sample.getByRole('status')).toContainText(/Failed, \d+\.\d s after the break/, { timeout: 30_000 });
  expect((await history(sample, 'caller', 'connectionState')).at(-1)).toBe('failed');
  await press(sample, 'Hang up');
  await expect.poll(async () => (await history(sample, 'caller', 'connectionState')).at(-1)).toBe('closed');
});

test('closing is announced to nobody who does it, and is shown all the same', async ({ sample, recorded }) => {
  await connect(sample);
  await sample.evaluate(() => {
    for (const [index, connection] of window.recorder.connections.entries())
      for (const name of ['signalingstatechange', 'iceconnectionstatechange', 'connectionstatechange'])
        connection.addEventListener(name, () => (document.title = `${name} at ${index}`));
  });
  const title = await sample.title();
  await press(sample, 'Hang up');
  for (const end of ['caller', 'callee'])
    for (const lane of ['signalingState', 'iceConnectionState', 'connectionState'])
      await expect.poll(async () => (await history(sample, end, lane)).at(-1)).toBe('closed');
  const closed = (await rows(sample)).filter(({ lane, state }) => lane.endsWith('ionState') && state === 'closed');
  expect(closed.map(({ by }) => by)).toEqual(closed.map(() => 'no event: its own close()'));
  expect(await recorded.connectionStates()).toEqual(['closed', 'closed']);
  expect(await sample.title()).toBe(title);
  await expect(drawing(sample).getByText('closed', { exact: true }).first()).toBeVisible();
});

test('a call hung up at once, and another after it, keep their states apart', async ({ sample, recorded }) => {
  await expect(button(sample, 'Break the link')).toBeDisabled();
  await expect(button(sample, 'Hang up')).toBeDisabled();
  // Both presses in one turn: the offer has not even been made.
  await sample.evaluate(() => {
    for (const id of ['call', 'call', 'hang-up', 'call']) document.querySelector<HTMLButtonElement>(`#${id}`)!.click();
  });
  await expect(sample.getByRole('status')).toContainText(/Connected after \d+ ms/);
  await expect.poll(() => recorded.connectionStates()).toEqual(['closed', 'closed', 'connected', 'connected']);
  expect(await history(sample, 'caller', 'connectionState')).toEqual(['new', 'connecting', 'connected']);
  expect(await history(sample, 'caller', 'signalingState')).toEqual(['stable', 'have-local-offer', 'stable']);
  await press(sample, 'Hang up');
  expect(await recorded.open()).toMatchObject({ connections: 0, intervals: 0 });
});

test('the bands grow by themselves, except for those who want no movement', async ({ sample }) => {
  const drawn = () => drawing(sample).locator('rect').last().getAttribute('x');
  await connect(sample);
  const before = await drawn();
  await expect.poll(drawn).not.toBe(before);

  await sample.emulateMedia({ reducedMotion: 'reduce' });
  // A frame that was asked for before may still come.
  await sample.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  const still = await drawn();
  await sample.evaluate(
    () =>
      new Promise<void>((done) => {
        let ticks = 0;
        const count = setInterval(() => {
          ticks += 1;
          if (ticks < 4) return;
          clearInterval(count);
          done();
        }, 250);
      }),
  );
  expect(await drawn()).toBe(still);
});
