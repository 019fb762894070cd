import { expect, test, vanish } from '../../support/test.ts';

const log = '#log';
test('scratch: own server, vanish, restart', async ({ ownServer, sampleAt, complaints }) => {
  const a = await sampleAt(ownServer.address);
  const b = await sampleAt(ownServer.address);
  await a.click('#join');
  await b.click('#join');
  await expect(a.locator(log)).toContainText('track video from 2');
  await ownServer.stop();
  await expect(a.locator(log)).toContainText('server false');
  await ownServer.start();
  await expect(a.locator(log)).toContainText('server true');
  const began = Date.now();
  await vanish(b);
  await expect(a.locator(log)).toContainText('left 2', { timeout: 50_000 });
  console.log('left after', Date.now() - began);
  complaints.length = 0;
});
