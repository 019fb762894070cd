import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expectToSuitEverybody } from '../support/accessible.ts';
import { launch } from '../support/launch.ts';
import { expect, recordedOf, test } from '../support/test.ts';
import { findingsOf } from './support.ts';

const nothingOpen = { tracks: 0, connections: 0, contexts: 0, workers: 0, intervals: 0 };
const state = (page: Page) => page.locator('main').getAttribute('data-state');
const cardOf = (page: Page, probe: string) => page.locator(`article[data-probe="${probe}"]`);

test.describe('faults of permissions and of the page', () => {
  test('both refused: two problems, each with its sentence, and the first step on top', async ({ pageIn }) => {
    const page = await pageIn(launch.denied, 'diagnostics/?only=permissions&autostart');
    expect(await findingsOf(page)).toMatchObject([
      {
        probe: 'permissions',
        finding: 'camera.refused',
        verdict: 'fail',
        sentence: 'The browser does not let this page use the camera.',
      },
      {
        probe: 'permissions',
        finding: 'microphone.refused',
        verdict: 'fail',
        sentence: 'The browser does not let this page use the microphone.',
      },
      {
        probe: 'permissions',
        finding: 'permissions.labels-hidden',
        verdict: 'info',
        sentence: 'The browser shows 2 devices without their names, as it does until one has been allowed.',
      },
    ]);
    await expect(page.locator('#overall')).toContainText('The camera is blocked for this site (and 1 more thing).');
    await expect(page.locator('#overall')).toContainText('First: Press the icon at the left of the address');
  });

  test('only the microphone allowed', async ({ pageIn }) => {
    const page = await pageIn(launch.unasked, 'diagnostics/?only=permissions');
    await page.context().grantPermissions(['microphone']);
    await page.getByRole('button', { name: 'Start' }).click();
    expect(await findingsOf(page)).toMatchObject([
      { finding: 'camera.refused', verdict: 'fail' },
      { finding: 'microphone.granted', verdict: 'pass' },
    ]);
  });

  test('a question that nobody answers ends after its time, with a sentence', async ({ page }) => {
    await page.clock.install();
    await page.addInitScript(() => {
      MediaDevices.prototype.getUserMedia = () => new Promise(() => undefined);
    });
    await page.goto('diagnostics/?only=permissions&autostart');
    await expect(page.locator('.now')).toHaveText(/choose “Allow”/);
    await page.clock.runFor(10_000);
    await expect(page.locator('.now')).toHaveText(/whether this page may use the microphone/);
    await page.clock.runFor(10_000);
    expect(await findingsOf(page)).toMatchObject([
      {
        finding: 'camera.no-answer',
        verdict: 'fail',
        sentence: 'The browser asked whether this page may use the camera, and got no answer within 10 seconds.',
      },
      { finding: 'microphone.no-answer', verdict: 'fail' },
    ]);
  });

  test('no camera: the microphone is not touched by it', async ({ pageIn }) => {
    const page = await pageIn(launch.noCamera, 'diagnostics/?only=permissions&autostart');
    expect(await findingsOf(page)).toMatchObject([
      { finding: 'camera.missing', verdict: 'fail', sentence: 'The browser finds no camera on this computer.' },
      { finding: 'microphone.granted', verdict: 'pass' },
    ]);
  });

  test('no microphone', async ({ page }) => {
    // Chromium's fake devices always have one: the browser's own answer stands in.
    await page.addInitScript(() => {
      const { mediaDevices } = navigator;
      const original = mediaDevices.getUserMedia.bind(mediaDevices);
      mediaDevices.getUserMedia = (constraints) => {
        if (constraints?.audio) return Promise.reject(new DOMException('Requested device not found', 'NotFoundError'));
        return original(constraints);
      };
    });
    await page.goto('diagnostics/?only=permissions&autostart');
    expect(await findingsOf(page)).toMatchObject([
      { finding: 'microphone.missing', verdict: 'fail', sentence: 'The browser finds no microphone on this computer.' },
      { finding: 'camera.granted', verdict: 'pass' },
    ]);
  });

  test('an address that is not secure', async ({ pageIn, baseURL, complaints }) => {
    const { port } = new URL(baseURL!);
    const insecure = {
      ...launch.usual,
      args: [...launch.usual.args!, '--host-resolver-rules=MAP insecure.test 127.0.0.1'],
    };
    const page = await pageIn(
      insecure,
      `http://insecure.test:${port}/diagnostics/?only=environment,permissions&autostart`,
    );
    const findings = await findingsOf(page);
    expect(findings).toContainEqual(
      expect.objectContaining({
        probe: 'environment',
        finding: 'environment.insecure',
        verdict: 'fail',
        sentence:
          'This page was opened over an address that is not secure, so the browser gives it no camera and no microphone.',
      }),
    );
    expect(findings.filter(({ verdict }) => verdict !== 'fail')).toEqual([]);
    // The other origin is the point, and so is what the browser says of it.
    complaints.splice(0);
  });

  test('a website that forbids itself the camera', async ({ page, complaints }) => {
    await page.route('**/diagnostics/*', async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, headers: { ...response.headers(), 'permissions-policy': 'camera=()' } });
    });
    await page.goto('diagnostics/?only=environment,permissions&autostart');
    const findings = await findingsOf(page);
    expect(findings).toContainEqual(expect.objectContaining({ finding: 'environment.camera-policy', verdict: 'warn' }));
    expect(findings).toContainEqual(
      expect.objectContaining({
        probe: 'permissions',
        finding: 'camera.header-blocks',
        verdict: 'fail',
        sentence: 'The website was delivered with a rule that keeps the camera from all its pages.',
      }),
    );
    expect(findings).toContainEqual(expect.objectContaining({ finding: 'microphone.granted' }));
    expect(complaints.splice(0).filter((one) => !one.includes('ermissions policy'))).toEqual([]);
  });

  test('a page inside another one, without allow', async ({ page, baseURL, complaints }) => {
    const { port } = new URL(baseURL!);
    const inner = `http://127.0.0.1:${port}/diagnostics/?only=permissions&autostart`;
    const outer = `http://localhost:${port}/outer.html`;
    await page.route(outer, (route) =>
      route.fulfill({
        contentType: 'text/html',
        body: `<!doctype html><iframe src="${inner}" width="800" height="600"></iframe>`,
      }),
    );
    await page.route('http://127.0.0.1*/**', async (route) => {
      const response = await route.fetch();
      const headers = response.headers();
      delete headers['content-security-policy'];
      await route.fulfill({ response, headers: { ...headers, 'cross-origin-resource-policy': 'cross-origin' } });
    });
    await page.goto(outer);
    const frame = page.frameLocator('iframe');
    await expect(frame.locator('main')).toHaveAttribute('data-state', 'done');
    await expect(frame.locator('[data-finding="camera.frame-blocks"]').first()).toContainText(
      'This page stands inside another one, which does not let it use the camera.',
    );
    complaints.splice(0); // the other origin, and the browser's remark on the policy
  });

  test('WebSockets blocked, HTTP not', async ({ page, complaints }) => {
    await page.routeWebSocket(/\/peerjs/, (socket) => void socket.close({ code: 1006 }));
    await page.goto('diagnostics/?only=signaling&autostart');
    const findings = await findingsOf(page);
    expect(findings).toMatchObject([
      {
        probe: 'signaling',
        finding: 'signaling.blocked',
        verdict: 'fail',
        sentence: 'The peer server answers ordinary requests, but its WebSocket is blocked.',
      },
    ]);
    complaints.splice(0);
  });

  test('no peer server is no fault', async ({ page, complaints }) => {
    await page.route('**/peerjs/id*', (route) => route.fulfill({ status: 404, body: 'no' }));
    await page.goto('diagnostics/?only=signaling&autostart');
    expect(await findingsOf(page)).toMatchObject([{ finding: 'signaling.none', verdict: 'skip' }]);
    complaints.splice(0);
  });

  test('a browser that says it is offline', async ({ page, context, complaints }) => {
    await page.goto('diagnostics/?only=environment,signaling', { waitUntil: 'networkidle' });
    // What the run needs has to be there before the network goes.
    await context.setOffline(true);
    await page.getByRole('button', { name: 'Start' }).click();
    expect(await findingsOf(page)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ finding: 'environment.offline', verdict: 'warn' }),
        expect.objectContaining({ finding: 'signaling.unreachable', verdict: 'fail' }),
      ]),
    );
    expect(complaints.splice(0).filter((one) => !one.includes('ERR_INTERNET_DISCONNECTED'))).toEqual([]);
  });
});

test.describe('the page', () => {
  test('states, buttons and the live region, by keyboard alone', async ({ page }) => {
    await page.goto('diagnostics/?only=environment,permissions,signaling');
    expect(await state(page)).toBe('idle');
    await expect(page.getByRole('button', { name: 'Cancel' })).toBeHidden();
    await expect(page.getByRole('button', { name: 'Save as JSON' })).toBeHidden();
    await page.getByRole('button', { name: 'Start' }).focus();
    await page.keyboard.press('Enter');
    await expect(page.locator('main')).toHaveAttribute('data-state', 'done');
    await expect(page.locator('#live')).toHaveText(/^Finished\. Everything that was checked works\./);
    await expect(page.getByRole('button', { name: 'Start' })).toBeFocused();
    await expect(page.getByRole('status')).not.toHaveCount(0);

    // On to a card, its details and its button.
    const again = cardOf(page, 'signaling').getByRole('button', { name: 'Check again' });
    await again.focus();
    await page.keyboard.press('Enter');
    await expect(page.locator('main')).toHaveAttribute('data-state', 'done');
    expect((await findingsOf(page)).map(({ probe }) => probe).sort()).toEqual([
      'environment',
      'permissions',
      'permissions',
      'signaling',
    ]);
  });

  test('Check again asks for what the run asked for', async ({ page }) => {
    await page.goto('diagnostics/');
    for (const name of ['Microphone', 'Speaker', 'Network and servers', 'A call on this page'])
      await page.getByRole('checkbox', { name }).uncheck();
    await page.getByRole('button', { name: 'Start' }).click();
    const permissions = async () => (await findingsOf(page)).filter(({ probe }) => probe === 'permissions');
    expect(await permissions()).toMatchObject([{ finding: 'camera.granted' }]);
    await cardOf(page, 'permissions').getByRole('button', { name: 'Check again' }).click();
    expect(await permissions()).toMatchObject([{ finding: 'camera.granted' }]);
  });

  test('the worst card stands first, also for a screen reader', async ({ pageIn }) => {
    const page = await pageIn(launch.denied, 'diagnostics/?only=environment,permissions,signaling&autostart');
    await findingsOf(page);
    const order = await page
      .locator('article')
      .evaluateAll((all: HTMLElement[]) => all.map((one) => one.dataset.probe));
    expect(order[0]).toBe('permissions');
    expect(order).toHaveLength(3);
  });

  test('Cancel works at once and leaves nothing open; Start begins anew', async ({ page }) => {
    await page.addInitScript(() => {
      const { mediaDevices } = navigator;
      const original = mediaDevices.getUserMedia.bind(mediaDevices);
      let calls = 0;
      mediaDevices.getUserMedia = (constraints) =>
        calls++ === 0 ? new Promise(() => undefined) : original(constraints);
    });
    await page.goto('diagnostics/?only=permissions&autostart');
    const cancelled = await page.evaluate(async () => {
      const main = document.querySelector('main')!;
      const began = performance.now();
      const over = new Promise((resolve) =>
        new MutationObserver(resolve).observe(main, { attributeFilter: ['data-state'] }),
      );
      document.querySelector<HTMLButtonElement>('#cancel')!.click();
      await over;
      return { ms: performance.now() - began, state: main.dataset.state };
    });
    expect(cancelled.state).toBe('cancelled');
    expect(cancelled.ms).toBeLessThan(500);
    expect(await recordedOf(page).open()).toEqual(nothingOpen);
    await expect(cardOf(page, 'permissions')).toContainText('Cancelled before it was over.');
    await page.getByRole('button', { name: 'Start' }).click();
    expect(await findingsOf(page)).toMatchObject([{ finding: 'camera.granted' }, { finding: 'microphone.granted' }]);
    expect(await state(page)).toBe('done');
  });

  test('leaving in the middle turns everything off', async ({ page }) => {
    await page.goto('diagnostics/?only=camera-capture&autostart');
    await expect.poll(() => recordedOf(page).liveTracks()).toBeGreaterThan(0);
    await page.goto('code/');
    expect(await recordedOf(page).openAtLeaving()).toEqual(nothingOpen);
  });

  test('with results shown, axe finds nothing and nothing scrolls sideways at 360 pixels', async ({ pageIn }) => {
    test.setTimeout(120_000);
    const page = await pageIn(launch.denied, 'diagnostics/?ice=stun:127.0.0.1:9999');
    await page.getByRole('button', { name: 'Start' }).click();
    await findingsOf(page);
    for (const fold of await page.locator('main details:not([open]) > summary').all())
      if (await fold.isVisible()) await fold.click();
    await expectToSuitEverybody(page);
  });

  test('a link carries the choice and the servers, never a secret', async ({ page }) => {
    await page.goto('diagnostics/?only=nat&ice=stun:stun.example:3478&ice=turn:user:secret@turn.example');
    await expect(page.getByText('The link that you followed checks only')).toBeVisible();
    await expect(page.getByLabel('Server URL')).toHaveCount(1);
    await page.getByRole('button', { name: 'Add a server' }).click();
    await page.getByLabel('Server URL').last().fill('turn:turn.example');
    await page.getByLabel('Username').last().fill('anna');
    await page.getByLabel('Password', { exact: true }).last().fill('hunter2');
    await page.getByText('Send this test to a colleague').click();
    const link = await page.getByLabel('Link').inputValue();
    expect(new URL(link).search).toBe('?only=nat&ice=stun%3Astun.example%3A3478&ice=turn%3Aturn.example');
    const stored = await page.evaluate(() =>
      JSON.stringify([localStorage, sessionStorage, document.cookie, location.href]),
    );
    expect(stored).not.toMatch(/hunter2|anna/);
    await expect(page.getByRole('checkbox', { name: 'Camera' })).toBeDisabled();
    await page.getByRole('button', { name: 'Choose yourself' }).click();
    await expect(page.getByRole('checkbox', { name: 'Camera' })).toBeEnabled();
    await expect(page.getByText('The link that you followed checks only')).toBeHidden();
  });

  test('servers from JSON: a mistake keeps what was typed, and says where it is', async ({ page }) => {
    await page.goto('diagnostics/');
    await page.getByText('Servers', { exact: true }).click();
    await page.getByText('Import JSON').click();
    const json = page.getByLabel(/A list of servers/);
    await json.fill('[{"urls": "stun:a.example"}');
    await page.getByRole('button', { name: 'Import' }).click();
    await expect(page.locator('#servers-note')).toContainText('This is not JSON');
    await expect(json).toHaveValue('[{"urls": "stun:a.example"}');
    await json.fill('[{"urls": ["stun:a.example", "turn:b.example"], "username": "anna", "credential": "hunter2"}]');
    await page.getByRole('button', { name: 'Import' }).click();
    await expect(page.locator('#servers-note')).toHaveText('2 servers added.');
    await expect(json).toHaveValue('');
    await expect(page.getByLabel('Server URL')).toHaveCount(2);
    await expect(page.getByLabel('Password', { exact: true }).last()).toHaveValue('hunter2');
    await expect(page.getByLabel('Password', { exact: true }).last()).toHaveAttribute('type', 'password');
  });

  test('a card links to the page of its finding, which the search finds too', async ({ pageIn }) => {
    const page = await pageIn(launch.denied, 'diagnostics/?only=permissions&autostart');
    await findingsOf(page);
    await cardOf(page, 'permissions').getByText('For IT').first().click();
    await page.getByRole('link', { name: 'camera.refused' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('The camera is blocked for this site');
    await expect(page.getByText('Open System Settings, Privacy & Security, Camera')).toBeVisible();
    await page.getByRole('searchbox').fill('camera is blocked for this site');
    await expect(
      page
        .locator('.search-results')
        .getByRole('link', { name: /The camera is blocked for this site/ })
        .first(),
    ).toBeVisible();
  });
});

test.describe('the report', () => {
  test('is previewed, saved, opened again and compared; names and secrets stay out of it', async ({ pageIn }) => {
    const page = await pageIn(launch.usual, 'diagnostics/?only=environment,permissions,signaling');
    await page.getByText('Servers', { exact: true }).click();
    await page.getByLabel('Server URL').fill('turn:10.1.2.3');
    await page.getByLabel('Username').fill('anna');
    await page.getByLabel('Password', { exact: true }).fill('hunter2');
    await page.getByRole('button', { name: 'Start' }).click();
    await findingsOf(page);
    await page.getByText('What the report says').click();
    await expect(page.locator('#preview')).toContainText('"redacted": true');
    await expect(page.locator('#preview')).toContainText('turn:10.1.2.[1]');
    await page.getByLabel('Shorten addresses').uncheck();
    await expect(page.locator('#preview')).toContainText('turn:10.1.2.3');
    await expect(page.locator('#preview')).not.toContainText(/hunter2|anna/);
    await page.getByLabel('Shorten addresses').check();

    const saved = async (name: string) => {
      const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name }).click()]);
      return { name: download.suggestedFilename(), path: await download.path() };
    };
    const json = await saved('Save as JSON');
    expect(json.name).toMatch(/^peerlab-[\d-]+\.json$/);
    const report = JSON.parse(await readFile(json.path, 'utf8')) as { probes: { probe: string }[] };
    expect(report.probes.map(({ probe }) => probe)).toEqual(['environment', 'permissions', 'signaling']);

    const html = await readFile((await saved('Save as HTML')).path, 'utf8');
    expect(html).toMatch(/^<!doctype html>/);
    expect(html).not.toMatch(/<script|hunter2|https?:\/\//);

    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.getByRole('button', { name: 'Copy as text' }).click();
    await expect(page.locator('#report-note')).toHaveText('Copied.');
    expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('[good] signaling: The peer server');

    // Opened again, it is compared with the run on the page, which found the same.
    await page.getByText('Open or compare reports').click();
    await page.getByLabel('A report').setInputFiles(json.path);
    await expect(page.locator('#opened')).toContainText('Everything that was checked works.');
    await expect(page.locator('#opened')).toContainText('What is different in the run on this page');
  });

  test('what somebody wrote into a report stays text', async ({ page }) => {
    await page.goto('diagnostics/');
    await page.getByText('Open or compare reports').click();
    const evil = '<img src=x onerror="document.title=1">';
    const report = {
      format: 'peerlab-diagnostics',
      version: 1,
      createdAt: '2026-11-24T10:00:00.000Z',
      thresholdsVersion: '1',
      redacted: false,
      state: 'done',
      overall: { verdict: 'fail', title: evil },
      iceServers: [],
      probes: [
        {
          probe: 'camera',
          durationMs: 1,
          findings: [{ id: evil, verdict: 'fail', title: evil, sentence: evil, evidence: {} }],
        },
      ],
    };
    const file = (name: string, text: string) => ({ name, mimeType: 'application/json', buffer: Buffer.from(text) });
    await page.getByLabel('A report').setInputFiles(file('evil.json', JSON.stringify(report)));
    await expect(page.locator('#opened strong').first()).toHaveText(`${evil}.`);
    expect(await page.locator('#opened img').count()).toBe(0);

    const second = { ...report, probes: [] };
    await page.getByLabel('A second one').setInputFiles(file('second.json', JSON.stringify(second)));
    await expect(page.locator('.differences li')).toHaveText(`camera: problem, ${evil} → nothing`);

    await page.getByLabel('A second one').setInputFiles(file('broken.json', '{'));
    await expect(page.locator('#report-note')).toContainText('broken.json: This file is not JSON');
    await expect(page.locator('.differences li')).toHaveCount(1); // what was open stays
  });
});

test('the schema of the report is published', async ({ request }) => {
  const schema = (await (await request.get('diagnostics/report.schema.json')).json()) as { required: string[] };
  expect(schema.required).toContain('probes');
});
