import type { Page } from '@playwright/test';
import { launch } from '../../support/launch.ts';
import { expect, test } from '../../support/test.ts';

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const choose = (page: Page, name: string, label: string) =>
  page.getByRole('combobox', { name }).selectOption({ label });
const box = (page: Page, name: string) => page.getByRole('checkbox', { name });
const status = (page: Page) => page.getByRole('status');
const nothing = { tracks: 0, connections: 0, contexts: 0, workers: 0, intervals: 0 };

/** The last value of a series, out of the table below its graph; NaN while there is no number. */
async function value(page: Page, graph: string, series: string) {
  const row = page.getByRole('table', { name: `${graph}: the last values` }).getByRole('row', { name: series });
  return Number.parseFloat((await row.getByRole('cell').textContent()) ?? '');
}
const sentKbps = (page: Page) => value(page, 'Bitrate', 'sent');
const packetsPerSecond = (page: Page) => value(page, 'Packets per second', 'sent');
const row = (page: Page, what: string) =>
  page.getByRole('table', { name: 'Asked and got' }).getByRole('row', { name: what });

/** What the browser itself says of the codec that is sent. */
const codecSent = (page: Page) =>
  page.evaluate(async () => {
    const report = await window.recorder.connections.at(-2)!.getStats();
    const all = [...report.values()] as (RTCOutboundRtpStreamStats & { mimeType?: string; sdpFmtpLine?: string })[];
    const { codecId } = all.find(({ type }) => type === 'outbound-rtp')!;
    const { mimeType, sdpFmtpLine } = all.find(({ id }) => id === codecId) ?? {};
    return `${mimeType} ${sdpFmtpLine ?? ''}`.trim();
  });
const description = (page: Page, side: 0 | 1) =>
  page.evaluate((index) => window.recorder.connections.at(index - 2)!.localDescription!.sdp, side);

async function call(page: Page) {
  await press(page, 'Call');
  await expect(status(page)).toContainText('Connected.');
}
const callSynthetic = async (page: Page) => {
  await page.getByLabel('Source').selectOption('synthetic');
  await call(page);
};

test('PCMU is what the statistics then say, at its one bitrate; a limit waits for Opus', async ({ sample }) => {
  await callSynthetic(sample);
  await expect.poll(() => codecSent(sample)).toContain('audio/opus');
  await choose(sample, 'Bitrate', 'at most 16 kbps');
  await choose(sample, 'Codec', 'PCMU');
  await expect(status(sample)).toContainText('That took a new offer');
  await expect.poll(() => codecSent(sample)).toBe('audio/PCMU');
  await expect.poll(() => sentKbps(sample)).toBeGreaterThan(50);
  await expect(row(sample, 'Codec')).toHaveText(/PCMU\s*PCMU$/);
  await expect(row(sample, 'Bitrate')).toContainText('not what was asked');
  await expect(box(sample, 'Stereo')).toBeDisabled();

  await choose(sample, 'Codec', 'opus');
  await expect.poll(() => codecSent(sample)).toContain('audio/opus');
  await expect.poll(() => sentKbps(sample)).toBeLessThan(25);
  await expect(row(sample, 'Bitrate')).not.toContainText('not what was asked');
});

test('pauses and longer packets make fewer of them', async ({ sample }) => {
  await callSynthetic(sample);
  await expect.poll(() => packetsPerSecond(sample)).toBeGreaterThan(40);
  await press(sample, 'Mute');
  await box(sample, 'Pauses').check();
  await expect.poll(() => packetsPerSecond(sample)).toBeLessThan(20);
  await expect.poll(() => codecSent(sample)).toContain('usedtx=1');
  await box(sample, 'Pauses').uncheck();
  await expect.poll(() => packetsPerSecond(sample)).toBeGreaterThan(40); // silence costs as many as sound

  await press(sample, 'Unmute');
  await choose(sample, 'Sound in a packet', '60 ms');
  await expect.poll(() => packetsPerSecond(sample)).toBeLessThan(25);
  expect(await packetsPerSecond(sample)).toBeGreaterThan(8);
  await choose(sample, 'Sound in a packet', '20 ms');
  await expect.poll(() => packetsPerSecond(sample)).toBeGreaterThan(40);
});

test('a limit is kept without a new offer, and goes away again', async ({ sample }) => {
  await choose(sample, 'Bitrate', 'at most 128 kbps');
  await callSynthetic(sample);
  await expect.poll(() => sentKbps(sample)).toBeGreaterThan(80);
  const before = await description(sample, 0);
  await choose(sample, 'Bitrate', 'at most 16 kbps');
  await expect(status(sample)).toContainText('That took no new offer.');
  await expect.poll(() => sentKbps(sample)).toBeLessThan(25);
  await expect.poll(() => value(sample, 'Bitrate', 'target')).toBe(16);
  await choose(sample, 'Bitrate', 'as the browser likes');
  await expect.poll(() => value(sample, 'Bitrate', 'target')).toBeGreaterThan(20);
  expect(await description(sample, 0)).toBe(before);
});

test('stereo, repair and copies are agreed and taken back; only the text of the answer says so', async ({ sample }) => {
  await callSynthetic(sample);
  await expect.poll(() => codecSent(sample)).toContain('stereo=0');
  await expect.poll(() => codecSent(sample)).toContain('useinbandfec=1');
  await box(sample, 'Stereo').check();
  await box(sample, 'Repair').uncheck();
  await expect.poll(() => codecSent(sample)).toContain('stereo=1');
  await expect.poll(() => codecSent(sample)).toContain('useinbandfec=0');
  expect(await description(sample, 1)).not.toContain('stereo=1');
  await expect(row(sample, 'Stereo')).toHaveText(/yes\s*yes$/);
  await box(sample, 'Stereo').uncheck();
  await expect.poll(() => codecSent(sample)).toContain('stereo=0');

  await expect
    .poll(async () => (await sentKbps(sample)) / (await value(sample, 'Bitrate', 'target')))
    .toBeLessThan(1.3);
  await box(sample, 'Twice').check();
  await expect(row(sample, 'Twice')).toHaveText(/yes\s*yes$/);
  expect(await description(sample, 0)).toContain('red/48000/2');
  // The statistics name what travels inside; that it does so twice is seen in the bytes.
  await expect
    .poll(async () => (await sentKbps(sample)) / (await value(sample, 'Bitrate', 'target')))
    .toBeGreaterThan(1.6);
  await box(sample, 'Twice').uncheck();
  await expect(row(sample, 'Twice')).toHaveText(/no\s*no$/);
});

test('how loud it arrives is seen, and heard only if asked for; muted, it is silent', async ({ sample, recorded }) => {
  const level = () => value(sample, 'Level', 'loudest of the second');
  await callSynthetic(sample);
  await expect.poll(level).toBeGreaterThan(0.05);
  const meter = () => sample.getByLabel('Level at the far side').evaluate((one: HTMLMeterElement) => one.value);
  await expect.poll(meter).toBeGreaterThan(0.05);
  expect(await value(sample, 'Jitter', 'received')).toBeGreaterThanOrEqual(0);

  // An element that is muted plays nothing, and the receiver's statistics count what is played.
  expect((await recorded.inboundAudio()).audioLevel).toBe(0);
  await sample.getByLabel(/Play what arrives/).check();
  await expect.poll(async () => (await recorded.inboundAudio()).audioLevel).toBeGreaterThan(0.05);
  await sample.getByLabel(/Play what arrives/).uncheck();
  await expect.poll(async () => (await recorded.inboundAudio()).audioLevel).toBe(0);

  await press(sample, 'Mute');
  await expect.poll(level).toBeLessThan(0.01);
  await expect.poll(meter).toBeLessThan(0.01);
  await press(sample, 'Unmute');
  await expect.poll(level).toBeGreaterThan(0.05);
});

test('the microphone is heard too; hanging up ends all, also at once and in the middle of changes', async ({
  sample,
  recorded,
}) => {
  await call(sample);
  await expect.poll(() => value(sample, 'Level', 'loudest of the second')).toBeGreaterThan(0.05);
  await sample.evaluate(() => {
    for (const id of ['stereo', 'dtx', 'red']) document.querySelector<HTMLInputElement>(`#${id}`)!.click();
    document.querySelector<HTMLButtonElement>('#hang-up')!.click();
  });
  await expect(status(sample)).toHaveText('The call is over. Press Call.');
  expect(await recorded.open()).toEqual(nothing);
  await sample.evaluate(() => {
    document.querySelector<HTMLButtonElement>('#call')!.click();
    document.querySelector<HTMLButtonElement>('#hang-up')!.click();
  });
  await expect.poll(() => recorded.open()).toEqual(nothing);
  // What was chosen meanwhile counts from the beginning.
  await call(sample);
  await expect.poll(() => codecSent(sample)).toContain('stereo=1');
  await expect(row(sample, 'Twice')).toHaveText(/yes\s*yes$/);
});

test('several changes at once end as the controls say', async ({ sample }) => {
  await callSynthetic(sample);
  await sample.evaluate(() => {
    const codec = document.querySelector<HTMLSelectElement>('#codec')!;
    const limit = document.querySelector<HTMLSelectElement>('#limit')!;
    const set = (select: HTMLSelectElement, wish: string) => {
      select.value = wish;
      select.dispatchEvent(new Event('input'));
    };
    set(limit, '16');
    for (const name of ['PCMU', 'opus', 'PCMA', 'opus', 'G722']) set(codec, name);
    set(limit, '32');
  });
  await expect.poll(() => codecSent(sample)).toBe('audio/G722');
  await expect(status(sample)).toHaveText('G722 has one bitrate only. The limit waits for Opus.');
});

test('a refusal is a sentence, and the tones work without a microphone', async ({ sampleIn }) => {
  const refused = await sampleIn(launch.denied);
  await press(refused, 'Call');
  await expect(status(refused)).toContainText('The camera or microphone was refused.');
  await callSynthetic(refused);
  await expect.poll(() => value(refused, 'Level', 'loudest of the second')).toBeGreaterThan(0.05);
});
