import { wireOf } from '../../../scripts/support/wire.ts';
import { expect, test } from '../support/test.ts';

// What a visitor waits for, fonts and frames included. A budget is raised only on purpose, with a reason.
for (const [path, budgetBytes] of [
  ['', 60_000],
  ['samples/peer-connection/one-page-call/', 90_000],
  ['run/peer-connection/one-page-call/', 45_000],
  ['run/camera-and-microphone/face-game/', 45_000], // its face tracker of 1.5 MB comes only after Start
] as const)
  test(`/${path} costs at most ${budgetBytes} bytes`, async ({ page }) => {
    const { bytes, requests } = await wireOf(page, path);
    expect(requests).toBeGreaterThan(2);
    expect(bytes).toBeLessThanOrEqual(budgetBytes);
  });
