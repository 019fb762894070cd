import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chromium } from '@playwright/test';
import { freePort } from '../../../scripts/support/port.ts';
import { launch } from '../support/launch.ts';
import { canHaveMachines, noMachines, twoMachines } from '../support/machines.ts';
import { expect, test } from '../support/test.ts';

test('npm start -- --lan: two machines of one network call each other over its HTTPS address', async ({ baseURL }) => {
  test.setTimeout(120_000);
  test.skip(!canHaveMachines, noMachines);
  test.skip(!baseURL!.includes('localhost'), 'a deployed site has its own network');
  const { machines, remove } = await twoMachines(process.env.CHROMIUM_PATH ?? chromium.executablePath());
  const [{ at, address }] = machines;
  const [program, ...before] = at;
  const command = ['node', 'scripts/start.ts', '--lan', '--port', String(await freePort())];
  const server = spawn(program!, [...before, ...command], { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  server.stdout.on('data', (data: Buffer) => (said += data.toString()));
  const browsers = await Promise.all(
    machines.map(({ browserPath }) => chromium.launch({ ...launch.usual, executablePath: browserPath })),
  );
  try {
    await expect.poll(() => said, { timeout: 60_000 }).toContain('Peerlab: ');
    const link = new RegExp(`https://${address}:\\d+/`).exec(said)?.[0];
    expect(link, said).toBeDefined();
    expect(said).toMatch(/[█▀▄]{10}/u); // the QR code
    const [here, there] = await Promise.all(
      browsers.map(async (browser) => {
        // The certificate was made by the server itself: a person is asked once whether to trust it.
        const page = await (await browser.newContext({ ignoreHTTPSErrors: true })).newPage();
        await page.goto(`${link}run/across-machines/video-chat-room/?room=lan`);
        expect(await page.evaluate(() => isSecureContext)).toBe(true);
        return page;
      }),
    );
    for (const page of [here!, there!]) await page.getByRole('button', { name: 'Join', exact: true }).click();
    for (const page of [here!, there!]) {
      // A call that finds no way at first is made again after ten seconds.
      await expect(page.locator('output')).toContainText('In a call', { timeout: 30_000 });
      const frames = () =>
        page
          .getByLabel('Picture of the other')
          .evaluate((video: HTMLVideoElement) => video.getVideoPlaybackQuality().totalVideoFrames);
      // A busy machine thinks its network slow, and holds pictures back for a while.
      await expect.poll(frames, { timeout: 40_000 }).toBeGreaterThan(10);
    }
  } finally {
    await Promise.all(browsers.map((browser) => browser.close()));
    const ended = once(server, 'exit');
    server.kill('SIGTERM');
    await ended;
    await remove();
  }
});
