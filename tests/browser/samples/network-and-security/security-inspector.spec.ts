import type { Page } from '@playwright/test';
import { expect, test } from '../../support/test.ts';

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const status = (page: Page) => page.getByRole('status');
const nothing = { tracks: 0, connections: 0, contexts: 0, workers: 0, intervals: 0 };

const code = (page: Page, name: string) =>
  page
    .getByRole('list', { name: `${name}’s code` })
    .getByRole('listitem')
    .allTextContents();

/** A value of one side's table. */
const value = (page: Page, name: string, row: string) =>
  page
    .getByRole('table', { name })
    .getByRole('row', { name: new RegExp(`^${row}`) })
    .getByRole('cell')
    .textContent();

/** The fingerprint in the description that a connection made itself. */
const ownFingerprint = (page: Page, connection: number) =>
  page.evaluate(
    (index) => /a=fingerprint:sha-256 (\S+)/.exec(window.recorder.connections[index]!.localDescription!.sdp)![1]!,
    connection,
  );

/** The hash of the certificate that a connection got over the network, made by the test itself. */
const arrived = (page: Page, connection: number) =>
  page.evaluate(async (index) => {
    const [sender] = window.recorder.connections[index]!.getSenders();
    const hash = await crypto.subtle.digest('SHA-256', sender!.transport!.getRemoteCertificates()[0]!);
    return [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, '0').toUpperCase()).join(':');
  }, connection);

test('fingerprints, certificates, version, ciphers and code agree on both sides', async ({ sample, recorded }) => {
  await press(sample, 'Connect');
  await expect(status(sample)).toHaveText(
    'Connected with DTLS 1.3. Both sides have the same code: nobody sits between them.',
  );
  const [ada, ben] = [await ownFingerprint(sample, 0), await ownFingerprint(sample, 1)];
  expect(ada).not.toBe(ben);
  expect(await arrived(sample, 0)).toBe(ben);
  expect(await arrived(sample, 1)).toBe(ada);
  for (const [name, own, other] of [
    ['Ada', ada, ben],
    ['Ben', ben, ada],
  ] as const) {
    expect(await value(sample, name, 'Own')).toBe(own);
    expect(await value(sample, name, 'Announced')).toBe(other);
    expect(await value(sample, name, 'Of the certificate')).toBe(other);
    expect(await value(sample, name, 'The last two')).toBe('equal');
    expect(await value(sample, name, 'Version')).toBe('DTLS 1.3');
    expect(await value(sample, name, 'Cipher of DTLS')).toMatch(/^TLS_/);
    expect(await value(sample, name, 'Cipher of the media')).toMatch(/^(SRTP_)?AE/);
  }
  const roles = [await value(sample, 'Ada', 'Role'), await value(sample, 'Ben', 'Role')];
  expect(roles.sort()).toEqual(['client', 'server']);
  const spoken = await code(sample, 'Ada');
  expect(spoken).toHaveLength(16);
  expect(await code(sample, 'Ben')).toEqual(spoken);

  await press(sample, 'Close');
  await expect.poll(() => recorded.open()).toEqual(nothing);
  expect(await code(sample, 'Ada')).toEqual([]);
  await press(sample, 'Connect'); // with fresh certificates: another code
  await expect(status(sample)).toContainText('Connected');
  expect(await code(sample, 'Ada')).not.toEqual(spoken);
});

test('a changed fingerprint fails, and somebody in the middle does not but has another code', async ({
  sample,
  recorded,
}) => {
  await sample.getByLabel('On the way').selectOption('Ada’s fingerprint is changed');
  await press(sample, 'Connect');
  await expect(status(sample)).toHaveText(/^Failed, as it must: .* another fingerprint .* No media and no data/);
  expect(await recorded.connectionStates()).toEqual(['failed', 'failed']);
  const [ada] = [await ownFingerprint(sample, 0)];
  expect(await value(sample, 'Ada', 'Own')).toBe(ada);
  expect(await value(sample, 'Ben', 'Announced')).toBe(`00${ada.slice(2)}`);
  expect(await value(sample, 'Ben', 'DTLS')).toBe('failed');
  expect(await code(sample, 'Ben')).toEqual([]);

  await sample.getByLabel('On the way').selectOption('somebody sits in the middle');
  await press(sample, 'Connect');
  await expect(status(sample)).toContainText('But the codes differ');
  expect((await recorded.connectionStates()).slice(2)).toEqual(Array(4).fill('connected'));
  expect(await value(sample, 'Ada', 'The last two')).toBe('equal');
  expect(await code(sample, 'Ada')).toHaveLength(16);
  expect(await code(sample, 'Ben')).not.toEqual(await code(sample, 'Ada'));
  expect(await value(sample, 'Ben', 'Announced')).not.toBe(await value(sample, 'Ada', 'Own'));
  await press(sample, 'Close');
  await expect.poll(() => recorded.open()).toEqual(nothing);
});

test('certificates of both kinds are made, used again, and refused when they have run out', async ({ sample }) => {
  const table = sample.getByRole('region', { name: 'Certificates' });
  const cell = (row: number, column: number) => table.locator('tbody tr').nth(row).locator('th, td').nth(column);
  await sample.getByLabel('Valid for').selectOption('1 day');
  await press(sample, 'Generate');
  await expect(status(sample)).toContainText(/^Certificate 1 \(ECDSA P-256\) was made in \d+ ms/);
  await expect(sample.locator('.warning')).toHaveText('');
  await sample.getByLabel('Key').selectOption('RSA 2048');
  await sample.getByLabel('Valid for').selectOption('10 years');
  await press(sample, 'Generate');
  await expect(status(sample)).toContainText('Certificate 2 (RSA 2048)', { timeout: 30_000 });
  await expect(sample.locator('.warning')).toHaveText(/^Asked for 3650 days, got 36\d days/);
  const day = Date.parse((await cell(0, 3).textContent()) ?? '') - Date.now();
  expect(day / 3_600_000).toBeGreaterThan(23);
  expect(day / 3_600_000).toBeLessThan(25);

  await sample.getByLabel('Ada’s certificate').selectOption('1: ECDSA P-256');
  await sample.getByLabel('Ben’s certificate').selectOption('2: RSA 2048');
  await press(sample, 'Connect');
  await expect(status(sample)).toContainText('Connected');
  const [first, second] = [await cell(0, 5).textContent(), await cell(1, 5).textContent()];
  expect(await ownFingerprint(sample, 0)).toBe(first);
  expect(await arrived(sample, 0)).toBe(second); // the far side really has the key of RSA
  const spoken = await code(sample, 'Ben');
  await press(sample, 'Close');
  await press(sample, 'Connect'); // the same certificates, so the same code
  await expect(status(sample)).toContainText('Connected');
  expect(await code(sample, 'Ben')).toEqual(spoken);
  await expect(cell(0, 4)).toHaveText('2');

  await sample.getByLabel('Key').selectOption('ECDSA P-256');
  await sample.getByLabel('Valid for').selectOption('1 second, to see it run out');
  await press(sample, 'Generate');
  await expect(status(sample)).toContainText('Certificate 3');
  await sample.getByLabel('Ada’s certificate').selectOption('3: ECDSA P-256');
  const until = Date.now() + 1500;
  await expect.poll(() => Date.now()).toBeGreaterThan(until);
  await press(sample, 'Connect');
  await expect(status(sample)).toContainText(/does not take this certificate.*InvalidAccessError/);
  await expect(sample.getByRole('button', { name: 'Close' })).toBeDisabled();
});

test('where certificates cannot be looked at, the announced fingerprint makes the code', async ({ page }) => {
  await page.addInitScript(() => {
    Reflect.deleteProperty(RTCDtlsTransport.prototype, 'getRemoteCertificates');
    Reflect.deleteProperty(RTCCertificate.prototype, 'getFingerprints');
  });
  await page.goto('run/network-and-security/security-inspector/');
  await press(page, 'Generate');
  await expect(page.getByRole('region', { name: 'Certificates' })).toContainText('told when it is used');
  await press(page, 'Connect');
  await expect(status(page)).toContainText('Both sides have the same code');
  expect(await value(page, 'Ada', 'Of the certificate')).toBe('not told');
  expect(await code(page, 'Ada')).toHaveLength(16);
  expect(await code(page, 'Ben')).toEqual(await code(page, 'Ada'));
});
