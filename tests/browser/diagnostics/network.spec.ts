import type { Page } from '@playwright/test';
import { freePort } from '../../../scripts/support/port.ts';
import { coturn, coturnInstalled, coturnMissing, type Coturn, type CoturnOptions } from '../support/coturn.ts';
import { launch } from '../support/launch.ts';
import { stunServer, type StunOptions, type StunServer } from '../support/stun-server.ts';
import { expect, recordedOf, test } from '../support/test.ts';
import { findingsOf, typeServers, type Shown, type Typed } from './support.ts';

// Each fault of the network is brought about with real servers on this machine, and has to be found by its name.

const running: (StunServer | Coturn)[] = [];
test.afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.close()));
});

async function stun(options: StunOptions = {}): Promise<StunServer> {
  const server = await stunServer(options);
  running.push(server);
  return server;
}

async function turn(options: CoturnOptions = {}): Promise<Coturn> {
  const server = await coturn(options);
  running.push(server);
  return server;
}

/** The page with the checks that are wanted and the servers typed in, started, up to its end. */
async function check(page: Page, servers: readonly Typed[]): Promise<Shown[]> {
  await typeServers(page, servers);
  await page.getByRole('button', { name: 'Start' }).click();
  return findingsOf(page);
}

/** Presses Cancel while connections are open, and sees them closed within half a second. */
async function expectCancelled(page: Page): Promise<void> {
  await expect.poll(async () => (await recordedOf(page).open()).connections).toBeGreaterThan(0);
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.locator('main')).toHaveAttribute('data-state', 'cancelled');
  await expect.poll(() => recordedOf(page).open(), { timeout: 500 }).toMatchObject({ connections: 0, intervals: 0 });
}

const path = (only: string) => `diagnostics/?only=${only}`;
const as = ({ user: username, password }: Coturn) => ({ username, password });
const of = (found: readonly Shown[], probe: string) =>
  found.filter((one) => one.probe === probe).map(({ finding, verdict }) => `${finding} ${verdict}`);
const only = (found: readonly Shown[], id: string) => found.find(({ finding }) => finding === id);

test('a STUN server that answers is found good, and a silent one does not hold it up', async ({ page }) => {
  const good = await stun();
  const silent = await stun({ silent: true });
  const ice = [good, silent].map(({ port }) => `&ice=stun:127.0.0.1:${port}`).join('');
  await page.goto(`${path('ice-servers')}${ice}&autostart`);
  await expect(page.locator('[data-finding="servers.works"]')).toContainText(
    /stun:127\.0\.0\.1:\d+ answered after \d+ ms/,
    { timeout: 3000 },
  );
  const found = await findingsOf(page);
  expect(of(found, 'ice-servers').sort()).toEqual(['servers.stun-silent fail', 'servers.works pass']);
  expect(only(found, 'servers.stun-silent')!.text).toContain(
    `stun:127.0.0.1:${silent.port} did not answer within 8 seconds.`,
  );
  expect(silent.requests()).toBeGreaterThan(0);
});

test('a name that nobody knows', async ({ page }) => {
  await page.goto(`${path('ice-servers')}&ice=stun:nowhere.invalid&autostart`);
  const found = await findingsOf(page);
  expect(of(found, 'ice-servers')).toEqual(['servers.unknown-host fail']);
  expect(found[0]!.text).toContain('The name “nowhere.invalid” was not found');
});

test('an address with a typing mistake, and a relay without its password', async ({ page }) => {
  await page.goto(path('ice-servers'));
  const found = await check(page, [{ url: 'stun://stun.invalid' }, { url: 'turn:relay.invalid' }]);
  expect(of(found, 'ice-servers').sort()).toEqual(['servers.malformed fail', 'servers.no-credentials warn']);
  expect(only(found, 'servers.malformed')!.text).toContain(
    '“stun://stun.invalid” cannot be used. There is no // behind stun: or turn:.',
  );
  expect(only(found, 'servers.no-credentials')!.text).toContain(
    'turn:relay.invalid needs a username and a password, so it was not asked.',
  );
});

test('without servers nothing is asked, and nothing fails', async ({ page }) => {
  await page.goto(`${path('ice-servers,nat,relay-call')}&autostart`);
  const found = await findingsOf(page);
  expect(found.map(({ finding, verdict }) => `${finding} ${verdict}`).sort()).toEqual([
    'nat.none skip',
    'relay.none skip',
    'servers.none skip',
  ]);
});

test('a strict network: another port for each server', async ({ page }) => {
  const a = await stun({ seenAs: { address: '203.0.113.9', port: 40_001 } });
  const b = await stun({ seenAs: { address: '203.0.113.9', port: 40_002 } });
  const ice = [a, b].map(({ port }) => `&ice=stun:127.0.0.1:${port}`).join('');
  await page.goto(`${path('ice-servers,nat')}${ice}&autostart`);
  const found = await findingsOf(page);
  expect(of(found, 'nat')).toEqual(['nat.strict warn']);
  expect(only(found, 'nat.strict')!.text).toContain(
    'The network gives this machine another port for each server it speaks with.',
  );
});

test('a friendly network, and one that hides the addresses of this machine', async ({ page, pageIn }) => {
  const seenAs = { address: '203.0.113.9', port: 40_001 };
  const [a, b] = [await stun({ seenAs }), await stun({ seenAs })];
  const query = `${path('ice-servers,nat,interfaces')}&ice=stun:127.0.0.1:${a.port}&ice=stun:localhost:${b.port}&autostart`;
  await page.goto(query);
  const shown = await findingsOf(page);
  expect(of(shown, 'nat')).toEqual(['nat.friendly pass']);
  expect(of(shown, 'interfaces')).toContain('interfaces.found pass');
  const hidden = await findingsOf(await pageIn(launch.unasked, query));
  expect(of(hidden, 'nat')).toEqual(['nat.friendly pass']);
  expect(of(hidden, 'interfaces')).toEqual(['interfaces.hidden info']);
  expect(only(hidden, 'interfaces.hidden')!.text).toContain('the browser hides the addresses of this machine');
});

test('one server is not enough to know the network', async ({ page }) => {
  const { port } = await stun({ seenAs: { address: '203.0.113.9', port: 40_001 } });
  await page.goto(`${path('nat')}&ice=stun:127.0.0.1:${port}&autostart`); // it asks the servers itself
  const found = await findingsOf(page);
  expect(of(found, 'nat')).toEqual(['nat.one-server info']);
  expect(found[0]!.text).toContain('This machine is seen as 203.0.113.9:40001');
});

test('a machine that is offline', async ({ page, context, complaints }) => {
  await page.goto(path('interfaces'));
  await context.setOffline(true);
  await page.getByRole('button', { name: 'Start' }).click();
  const found = await findingsOf(page);
  expect(of(found, 'interfaces')).toEqual(['interfaces.offline fail']);
  expect(found[0]!.text).toContain('The browser says that this machine has no network connection.');
  // The browser itself may still want the icon of the page.
  for (const one of complaints.splice(0)) expect(one).toContain('ERR_INTERNET_DISCONNECTED');
});

test('throughput without a relay says that it measured this machine only', async ({ page }) => {
  await page.goto(`${path('throughput')}&autostart`);
  const found = await findingsOf(page);
  expect(of(found, 'throughput')).toEqual(['throughput.this-machine info']);
  expect(Number(/sends (\d+)/.exec(found[0]!.text)?.[1])).toBeGreaterThan(5);
});

for (const probe of ['ice-servers', 'nat', 'throughput'])
  test(`Cancel in the middle of ${probe} closes every connection at once`, async ({ page }) => {
    const silent = await stun({ silent: true });
    await page.goto(`${path(probe)}&ice=stun:127.0.0.1:${silent.port}&autostart`);
    await expectCancelled(page);
  });

test.describe('with a real TURN server', () => {
  test.skip(!coturnInstalled, coturnMissing);

  test('everything is fine: reached, called through, measured through', async ({ page }) => {
    const server = await turn();
    await page.goto(path('ice-servers,nat,relay-call,throughput'));
    const found = await check(page, [
      { url: `stun:127.0.0.1:${server.port}` },
      { url: `turn:127.0.0.1:${server.port}`, ...as(server) },
      { url: `turn:127.0.0.1:${server.port}?transport=tcp`, ...as(server) },
    ]);
    expect(of(found, 'ice-servers')).toEqual(Array(3).fill('servers.works pass'));
    expect(of(found, 'nat')).toEqual(['nat.open pass']);
    expect(of(found, 'relay-call').sort()).toEqual(['relay.good pass', 'relay.good pass', 'relay.tcp info']);
    // Beside it may stand that packets wait in a queue, and nothing else: on a machine whose cores are busy, they do.
    const queue = 'throughput.bufferbloat warn';
    expect(of(found, 'throughput').filter((one) => one !== queue)).toEqual(['throughput.good pass']);
    expect(only(found, 'throughput.good')!.text).toMatch(
      /You can send .* at 30 frames a second: \d+(\.\d)? Mbit\/s passed through turn:127\.0\.0\.1/,
    );
    expect(JSON.stringify(found)).not.toContain(server.password);
  });

  test('Cancel in the middle of relay-call closes every connection at once', async ({ page }) => {
    const server = await turn();
    await page.goto(path('relay-call'));
    await typeServers(page, [{ url: `turn:127.0.0.1:${server.port}`, ...as(server) }]);
    await page.getByRole('button', { name: 'Start' }).click();
    await expect(page.locator('.now')).toHaveText(/Calling through/);
    await expectCancelled(page);
  });

  test('a wrong password', async ({ page }) => {
    const server = await turn();
    await page.goto(path('ice-servers,nat,relay-call'));
    const url = `turn:127.0.0.1:${server.port}`;
    const found = await check(page, [{ url, username: server.user, password: 'wrong' }]);
    expect(of(found, 'ice-servers')).toEqual(['servers.unauthorized fail']);
    expect(only(found, 'servers.unauthorized')!.text).toContain(`${url} can be reached, but does not accept this`);
    expect(of(found, 'nat')).toEqual(['nat.undetermined not-measurable']);
    expect(of(found, 'relay-call')).toEqual(['relay.none skip']);
  });

  test('nothing listens where TURN over TCP is expected', async ({ page }) => {
    const url = `turn:127.0.0.1:${await freePort()}?transport=tcp`;
    await page.goto(path('ice-servers'));
    const found = await check(page, [{ url, username: 'somebody', password: 'right' }]);
    expect(of(found, 'ice-servers')).toEqual(['servers.refused fail']);
    expect(found[0]!.text).toContain(`A TCP connection to ${url} could not be made.`);
  });

  test('a certificate that the server has made itself', async ({ page }) => {
    const server = await turn({ tls: true });
    const url = `turns:127.0.0.1:${server.tlsPort}`;
    await page.goto(path('ice-servers'));
    const found = await check(page, [{ url, ...as(server) }]);
    expect(of(found, 'ice-servers')).toEqual(['servers.tls-failed fail']);
    expect(found[0]!.text).toContain(`A TLS connection to ${url} could not be made.`);
  });

  test('a relay that does not know its public address', async ({ page }) => {
    const server = await turn({ externalIp: '10.1.2.3/127.0.0.1' });
    await page.goto(path('ice-servers'));
    const found = await check(page, [{ url: `turn:127.0.0.1:${server.port}`, ...as(server) }]);
    expect(of(found, 'ice-servers')).toEqual(['servers.relay-private warn']);
    expect(found[0]!.text).toContain('relays from 10.1.2.3, an address that exists inside its own network only');
  });

  test('a relay that carries nothing', async ({ page }) => {
    const server = await turn({ loopbackPeers: false });
    await page.goto(path('ice-servers,relay-call,throughput'));
    const found = await check(page, [{ url: `turn:127.0.0.1:${server.port}`, ...as(server) }]);
    expect(of(found, 'ice-servers')).toEqual(['servers.works pass']);
    expect(of(found, 'relay-call')).toEqual(['relay.failed fail']);
    expect(only(found, 'relay.failed')!.text).toContain(
      'lends addresses, but a call through it did not come about: its two ends',
    );
    expect(of(found, 'throughput')).toEqual(['throughput.failed fail']);
  });

  test('a network that blocks UDP, and lets TCP through', async ({ page }) => {
    const server = await turn({ noUdp: true });
    const silent = await stun({ silent: true });
    await page.goto(path('ice-servers,nat'));
    const found = await check(page, [
      { url: `stun:127.0.0.1:${silent.port}` },
      { url: `turn:127.0.0.1:${server.port}?transport=tcp`, ...as(server) },
    ]);
    expect(of(found, 'nat')).toEqual(['nat.udp-blocked warn']);
    expect(only(found, 'nat.udp-blocked')!.text).toContain('Servers answer over TCP, but none does over UDP.');
  });

  test('a quota that is used up', async ({ page, context }) => {
    const server = await turn({ quota: 1 });
    const url = `turn:127.0.0.1:${server.port}`;
    const other = await context.newPage(); // another tab of the same user holds the only relay
    await other.goto('404.html');
    await other.evaluate(
      async (iceServer) => {
        const connection = new RTCPeerConnection({ iceServers: [iceServer] });
        Object.assign(window, { connection });
        connection.createDataChannel('held');
        const held = new Promise<void>((resolve) =>
          connection.addEventListener('icecandidate', ({ candidate }) => {
            if (candidate?.type === 'relay') resolve();
          }),
        );
        await connection.setLocalDescription();
        await held;
      },
      { urls: url, username: server.user, credential: server.password },
    );
    await page.goto(path('ice-servers'));
    const found = await check(page, [{ url, ...as(server) }]);
    expect(of(found, 'ice-servers')).toEqual(['servers.quota fail']);
    expect(found[0]!.text).toContain('gives no relay: this username has used up its share');
  });
});
