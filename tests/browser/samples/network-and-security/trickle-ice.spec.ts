import type { Page } from '@playwright/test';
import { judge } from '../../../../src/samples/network-and-security/trickle-ice/verdict.ts';
import { launch } from '../../support/launch.ts';
import { expect, test } from '../../support/test.ts';
import { stunServer, type StunServer } from '../../support/stun-server.ts';

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const rows = (page: Page, table: string) => page.getByRole('region', { name: table }).locator('tbody tr');
const policy = (page: Page) => page.getByRole('combobox', { name: 'Candidates' });
const status = (page: Page) => page.getByRole('status');

/** Adds a row of the editor and fills it in. */
async function addServer(page: Page, url: string, username = '', password = '') {
  await press(page, 'Add');
  const row = page.getByRole('group', { name: /^Server/ }).last();
  await row.getByLabel('URL').fill(url);
  await row.getByLabel('Username').fill(username);
  await row.getByLabel('Password').fill(password);
}

/** The verdict of the server with this number, once it is one. */
async function verdict(page: Page, number = 1) {
  const cells = rows(page, 'Verdicts')
    .nth(number - 1)
    .getByRole('cell');
  await expect(cells.nth(1)).not.toHaveText(/^(gathering …)?$/);
  const [, word = '', ms = '', reason = ''] = await cells.allTextContents();
  return { word, ms: Number(ms), reason };
}

const started: StunServer[] = [];
async function start(...options: Parameters<typeof stunServer>) {
  const server = await stunServer(...options);
  started.push(server);
  return server;
}
test.afterEach(async () => {
  await Promise.all(started.splice(0).map((server) => server.close()));
});

test('without a server, the addresses of this machine are listed, and then the end', async ({ sample, recorded }) => {
  await press(sample, 'Gather');
  await expect(status(sample)).toHaveText(/^Done: \d+ candidates of this machine. No server was asked/);
  const all = await rows(sample, 'Candidates').evaluateAll((list) =>
    (list as HTMLTableRowElement[]).map((row) => [...row.cells].map((cell) => cell.textContent)),
  );
  const hosts = all.filter(([, type]) => type === 'host');
  expect(hosts.length).toBeGreaterThanOrEqual(2);
  for (const [ms, , protocol, address, port, priority, foundation, url] of hosts) {
    expect(Number(ms)).toBeLessThan(5000);
    expect(protocol).toMatch(/^(udp|tcp active)$/);
    expect(address).toMatch(/^[\d.]+$|^\[[\da-f:]+\]$/);
    expect(Number(port)).toBeGreaterThan(0);
    expect(priority).toMatch(/^\d+ \((126|90), \d+, 1\)$/); // the browser's own weights for UDP and TCP hosts
    expect(foundation).toMatch(/^\w+$/);
    expect(url).toBe('–');
  }
  expect(all.at(-1)?.[1]).toBe('end of candidates');
  await expect(sample.locator('#timer')).toHaveText(
    /first candidate .* after \d+ ms; without it, everything only after \d+ ms\./,
  );
  expect(await recorded.connectionStates()).toEqual(['closed']);
});

test('a server that answers is found good, by what it sees', async ({ sample }) => {
  const elsewhere = await start({ seenAs: { address: '203.0.113.9', port: 40_000 } });
  const plain = await start();
  await addServer(sample, `stun:127.0.0.1:${elsewhere.port}`);
  await addServer(sample, `stun:127.0.0.1:${plain.port}`);
  await press(sample, 'Gather');
  expect(await verdict(sample, 1)).toMatchObject({
    word: 'answers',
    reason: 'It sees this machine as 203.0.113.9, port 40000.',
  });
  expect(await verdict(sample, 2)).toMatchObject({
    word: 'answers',
    reason: expect.stringMatching(/under its own address/),
  });
  await expect(status(sample)).toHaveText('Done: 2 of 2 servers answer.');
  expect(plain.requests()).toBeGreaterThan(0);
  const reflexive = rows(sample, 'Candidates').filter({ hasText: 'srflx' });
  await expect(reflexive).toContainText('203.0.113.9');
  await expect(reflexive).toContainText(`stun:127.0.0.1:${elsewhere.port}`);
  await expect(reflexive).toContainText(/, port \d+$/); // the host address that was seen as this one
});

test('a server of one address family answers, whatever becomes of the other', async ({ sample }) => {
  const server = await start({ seenAs: { address: '203.0.113.9', port: 40_000 } });
  await sample.getByLabel('Give up after').fill('2');
  await addServer(sample, `stun:localhost:${server.port}`); // nothing listens on its IPv6 address
  await press(sample, 'Gather');
  const { word, ms } = await verdict(sample);
  expect(word).toBe('answers');
  expect(ms).toBeLessThan(1000);
  await expect(status(sample)).toHaveText('Done: 1 of 1 servers answers.');
});

test('a dead TURN server over TCP is an error 701 within a second', async ({ sample }) => {
  await addServer(sample, 'turn:127.0.0.1:9999?transport=tcp', 'somebody', 'secret');
  await press(sample, 'Gather');
  const { word, ms, reason } = await verdict(sample);
  expect(word).toBe('not reachable');
  expect(ms).toBeLessThan(1000);
  expect(reason).toMatch(/establish connection.*Check name and port/i);
  const error = rows(sample, 'Errors').first().getByRole('cell');
  await expect(error.nth(1)).toHaveText('701');
  expect(Number(await error.nth(0).textContent())).toBeLessThan(1000);
});

test('a name that nobody knows is told as such within two seconds', async ({ sample }) => {
  await addServer(sample, 'stun:nowhere.invalid');
  await press(sample, 'Gather');
  const { word, ms, reason } = await verdict(sample);
  expect(word).toBe('unknown name');
  expect(ms).toBeLessThan(2000);
  expect(reason).toContain('DNS');
  await expect(rows(sample, 'Errors').first()).toContainText('701');
});

test('a silent server is given up when the person wants, and holds up no other', async ({ sample }) => {
  const silent = await start({ silent: true });
  const good = await start();
  await sample.getByLabel('Give up after').fill('2');
  await addServer(sample, `stun:127.0.0.1:${silent.port}`);
  await addServer(sample, `stun:127.0.0.1:${good.port}`);
  await press(sample, 'Gather');
  expect((await verdict(sample, 2)).word).toBe('answers');
  await expect(rows(sample, 'Verdicts').first().getByRole('cell').nth(1)).toHaveText('gathering …');
  const { word, ms, reason } = await verdict(sample, 1);
  expect(word).toBe('no answer');
  expect(reason).toContain('within 2 s');
  expect(ms).toBeGreaterThanOrEqual(1990);
  expect(ms).toBeLessThan(3500);
  expect(silent.requests()).toBeGreaterThan(0);
  await expect(sample.locator('#timer')).toContainText('when waiting was given up');
});

test('a TURN server gives a relay to the right password, and a reason to a wrong one', async ({ sample }) => {
  const server = await start({
    relay: { address: '203.0.113.20', port: 50_000, username: 'somebody', password: 'right' },
  });
  const url = `turn:127.0.0.1:${server.port}?transport=udp`;
  await policy(sample).selectOption('relay');
  await addServer(sample, url, 'somebody', 'right');
  await addServer(sample, url, 'somebody', 'wrong');
  await press(sample, 'Gather');
  expect(await verdict(sample, 1)).toMatchObject({
    word: 'answers',
    reason: 'It relays from 203.0.113.20, port 50000.',
  });
  expect(await verdict(sample, 2)).toMatchObject({
    word: 'refuses',
    reason: expect.stringMatching(/error 401.*username or the password/),
  });
  await expect(status(sample)).toHaveText('Done: 1 of 2 servers answers.');
  const relay = rows(sample, 'Candidates').filter({ hasText: 'relay' });
  await expect(relay.getByRole('cell', { name: url })).toBeVisible();
  await sample.getByLabel('Transport').selectOption('TLS (to a relay)');
  await expect(relay).toBeHidden();
  await sample.getByLabel('Transport').selectOption('UDP');
  await expect(relay).toBeVisible();
});

test('every bad address has a sentence of its own, and nothing typed is lost', async ({ sample, recorded }) => {
  const bad: [string, string, RegExp][] = [
    ['', '', /no address.*SyntaxError/],
    ['host.invalid', '', /begins with stun:.*SyntaxError/],
    ['smtp:host.invalid', '', /begins with stun:.*SyntaxError/],
    ['stun:', '', /name of the server is missing.*SyntaxError/],
    ['stun://host.invalid', '', /no \/\/.*SyntaxError/],
    ['stun:two words', '', /no spaces.*SyntaxError/],
    ['stun:me@host.invalid', '', /no @.*SyntaxError/],
    ['stun:host.invalid:99999', '', /from 1 to 65535.*SyntaxError/],
    ['stun:host.invalid?transport=tcp', '', /Only turn:.*SyntaxError/],
    ['turn:host.invalid?transport=sctp', 'x', /transport=udp or transport=tcp.*SyntaxError/],
    ['turn:host.invalid', '', /needs a username and a password.*InvalidAccessError/],
  ];
  for (const [url, credential] of bad) await addServer(sample, url, credential, credential);
  await press(sample, 'Gather');
  for (const [index, [, , reason]] of bad.entries())
    expect(await verdict(sample, index + 1)).toMatchObject({
      word: 'bad address',
      reason: expect.stringMatching(reason),
    });
  await expect(status(sample)).toHaveText(`Done: 0 of ${bad.length} servers answer.`);
  const typed = await sample
    .getByLabel('URL')
    .evaluateAll((all) => (all as HTMLInputElement[]).map(({ value }) => value));
  expect(typed).toEqual(bad.map(([url]) => url));
  expect(await recorded.connectionStates()).toEqual([]);

  // Mended, the row works; the others are switched off.
  for (const box of (await sample.getByLabel('ask it').all()).slice(1)) await box.uncheck();
  const good = await start();
  await sample.getByLabel('URL').first().fill(`stun:127.0.0.1:${good.port}`);
  await press(sample, 'Gather');
  expect((await verdict(sample)).word).toBe('answers');
  await expect(rows(sample, 'Verdicts')).toHaveCount(1);
});

test('a link carries everything but usernames and passwords, and nothing is stored', async ({ sample, anotherTab }) => {
  await addServer(sample, 'turn:relay.invalid?transport=tcp', 'the-user', 'the-password');
  await addServer(sample, 'stun:stun.invalid');
  await sample.getByLabel('ask it').last().uncheck();
  await policy(sample).selectOption('relay');
  await sample.getByLabel('Give up after').fill('7');
  await sample.getByText('JSON and link').click();
  await sample.getByRole('button', { name: 'Make a link' }).click();
  const link = await sample.getByLabel('Result').inputValue();
  const carried =
    decodeURIComponent(link) +
    JSON.stringify(
      await sample.evaluate(() => [
        Object.entries(localStorage),
        Object.entries(sessionStorage),
        document.cookie,
        location.href,
      ]),
    );
  expect(carried).toContain('relay.invalid');
  expect(carried).not.toContain('the-user');
  expect(carried).not.toContain('the-password');

  const other = await anotherTab(new URL(link).hash);
  expect(
    await other.getByLabel('URL').evaluateAll((all) => (all as HTMLInputElement[]).map(({ value }) => value)),
  ).toEqual(['turn:relay.invalid?transport=tcp', 'stun:stun.invalid']);
  await expect(other.getByLabel('ask it').first()).toBeChecked();
  await expect(other.getByLabel('ask it').last()).not.toBeChecked();
  await expect(policy(other)).toHaveValue('relay');
  await expect(other.getByLabel('Give up after')).toHaveValue('7');
  await expect(other.getByLabel('Password').first()).toHaveAttribute('type', 'password');
  await expect(other.getByLabel('Password').first()).toHaveValue('');
  await expect(rows(other, 'Verdicts')).toHaveCount(0); // a link alone asks nobody
});

test('servers go out and in as JSON, and a wrong text is kept and explained', async ({ sample }) => {
  await sample.getByText('JSON and link').click();
  const json = sample.getByLabel('Servers as JSON');
  await json.fill(
    '{ "iceServers": [{ "urls": ["stun:a.invalid", "turn:a.invalid"], "username": "u", "credential": "p" }] }',
  );
  await press(sample, 'Import');
  await expect(sample.getByLabel('URL').first()).toHaveValue('stun:a.invalid');
  await expect(sample.getByLabel('Password').last()).toHaveValue('p');
  await sample.getByRole('button', { name: 'Export' }).click();
  expect(JSON.parse(await sample.getByLabel('Result').inputValue())).toEqual([
    { urls: 'stun:a.invalid', username: 'u', credential: 'p' },
    { urls: 'turn:a.invalid', username: 'u', credential: 'p' },
  ]);
  for (const [text, sentence] of [
    ['[{', 'This is not JSON'],
    ['7', 'Expected a list'],
    ['[{ "url": "stun:old" }]', 'Every “urls” must be a text'],
    [`["${'x'.repeat(3)}"]`, 'Every “urls” must be a text'],
    [JSON.stringify(Array(51).fill({ urls: 'stun:a' })), 'At most 50 servers'],
    [JSON.stringify([{ urls: 'stun:' + 'a'.repeat(600) }]), 'at most 500 characters'],
  ] as const) {
    await json.fill(text);
    await press(sample, 'Import');
    await expect(status(sample)).toContainText(sentence);
    await expect(json).toHaveValue(text);
  }
  await expect(sample.getByLabel('URL')).toHaveCount(2);
  await press(sample, 'Remove server 1');
  await expect(sample.getByLabel('URL')).toHaveValue('turn:a.invalid');
});

test('a link that was damaged is explained', async ({ anotherTab }) => {
  for (const hash of ['#%7B%22servers', '#%', '#7', '#{"servers":[{"url":5}]}']) {
    const page = await anotherTab(hash);
    if (hash !== '#7') await expect(status(page)).toHaveText(/The link was cut|Every “url” must be a text/);
    await press(page, 'Gather');
    await expect(status(page)).toContainText('Done:');
    await page.close();
  }
});

test('the table can be narrowed by transport and by address family', async ({ sample }) => {
  const server = await start({ seenAs: { address: '203.0.113.9', port: 40_000 } });
  await addServer(sample, `stun:127.0.0.1:${server.port}`);
  await press(sample, 'Gather');
  await expect(status(sample)).toContainText('Done:');
  const shown = async () =>
    (await rows(sample, 'Candidates').filter({ visible: true, hasNotText: 'end of candidates' }).allTextContents())
      .length;
  const all = await shown();
  await sample.getByLabel('Transport').selectOption('TCP');
  const tcp = await shown();
  await sample.getByLabel('Transport').selectOption('UDP');
  const udp = await shown();
  expect(tcp).toBeGreaterThan(0);
  expect(udp).toBeGreaterThan(1);
  expect(tcp + udp).toBe(all);
  await sample.getByLabel('Addresses').selectOption('IPv6');
  await expect(rows(sample, 'Candidates').filter({ hasText: '203.0.113.9' })).toBeHidden();
  await sample.getByLabel('Addresses').selectOption('IPv4');
  await expect(rows(sample, 'Candidates').filter({ hasText: '203.0.113.9' })).toBeVisible();
  await expect(rows(sample, 'Candidates').filter({ hasText: 'end of candidates' })).toBeVisible();
});

test('relays only, without a TURN server, gives nothing and says so', async ({ sample }) => {
  await policy(sample).selectOption('relay');
  await sample.getByLabel('Give up after').fill('2');
  await press(sample, 'Gather');
  await expect(status(sample)).toContainText('Done, without a candidate: relays only, and no TURN server');
});

test('Stop ends the asking, and it can begin again', async ({ sample, recorded }) => {
  const silent = await start({ silent: true });
  await addServer(sample, `stun:127.0.0.1:${silent.port}`);
  await sample.getByLabel('Pool size').fill('2');
  await press(sample, 'Gather');
  await expect(sample.getByRole('button', { name: 'Gather' })).toBeDisabled();
  expect(await sample.evaluate(() => window.recorder.connections[0]?.getConfiguration())).toMatchObject({
    iceCandidatePoolSize: 2,
    iceTransportPolicy: 'all',
  });
  await expect(rows(sample, 'Verdicts')).toContainText('gathering …');
  await press(sample, 'Stop');
  await expect(rows(sample, 'Verdicts')).toContainText('Stopped before it was known.');
  expect(await recorded.connectionStates()).toEqual(['closed']);
  await sample.getByLabel('URL').press('Enter'); // as the button does
  await expect(rows(sample, 'Verdicts')).toContainText('gathering …');
  await press(sample, 'Stop');
  expect(await recorded.connectionStates()).toEqual(['closed', 'closed']);
});

test('without permission for the camera the addresses are hidden, and a server is still found good', async ({
  sampleIn,
}) => {
  const server = await start();
  const page = await sampleIn(launch.unasked);
  await addServer(page, `stun:127.0.0.1:${server.port}`);
  await press(page, 'Gather');
  await expect(rows(page, 'Candidates').filter({ hasText: /host.*\.local/ })).not.toHaveCount(0);
  expect((await verdict(page)).word).toBe('answers');
});

test('an error of one family is told and is not fatal', () => {
  const host = (address: string) => ({ type: 'host', protocol: 'udp', address, port: 1 }) as const;
  const lookup = (family: 'IPv4' | 'IPv6') => ({ code: 701, text: 'STUN host lookup received error.', family });
  const asked = {
    url: 'stun:a.invalid',
    relayOnly: false,
    waitMs: 2000,
    candidates: [host('192.0.2.2'), host('[fd00::2]')],
  };
  expect(judge({ ...asked, errors: [lookup('IPv6')], ended: 'complete' })).toMatchObject({
    word: 'answers',
    reason: expect.stringMatching(/IPv6: STUN host lookup/),
  });
  expect(judge({ ...asked, errors: [lookup('IPv6')], ended: 'deadline' }).word).toBe('no answer');
  expect(judge({ ...asked, errors: [lookup('IPv6'), lookup('IPv4')], ended: 'complete' }).word).toBe('unknown name');
  const silent = { code: 701, text: 'STUN binding request timed out.', family: 'IPv4' } as const;
  expect(judge({ ...asked, errors: [lookup('IPv6'), silent], ended: 'complete' }).word).toBe('not reachable');
  // Where the address is given as numbers, the other family never asked.
  expect(judge({ ...asked, url: 'stun:192.0.2.1:3478', errors: [silent], ended: 'complete' }).word).toBe(
    'not reachable',
  );
  expect(judge({ ...asked, relayOnly: true, errors: [], ended: 'complete' }).word).toBe('not known');
});
