import type { Page } from '@playwright/test';
import { launch } from '../support/launch.ts';
import { expect, recordedOf, test } from '../support/test.ts';
import { findingsOf as shownOn } from './support.ts';

// The test call, with faults put into the browser before the page begins: what it says then, and that it lets go of everything.

/** The findings of the test call, once all checks are over. */
async function findingsOf(page: Page): Promise<string[]> {
  return (await shownOn(page)).filter(({ probe }) => probe === 'loopback-call').map(({ finding }) => finding);
}

const card = (page: Page) => page.locator('article[data-probe="loopback-call"]');
const nothing = { tracks: 0, connections: 0, contexts: 0, workers: 0, intervals: 0 };

/** The card of the test call alone, so that a fault meets nothing else. */
const alone = 'diagnostics/?only=loopback-call';

test('with camera and microphone the call is good, and everything is closed at its end', async ({ pageIn }) => {
  const page = await pageIn(launch.usual, 'diagnostics/?only=camera-capture,microphone,loopback-call&autostart');
  const findings = await findingsOf(page);
  expect(findings).toContain('call.good');
  expect(findings).not.toContain('call.synthetic');
  await expect(card(page)).toContainText(/Connected in \d+ ms, first picture after \d+ ms, [\d.]+ frames a second/);
  await expect.poll(() => recordedOf(page).open()).toEqual(nothing);
});

test('without a camera a drawn picture is sent, says so, and is good', async ({ pageIn }) => {
  const page = await pageIn(launch.noCamera, 'diagnostics/?only=camera-capture,microphone,loopback-call&autostart');
  const findings = await findingsOf(page);
  expect(findings).toEqual(expect.arrayContaining(['call.good', 'call.synthetic']));
  await expect.poll(() => recordedOf(page).open()).toEqual(nothing);
});

test('a picture whose frames stop coming is frozen', async ({ page }) => {
  // A worker of the page's own origin, which the policy allows: it lets frames pass for three seconds, then swallows them.
  await page.route('**/swallow.js', (route) =>
    route.fulfill({
      contentType: 'text/javascript',
      body: `
        let began;
        onrtctransform = ({ transformer: { readable, writable } }) =>
          void readable.pipeThrough(new TransformStream({
            transform(frame, controller) {
              began ??= performance.now();
              if (performance.now() - began < 3000) controller.enqueue(frame);
            },
          })).pipeTo(writable);`,
    }),
  );
  await page.addInitScript(() => {
    const addTrack = Reflect.get(RTCPeerConnection.prototype, 'addTrack') as (...given: unknown[]) => RTCRtpSender;
    RTCPeerConnection.prototype.addTrack = function (track, ...streams) {
      const sender = addTrack.call(this, track, ...streams);
      if (track.kind === 'video') sender.transform = new RTCRtpScriptTransform(new Worker('/swallow.js'));
      return sender;
    };
  });
  await page.goto(`${alone}&autostart`);
  const findings = await findingsOf(page);
  expect(findings).toContain('call.frozen');
  expect(findings).not.toContain('call.good');
  await expect(card(page)).toContainText(/the picture stood still for up to [\d.]+ seconds/);
});

test('two ends that never hear of each other’s addresses do not connect, and that is said within ten seconds', async ({
  page,
}) => {
  await page.addInitScript(() => {
    Reflect.set(RTCPeerConnection.prototype, 'addIceCandidate', () => Promise.resolve());
  });
  await page.goto(`${alone}&autostart`);
  expect(await findingsOf(page)).toEqual(['call.not-connected']);
  await expect.poll(() => recordedOf(page).open()).toEqual(nothing);
});

test('Cancel in the middle closes everything within half a second', async ({ page }) => {
  await page.goto(alone);
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  const recorded = recordedOf(page);
  await expect.poll(async () => (await recorded.inboundVideo()).framesDecoded).toBeGreaterThan(20);
  expect((await recorded.open()).connections).toBe(2);
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect.poll(() => recorded.open(), { timeout: 500, intervals: [50] }).toEqual(nothing);
  await expect(page.locator('main')).toHaveAttribute('data-state', 'cancelled');
});
