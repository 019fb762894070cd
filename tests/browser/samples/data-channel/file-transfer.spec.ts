import { chromium, type Page } from '@playwright/test';
import { createHash, randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { launch } from '../../support/launch.ts';
import { expect, test } from '../../support/test.ts';

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
const status = (page: Page) => page.getByRole('status');
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const row = (page: Page, side: 'Ada' | 'Ben', name: string) =>
  page.getByRole('list', { name: side }).getByRole('listitem').filter({ hasText: name }).first();
const part = (page: Page, side: 'Ada' | 'Ben', name: string) =>
  row(page, side, name)
    .getByRole('progressbar')
    .evaluate((bar: HTMLProgressElement) => bar.value);

async function connect(page: Page) {
  await press(page, 'Start');
  await expect(status(page)).toContainText('Connected. Messages can be up to');
}

const choose = (page: Page, ...files: Parameters<ReturnType<Page['getByLabel']>['setInputFiles']>[0][]) =>
  page.getByLabel('Files to send').setInputFiles(files.flat() as { name: string; mimeType: string; buffer: Buffer }[]);

/** What the page offers to save. */
async function saved(page: Page, name: string) {
  const coming = page.waitForEvent('download');
  await press(page, `Save ${name}`);
  const download = await coming;
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

test('two files at once and an empty one arrive whole, with name and type, in messages of the size that was chosen', async ({
  sample,
}, testInfo) => {
  await sample.evaluate(() => {
    const seen = Object.assign(window, { longest: 0, fullest: 0 });
    const send = Reflect.get(RTCDataChannel.prototype, 'send') as (this: RTCDataChannel, data: unknown) => void;
    RTCDataChannel.prototype.send = function (data: unknown) {
      send.call(this, data);
      if (!(data instanceof Uint8Array)) return;
      seen.longest = Math.max(seen.longest, data.length);
      seen.fullest = Math.max(seen.fullest, this.bufferedAmount);
    };
  });
  await connect(sample);
  await sample.getByLabel('Messages').selectOption('1 MiB');
  const large = testInfo.outputPath('large.pdf');
  const bytes = randomBytes(40 * 1024 * 1024);
  const photo = { name: 'photo é.png', mimeType: 'image/png', buffer: randomBytes(3_000_001) };
  await writeFile(large, bytes);
  await sample.getByLabel('Files to send').setInputFiles(large);
  await choose(sample, photo, { name: 'empty.txt', mimeType: 'text/plain', buffer: Buffer.alloc(0) });
  await expect(row(sample, 'Ben', 'large.pdf')).toContainText('application/pdf, 41,943,040 bytes');

  // One that waits does not hold up the others.
  await press(sample, 'Accept large.pdf');
  await expect.poll(() => part(sample, 'Ben', 'large.pdf')).toBeGreaterThan(0);
  await press(sample, 'Pause large.pdf');
  await expect(row(sample, 'Ben', 'large.pdf')).toContainText('paused: by the sender');
  await press(sample, 'Accept photo é.png');
  await press(sample, 'Accept empty.txt');
  for (const side of ['Ada', 'Ben'] as const) {
    await expect(row(sample, side, 'photo é.png')).toContainText(`SHA-256 ${sha256(photo.buffer)}`);
    await expect(row(sample, side, 'empty.txt')).toContainText(`SHA-256 ${sha256(Buffer.alloc(0))}`);
  }
  const paused = await part(sample, 'Ben', 'large.pdf');
  expect(paused).toBeLessThan(bytes.length);
  await press(sample, 'Resume large.pdf');
  await expect(row(sample, 'Ada', 'large.pdf')).toContainText(/of 41\.9 MB, [\d.]+ MB\/s, \d+ s left/);
  await expect(row(sample, 'Ben', 'large.pdf')).toContainText('done: both sides', { timeout: 30_000 });
  await expect(row(sample, 'Ben', 'large.pdf')).toContainText(`SHA-256 ${sha256(bytes)}`);
  await expect(status(sample)).toHaveText('Files that have arrived whole: 3.');

  // How the file is called on the disk depends on the system's encoding, which may have no é.
  expect((await saved(sample, 'photo é.png')).bytes.equals(photo.buffer)).toBe(true);
  expect(await saved(sample, 'empty.txt')).toEqual({ name: 'empty.txt', bytes: Buffer.alloc(0) });
  const { bytes: back } = await saved(sample, 'large.pdf');
  expect(back.equals(bytes)).toBe(true);

  const { longest, fullest, limit } = await sample.evaluate(() => ({
    ...(window as unknown as { longest: number; fullest: number }),
    limit: window.recorder.connections[0]!.sctp!.maxMessageSize,
  }));
  // A megabyte was asked for, and less is allowed here.
  expect(limit).toBeLessThan(1024 * 1024);
  expect(longest).toBe(limit);
  await expect(row(sample, 'Ada', 'large.pdf')).toContainText(`in messages of ${limit / 1024} KiB`);
  expect(fullest).toBeLessThan(1024 * 1024 + limit);
});

test('200 MB pass without the memory growing by nearly as much', async ({ baseURL }, testInfo) => {
  test.skip(process.platform !== 'linux', 'the memory of a process is read from /proc');
  test.slow(); // 200 MB on a busy machine
  const path = testInfo.outputPath('much.bin');
  const bytes = randomBytes(200_000_000);
  await writeFile(path, bytes);
  // A profile on the disk: without one, the browser keeps the page's own files in its memory.
  const context = await chromium.launchPersistentContext(testInfo.outputPath('profile'), launch.usual);
  try {
    const page = await context.newPage();
    await page.goto(`${baseURL}run/data-channel/file-transfer/`);
    const session = await context.browser()!.newBrowserCDPSession();
    /** Megabytes of the browser and of all processes that run pages: with workers, and with what is outside of JavaScript's heap. */
    const memoryMB = async () => {
      const { processInfo } = await session.send('SystemInfo.getProcessInfo');
      const sizes = processInfo
        .filter(({ type }) => type === 'renderer' || type === 'browser')
        .map(async ({ id }) => /RssAnon:\s+(\d+)/.exec(await readFile(`/proc/${id}/status`, 'utf8'))?.[1]);
      return (await Promise.all(sizes)).reduce((sum, kB) => sum + Number(kB ?? 0), 0) / 1000;
    };

    await connect(page);
    await page.getByLabel('accept without asking').check();
    const before = await memoryMB();
    let most = before;
    await page.getByLabel('Files to send').setInputFiles(path);
    await expect
      .poll(
        async () => {
          most = Math.max(most, await memoryMB());
          return row(page, 'Ben', 'much.bin').textContent();
        },
        { timeout: 80_000, intervals: [100] },
      )
      .toContain('done: both sides');
    await expect(row(page, 'Ben', 'much.bin')).toContainText(sha256(bytes));
    expect(most - before).toBeLessThan(170);
  } finally {
    await context.close();
  }
});

test('either side aborts, refuses and tries again; a file that was changed meanwhile is not sent as it was', async ({
  sample,
  recorded,
}, testInfo) => {
  await connect(sample);
  await sample.getByLabel('Test file, MB').fill('40');
  const name = 'noise-40-MB.bin';
  const begin = async () => {
    await press(sample, `Accept ${name}`);
    await expect.poll(() => part(sample, 'Ben', name)).toBeGreaterThan(0);
  };
  await press(sample, 'Send test file');
  await press(sample, `Refuse ${name}`);
  await expect(row(sample, 'Ada', name)).toContainText('refused: the other side does not want it');
  expect((await recorded.open()).workers).toBe(0);

  await press(sample, `Retry ${name}`);
  await begin();
  await press(sample, 'Pause noise-40-MB.bin');
  await row(sample, 'Ada', name).getByRole('button', { name: 'Abort' }).click();
  await expect(row(sample, 'Ben', name)).toContainText('aborted: the other side ended it');
  await row(sample, 'Ada', name).getByRole('button', { name: 'Retry' }).click();
  await expect(row(sample, 'Ben', name)).toContainText('offered');
  await begin();
  await row(sample, 'Ben', name).getByRole('button', { name: 'Abort' }).click();
  await expect(row(sample, 'Ada', name)).toContainText('aborted: the other side ended it');
  await expect.poll(() => recorded.open()).toMatchObject({ workers: 0 }); // one has a file to close first
  await expect.poll(() => sample.evaluate(ownFiles)).toEqual([]);

  const path = testInfo.outputPath('diary.txt');
  await writeFile(path, 'yesterday');
  await sample.getByLabel('Files to send').setInputFiles(path);
  await expect(row(sample, 'Ben', 'diary.txt')).toContainText('9 bytes');
  await writeFile(path, 'yesterday and today');
  await press(sample, 'Accept diary.txt');
  await expect(row(sample, 'Ada', 'diary.txt')).toContainText('failed: the file cannot be read any more');
  await expect(row(sample, 'Ben', 'diary.txt')).toContainText('aborted: the other side ended it');

  // Stop in the middle leaves nothing behind.
  await press(sample, 'Send test file');
  await begin();
  await press(sample, 'Stop');
  await expect(row(sample, 'Ben', name)).toContainText('aborted: the connection was closed');
  await expect.poll(() => recorded.open()).toMatchObject({ workers: 0, connections: 0 });
  await expect.poll(() => sample.evaluate(ownFiles)).toEqual([]);
});

/** Runs in the page: the files that it has in its own file system. */
async function ownFiles() {
  const found: string[] = [];
  const look = async (folder: FileSystemDirectoryHandle) => {
    for await (const [name, handle] of folder.entries())
      if (handle.kind === 'directory') await look(handle);
      else found.push(name);
  };
  await look(await navigator.storage.getDirectory());
  return found;
}

test('a receiver whose disk is slow holds up the sender; a full one ends it; where there is no place, a sentence says so', async ({
  sample,
}) => {
  const disk = await sample.evaluateHandle(async () => {
    const folder = await navigator.storage.getDirectory();
    const handle = await folder.getFileHandle('chosen', { create: true });
    Object.assign(window, { showSaveFilePicker: () => Promise.resolve(handle) });
    const write = Reflect.get(FileSystemWritableFileStream.prototype, 'write') as (
      this: unknown,
      data: unknown,
    ) => Promise<void>;
    const disk = { sentBytes: 0, open: (): void => undefined, isFull: false };
    const isOpen = new Promise<void>((resolve) => (disk.open = resolve));
    FileSystemWritableFileStream.prototype.write = async function (data: unknown) {
      await isOpen;
      if (disk.isFull) throw new DOMException('', 'QuotaExceededError');
      await write.call(this, data);
    };
    const send = Reflect.get(RTCDataChannel.prototype, 'send') as (this: RTCDataChannel, data: unknown) => void;
    RTCDataChannel.prototype.send = function (data: unknown) {
      send.call(this, data);
      if (data instanceof Uint8Array) disk.sentBytes += data.length;
    };
    return disk;
  });
  const sentBytes = () => disk.evaluate(({ sentBytes }) => sentBytes);
  await connect(sample);
  await sample.getByLabel('Keep files').selectOption('where I choose');
  await press(sample, 'Send test file');
  await press(sample, 'Accept noise-20-MB.bin');
  const windowBytes = 1024 * 1024;
  await expect.poll(sentBytes).toBe(windowBytes);
  await expect(row(sample, 'Ada', 'noise-20-MB.bin')).toContainText('0 bytes of 20.0 MB, 0.0 MB/s');
  expect(await sentBytes()).toBe(windowBytes);
  await disk.evaluate(({ open }) => open());
  await expect(row(sample, 'Ben', 'noise-20-MB.bin')).toContainText('done: both sides');

  await disk.evaluate((one) => void (one.isFull = true));
  await sample.getByLabel('Test file, MB').fill('1');
  await press(sample, 'Send test file');
  await press(sample, 'Accept noise-1-MB.bin');
  await expect(row(sample, 'Ben', 'noise-1-MB.bin')).toContainText('failed: there is no room for it on this disk');
  await expect(row(sample, 'Ada', 'noise-1-MB.bin')).toContainText('aborted: the other side ended it');

  await sample.evaluate(() => {
    Object.assign(window, {
      showSaveFilePicker: () => Promise.reject(new DOMException('The user aborted a request.', 'AbortError')),
    });
  });
  await press(sample, 'Retry noise-1-MB.bin');
  await press(sample, 'Accept noise-1-MB.bin');
  await expect(status(sample)).toHaveText('No place was chosen. The file is still offered.');
  await sample.getByLabel('Keep files').selectOption('in memory');
  await press(sample, 'Accept noise-1-MB.bin');
  await expect(row(sample, 'Ben', 'noise-1-MB.bin')).toContainText('done: both sides');
  expect((await saved(sample, 'noise-1-MB.bin')).bytes).toHaveLength(1_000_000);
});

test('a disk that fills up while the page writes its own files ends the transfer, and leaves nothing there', async ({
  sample,
  recorded,
}) => {
  const full = `FileSystemSyncAccessHandle.prototype.write = function (block) {
    if (this.getSize() > 0) throw new DOMException('', 'QuotaExceededError');
    this.truncate(block.length);
    return block.length;
  };`;
  await sample.route('**/writer.js', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: full + (await response.text()) });
  });
  await connect(sample);
  await press(sample, 'Send test file');
  await press(sample, 'Accept noise-20-MB.bin');
  await expect(row(sample, 'Ben', 'noise-20-MB.bin')).toContainText('failed: there is no room for it on this disk');
  await expect(row(sample, 'Ada', 'noise-20-MB.bin')).toContainText('aborted: the other side ended it');
  await expect.poll(() => sample.evaluate(ownFiles)).toEqual([]);
  await expect.poll(() => recorded.open()).toMatchObject({ workers: 0 });

  // A page that cannot even begin to write says so, and another place can be chosen.
  await sample.route('**/writer.js', (route) => route.fulfill({ status: 500 }));
  await press(sample, 'Retry noise-20-MB.bin');
  await press(sample, 'Accept noise-20-MB.bin');
  await expect(status(sample)).toContainText('This page cannot write files here');
  await sample.getByLabel('Keep files').selectOption('in memory');
  await press(sample, 'Accept noise-20-MB.bin');
  await expect(row(sample, 'Ben', 'noise-20-MB.bin')).toContainText('done: both sides');
  await expect.poll(() => recorded.open()).toMatchObject({ workers: 0 });
});

test('the single file, served from somewhere, writes the page’s own files too', async ({ page, complaints }) => {
  await page.goto('run/data-channel/file-transfer/standalone.html');
  await connect(page);
  await page.getByLabel('accept without asking').check();
  await press(page, 'Send test file');
  await expect(row(page, 'Ben', 'noise-20-MB.bin')).toContainText('done: both sides');
  expect(await page.evaluate(ownFiles)).toHaveLength(1);
  // The file brings no icon, and the browser looks for one.
  expect(complaints.splice(0).filter((complaint) => !complaint.includes('/favicon.ico'))).toEqual([]);
});

test('many files are dropped at once and follow each other; one that is chosen a place is written there', async ({
  sample,
}) => {
  await connect(sample);
  await sample.getByLabel('accept without asking').check();
  await sample.getByLabel('Files to send').evaluate((field) => {
    const dataTransfer = new DataTransfer();
    for (let number = 1; number <= 12; number++)
      dataTransfer.items.add(new File([`text ${number}`], `note-${number}.`));
    field.closest('label')!.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
  });
  await expect(status(sample)).toHaveText('Files that have arrived whole: 12.');
  await expect(row(sample, 'Ben', 'note-12.')).toContainText('no type, 7 bytes');
  expect((await saved(sample, 'note-12.')).bytes.toString()).toBe('text 12');

  await sample.evaluate(async () => {
    const folder = await navigator.storage.getDirectory();
    const handle = await folder.getFileHandle('chosen.txt', { create: true });
    Object.assign(window, { showSaveFilePicker: () => Promise.resolve(handle) });
  });
  await sample.getByLabel('Keep files').selectOption('where I choose');
  await choose(sample, { name: 'poem.txt', mimeType: 'text/plain', buffer: Buffer.from('a poem') });
  await press(sample, 'Accept poem.txt');
  await expect(row(sample, 'Ben', 'poem.txt')).toContainText('done: both sides');
  const text = await sample.evaluate(async () => {
    const handle = await (await navigator.storage.getDirectory()).getFileHandle('chosen.txt');
    return (await handle.getFile()).text();
  });
  expect(text).toBe('a poem');
});

test('a sender that lies gets nothing kept: nonsense, more than offered, another hash', async ({ sample }) => {
  await connect(sample);
  await sample.getByLabel('accept without asking').check();
  /** Sends what no honest page would, over a channel like its own. */
  const send = (name: string, size: number, pieces: readonly number[], sha256?: string) =>
    sample.evaluate(
      ({ name, size, pieces, sha256 }) => {
        const channel = window.recorder.connections[0]!.createDataChannel('file');
        channel.onopen = () => channel.send(JSON.stringify({ kind: 'offer', name, type: '', size }));
        channel.onmessage = ({ data }) => {
          if (!String(data).includes('accept')) return;
          for (const length of pieces) channel.send(new Uint8Array(length));
          if (sha256) channel.send(JSON.stringify({ kind: 'end', sha256 }));
        };
      },
      { name, size, pieces, sha256 },
    );
  await send('x'.repeat(300), 1, []); // no offer at all
  await send('more', 100, [60, 60]);
  await expect(row(sample, 'Ben', 'more')).toContainText('failed: the sender sent what it had not offered');
  await send('other', 100, [100], sha256(Buffer.alloc(101)));
  await expect(row(sample, 'Ben', 'other')).toContainText('failed: what arrived is not what was sent');
  await send('less', 100, [50], sha256(Buffer.alloc(50)));
  await expect(row(sample, 'Ben', 'less')).toContainText('failed: what arrived is not what was sent');
  await send('right', 100, [30, 0, 70], sha256(Buffer.alloc(100)));
  await expect(row(sample, 'Ben', 'right')).toContainText('done: both sides');
  await expect(sample.getByRole('list', { name: 'Ben' }).getByRole('listitem')).toHaveCount(4);
});
