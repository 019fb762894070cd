import type { Page } from '@playwright/test';
import { launch } from '../../support/launch.ts';
import { expect, recordedOf, test } from '../../support/test.ts';
import { stunServer } from '../../support/stun-server.ts';
import { udpWire } from '../../support/udp-wire.ts';

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const status = (page: Page) => page.getByRole('status');
const nothing = { tracks: 0, connections: 0, contexts: 0, workers: 0, intervals: 0 };

/** The rows of a table below its heading, cell by cell. */
const rows = (page: Page, table: string) =>
  page
    .getByRole('region', { name: table })
    .locator('tbody tr')
    .evaluateAll((all) =>
      (all as HTMLTableRowElement[]).map((row) => [...row.cells].map((cell) => cell.textContent.trim())),
    );

async function call(page: Page) {
  await press(page, 'Call');
  await expect(status(page)).toContainText('Connected.');
  await expect.poll(async () => (await recordedOf(page).inboundVideo()).framesDecoded).toBeGreaterThan(10);
}

/** What the connections themselves say: the fragment of the offer, and the port that carries the media. */
const truth = (page: Page) =>
  page.evaluate(async () => {
    const [caller] = window.recorder.connections as [RTCPeerConnection];
    const report = await caller.getStats();
    const all = [...(report.values() as Iterable<RTCTransportStats>)];
    const pair = report.get(all.find(({ type }) => type === 'transport')?.selectedCandidatePairId ?? '') as
      RTCIceCandidatePairStats | undefined;
    const local = report.get(pair?.localCandidateId ?? '') as { port: number; usernameFragment: string } | undefined;
    return {
      offered: /a=ice-ufrag:(\S+)/.exec(caller.localDescription!.sdp)![1]!,
      used: local?.usernameFragment,
      port: local?.port,
      connection: caller.connectionState,
    };
  });

/**
 * How many ends of the path are new after a restart. Chromium stops at one, at times, if the old path still works: the more
 * slowly the offer and the answer travel, the oftener. What the page says has to agree with what it shows.
 */
async function newEnds(page: Page) {
  await expect(status(page)).toHaveText(
    /^Restarted(: a new path is in use after \d+ ms| by half: one side has a new address, .* as it works); the longest gap between two pictures was \d+ ms\.$/,
  );
  const ends = (await status(page).innerText()).includes('by half') ? 1 : 2;
  const [, , from, to] = await rows(page, 'Before and after');
  expect([from!, to!].filter(([, before, after]) => before !== after)).toHaveLength(ends);
  return ends;
}

test('a restart changes fragments and ports with one offer, and the call stays connected', async ({
  sample,
  recorded,
}) => {
  await call(sample);
  const before = await truth(sample);
  await press(sample, 'Restart ICE');
  const ends = await newEnds(sample);
  const after = await truth(sample);
  expect(after.offered).not.toBe(before.offered);
  expect(after.connection).toBe('connected');

  const [own, its, from, to] = await rows(sample, 'Before and after');
  expect(own).toEqual(['own ufrag', before.offered, after.offered]);
  expect(its![1]).not.toBe(its![2]);
  expect(from![1]).toContain(`port ${before.port} (host)`);
  expect(from![2]).toContain(`port ${after.port} (host)`);
  expect(to![1]).toMatch(/, udp port \d+ \(host\)$/);
  if (ends === 2) expect([after.used, after.port === before.port]).toEqual([after.offered, false]);
  const [[why, negotiations, states, ms, gap, usual] = [], ...others] = await rows(sample, 'Restarts');
  expect([why, negotiations, others]).toEqual(['by the button', '1', []]);
  expect(states).toMatch(/^(connected|checking| → )+$/); // never disconnected
  if (ends === 2) expect(Number(ms)).toBeGreaterThan(0);
  else expect(ms).toBe('none');
  expect(Number(gap)).toBeGreaterThanOrEqual(Number(usual) - 1); // there is no shorter longest gap than the usual one
  expect(Number(usual)).toBeGreaterThan(20); // 20 frames a second, seldom all of them

  const { framesDecoded } = await recorded.inboundVideo();
  await expect.poll(async () => (await recorded.inboundVideo()).framesDecoded).toBeGreaterThan(framesDecoded + 5);
  await press(sample, 'Restart ICE'); // and again
  await expect.poll(async () => (await rows(sample, 'Restarts')).map(([, count]) => count)).toEqual(['1', '1']);
  await press(sample, 'Hang up');
  await expect.poll(() => recorded.open()).toEqual(nothing);
});

test('where answer and candidates travel for a while, Chromium stops half way, and the page says so', async ({
  page,
  complaints: _,
}) => {
  await page.addInitScript(() => {
    const travel = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
    window.RTCPeerConnection = class extends RTCPeerConnection {
      override async setRemoteDescription(description: RTCSessionDescriptionInit) {
        if (description.type === 'answer') await travel(250);
        await super.setRemoteDescription(description);
      }
      override async addIceCandidate(candidate?: RTCIceCandidateInit | null) {
        if (this.localDescription?.type === 'offer') await travel(700);
        await super.addIceCandidate(candidate);
      }
    };
  });
  await page.goto('run/network-and-security/ice-restart/');
  await call(page);
  await press(page, 'Restart ICE');
  expect(await newEnds(page)).toBe(1);
  const { framesDecoded } = await recordedOf(page).inboundVideo();
  await expect
    .poll(async () => (await recordedOf(page).inboundVideo()).framesDecoded)
    .toBeGreaterThan(framesDecoded + 5);
});

test('a new configuration counts from the restart on, and a bad address changes nothing', async ({ sample }) => {
  const server = await stunServer({ seenAs: { address: '203.0.113.9', port: 40_000 } });
  try {
    await call(sample);
    const before = await truth(sample);
    await sample.getByLabel('STUN or TURN server').fill('stun://localhost');
    await press(sample, 'Restart with it');
    await expect(status(sample)).toContainText(/does not take this configuration.*SyntaxError/);
    expect((await truth(sample)).offered).toBe(before.offered);

    await sample.getByLabel('STUN or TURN server').fill(`stun:127.0.0.1:${server.port}`);
    await press(sample, 'Restart with it');
    await newEnds(sample);
    await expect.poll(() => server.requests()).toBeGreaterThan(0);
    expect((await rows(sample, 'Restarts'))[0]!.slice(0, 2)).toEqual(['new configuration', '1']);

    // Only relays, and no relay: there is nothing to try, and the call goes on as it was.
    const port = (await truth(sample)).port;
    await sample.getByLabel('STUN or TURN server').fill('');
    await sample.getByLabel('Candidates').selectOption('relay');
    await press(sample, 'Restart with it');
    await expect(status(sample)).toContainText('No new path was found within 10 seconds');
    expect((await truth(sample)).connection).toBe('connected');
    expect((await truth(sample)).port).toBe(port);
    expect((await rows(sample, 'Restarts'))[1]!.slice(0, 4)).toEqual(['new configuration', '1', 'connected', 'none']);
  } finally {
    await server.close();
  }
});

test('a cut wire is noticed, and the call comes back by itself over another', async ({ page, complaints: _ }) => {
  const wire = await udpWire(page);
  try {
    await page.goto('run/network-and-security/ice-restart/');
    await page.getByLabel('Restart by itself').selectOption('as soon as it is disconnected');
    await call(page);
    const before = await truth(page);
    wire.cut();
    await expect(status(page)).toContainText('Restarted: a new path is in use', { timeout: 20_000 });
    const after = await truth(page);
    expect(after.offered).not.toBe(before.offered);
    await expect(page.getByText('Connection: connected')).toBeVisible();
    const [[why, negotiations, states, , gap] = []] = await rows(page, 'Restarts');
    expect([why, negotiations]).toEqual(['by itself: disconnected', '1']);
    expect(states).toMatch(/^disconnected → .*connected$/);
    expect(Number(gap)).toBeGreaterThan(3000); // the picture stood still since the cut
    const { framesDecoded } = await recordedOf(page).inboundVideo();
    await expect
      .poll(async () => (await recordedOf(page).inboundVideo()).framesDecoded)
      .toBeGreaterThan(framesDecoded + 5);
  } finally {
    wire.close();
  }
});

test('Hang up while a restart is on its way ends it, and a refusal is a sentence', async ({
  sample,
  recorded,
  sampleIn,
}) => {
  await call(sample);
  await sample.getByLabel('Candidates').selectOption('relay');
  await press(sample, 'Restart with it');
  await expect(status(sample)).toHaveText('Looking for a new path …');
  await press(sample, 'Hang up');
  await expect.poll(() => recorded.open()).toEqual(nothing);
  await expect(status(sample)).toContainText('The call is over');
  await call(sample);
  await press(sample, 'Restart ICE');
  await expect(status(sample)).toContainText('Restarted');
  expect(await rows(sample, 'Restarts')).toHaveLength(1);

  const denied = await sampleIn(launch.denied);
  await press(denied, 'Call');
  await expect(status(denied)).toContainText('was refused. Allow it');
  await expect(denied.getByRole('button', { name: 'Call' })).toBeEnabled();
});
