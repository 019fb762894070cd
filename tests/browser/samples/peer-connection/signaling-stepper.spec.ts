import type { Page } from '@playwright/test';
import { expect, test } from '../../support/test.ts';

const button = (sample: Page, name: string) => sample.getByRole('button', { name, exact: true });
const status = (sample: Page) => sample.getByRole('status');
const text = (sample: Page) => sample.getByRole('textbox', { name: 'The text' });
const lines = (sample: Page) => sample.getByRole('listbox').getByRole('option');
const fault = (sample: Page) => sample.getByRole('region', { name: /was refused/ });
const steps = [
  'Open the media',
  'Make the two connections',
  'Create the offer',
  'Set the offer as local',
  'Send the offer',
  'Set the offer as remote',
  'Create the answer',
  'Set the answer as local',
  'Send the answer',
  'Set the answer as remote',
  'Send the candidates of the caller',
  'Send the candidates of the callee',
];

/** Without media, a description is short and everything is quick. */
async function withoutMedia(sample: Page) {
  await sample.getByLabel('Source').selectOption('none');
  await sample.getByLabel('Pace').selectOption('no pause');
}

/** Does the steps up to and with the one of this name. */
async function goTo(sample: Page, last: string, from = steps[0]!) {
  for (const name of steps.slice(steps.indexOf(from), steps.indexOf(last) + 1)) {
    await button(sample, name).click();
    await expect(status(sample)).toContainText(`${name}: done`);
  }
}

/** What the page says of the two connections beside what they say themselves. */
async function expectStates(sample: Page) {
  await expect(async () => {
    const [shown, true_] = await sample.evaluate(() => {
      const rows = [...document.querySelectorAll<HTMLTableRowElement>('#states tbody tr')];
      const [caller, callee] = window.recorder.connections;
      const states = (one: RTCPeerConnection) => [
        one.signalingState,
        one.localDescription?.type ?? 'none',
        one.remoteDescription?.type ?? 'none',
        one.iceGatheringState,
        one.iceConnectionState,
        one.connectionState,
      ];
      return [
        [1, 2].map((column) => rows.map(({ cells }) => cells[column]!.textContent)),
        caller && callee ? [states(caller), states(callee)] : undefined,
      ];
    });
    expect(shown).toEqual(true_);
  }).toPass();
}

test('twelve steps make a call, and after each the page shows what the connections say', async ({
  sample,
  recorded,
}) => {
  await sample.getByLabel('Pace').selectOption('no pause');
  const next = button(sample, 'Next step');
  for (const [index, name] of steps.entries()) {
    await next.click();
    // The caller learns an address from being knocked at, so the call may stand before the last step.
    await expect(status(sample)).toContainText(index < 10 ? `${name}: done` : 'Connected.');
    if (index > 0) await expectStates(sample);
    if (name === 'Set the offer as local')
      await expect(sample.getByRole('listitem').filter({ hasText: name })).toContainText(
        'Then: caller have-local-offer, callee stable.',
      );
  }
  await expect(status(sample)).toContainText('Connected.');
  await expect(next).toBeDisabled();
  expect(await recorded.connectionStates()).toEqual(['connected', 'connected']);
  await expectStates(sample);
  await expect.poll(async () => (await recorded.inboundVideo()).framesDecoded).toBeGreaterThan(3);
  await expect
    .poll(() => sample.locator('#remote').evaluate((video: HTMLVideoElement) => video.videoWidth))
    .toBeGreaterThan(0);

  await sample.getByLabel('Message').selectOption('candidates of the caller');
  await lines(sample).first().hover();
  await expect(sample.locator('#help')).toContainText(/Line 1: An address to try: .*\(host\)/);
  await expect(text(sample)).not.toBeEditable();
  await button(sample, 'Stop').click();
  expect(await recorded.open()).toMatchObject({ tracks: 0, connections: 0 });
});

test('each line is explained under the pointer, by the arrow keys, and at the text cursor', async ({ sample }) => {
  await sample.getByLabel('Source').selectOption('synthetic');
  await goTo(sample, 'Create the offer');
  const help = sample.locator('#help');
  const count = await lines(sample).count();
  expect(count).toBeGreaterThan(60);

  await lines(sample).filter({ hasText: 'a=ice-ufrag' }).first().hover();
  await expect(help).toContainText('checks of ICE');
  await sample.getByRole('combobox', { name: 'Change to try' }).focus();
  await sample.keyboard.press('Tab');
  await expect(help).toContainText('Line 1: The version of the format');
  await sample.keyboard.press('ArrowDown');
  await expect(help).toContainText('Line 2: Who made this');
  await sample.keyboard.press('End');
  await expect(help).toContainText(`Line ${count}: `);
  await expect(lines(sample).last()).toBeFocused();
  await sample.keyboard.press('Home');

  // Nothing that this browser writes is unknown to the page.
  const meanings = await lines(sample).evaluateAll((all) =>
    all.map((line) => {
      (line as HTMLElement).focus();
      return document.querySelector('#help')!.textContent;
    }),
  );
  expect(meanings.filter((meaning) => meaning.includes('this page does not know'))).toEqual([]);
  await text(sample).focus();
  await text(sample).press('ControlOrMeta+Home');
  await text(sample).press('ArrowDown');
  await expect(help).toContainText('Line 2: Who made this');
});

test('what is changed shows as a difference, and reaches the other side only', async ({ sample, recorded }) => {
  await sample.getByLabel('Source').selectOption('synthetic');
  await sample.getByLabel('Pace').selectOption('no pause');
  await goTo(sample, 'Set the offer as local');
  await sample.getByLabel('Change to try').selectOption('limit the video to 100 kbps');
  const changes = sample.getByRole('listitem').filter({ has: sample.locator('ins, del') });
  await expect(changes).toHaveText(['+ b=AS:100']);
  const offer = await text(sample).inputValue();
  await text(sample).fill(offer.replace('s=-', 's=hello'));
  await expect(changes).toHaveText(['− s=-', '+ s=hello', '+ b=AS:100']);
  await sample.getByLabel('Change to try').selectOption('prefer VP9');
  await expect(changes).toHaveCount(2);
  await goTo(sample, 'Set the offer as remote', 'Send the offer');
  await expect(text(sample)).not.toBeEditable();

  const firstCodecs = await sample.evaluate(() =>
    window.recorder.connections.map((one, index) => {
      const sdp = (index === 0 ? one.localDescription : one.remoteDescription)!.sdp;
      const [, number] = /m=video \S+ \S+ (\d+)/.exec(sdp)!;
      return new RegExp(`a=rtpmap:${number} (\\w+)`).exec(sdp)![1];
    }),
  );
  expect(firstCodecs).toEqual(['VP8', 'VP9']);
  await button(sample, 'Run the rest').click();
  await expect(status(sample)).toContainText('Connected.');
  await expect.poll(async () => (await recorded.inboundVideo()).framesDecoded).toBeGreaterThan(3);
});

test('a broken description is refused with its line, and can be mended', async ({ sample, recorded }) => {
  await withoutMedia(sample);
  await goTo(sample, 'Create the offer');
  const try_ = sample.getByLabel('Change to try');
  /** Does a step that must fail, and gives the text of the marked line. */
  const refused = async (step: string, sentence: RegExp) => {
    await button(sample, step).click();
    await expect(fault(sample)).toContainText(sentence);
    const line = Number(/line (\d+)/.exec(await fault(sample).getByRole('heading').innerText())![1]);
    await expect(sample.locator('.marked')).toHaveCount(1);
    await expect(lines(sample).nth(line - 1)).toHaveClass(/marked/);
    return lines(sample)
      .nth(line - 1)
      .textContent();
  };

  // Chromium names the line of the first, and none of the others.
  await try_.selectOption('broken: a port that is no number');
  expect(await refused('Set the offer as local', /port number is invalid/)).toContain('m=application nine');
  await try_.selectOption('broken: no ICE user name');
  expect(await refused('Set the offer as local', /lacks a=ice-ufrag/)).toContain('m=application 9');
  await try_.selectOption('a wrong fingerprint');
  expect(await refused('Set the offer as local', /sets no description of its own/)).toContain('a=fingerprint');
  await try_.selectOption('as the browser made it');
  await expect(sample.locator('.marked')).toHaveCount(0);
  await goTo(sample, 'Send the offer', 'Set the offer as local');
  await expect(fault(sample)).toBeHidden();

  await button(sample, 'Set the offer as remote').click();
  await goTo(sample, 'Set the answer as local', 'Create the answer');
  const answer = await text(sample).inputValue();
  await text(sample).fill(answer.replace('a=mid:0', 'a = mid:0'));
  await goTo(sample, 'Send the answer', 'Send the answer');
  expect(await refused('Set the answer as remote', /Invalid SDP line/)).toBe('a = mid:0');
  await expect(sample.getByRole('img', { name: /Next: Send the answer/ })).toBeVisible();
  await text(sample).fill(answer);
  await button(sample, 'Run the rest').click();
  await expect(status(sample)).toContainText('Connected.');
  expect(await recorded.connectionStates()).toEqual(['connected', 'connected']);
});

test('a wrong fingerprint lets the two meet, and refuse', async ({ sample, recorded }) => {
  await withoutMedia(sample);
  await goTo(sample, 'Set the offer as local');
  await sample.getByLabel('Change to try').selectOption('a wrong fingerprint');
  await button(sample, 'Run the rest').click();
  await expect(status(sample)).toContainText('the certificate is not the one whose fingerprint was sent');
  expect(await recorded.connectionStates()).toContain('failed');
  await expectStates(sample);
  await button(sample, 'Stop').click();
  await goTo(sample, 'Make the two connections');
});

test('a candidate before its description is refused, kept, and taken later', async ({ sample }) => {
  await withoutMedia(sample);
  await goTo(sample, 'Set the offer as local');
  await button(sample, 'Send the candidates of the caller').click();
  await expect(status(sample)).toContainText('Too early');
  await goTo(sample, 'Set the offer as remote', 'Send the offer');
  await goTo(sample, 'Send the candidates of the caller', 'Send the candidates of the caller');
  await expect(sample.getByRole('img', { name: '7 of 12 steps' })).toBeVisible();
  await button(sample, 'Run the rest').click();
  await expect(status(sample)).toContainText('Connected.');
});

test('the steps can follow by themselves, pause, and end; letters travel only for those who want it', async ({
  sample,
  recorded,
}) => {
  await sample.getByLabel('Source').selectOption('none');
  const letter = sample.locator('#diagram > g[aria-hidden]');
  await button(sample, 'Run the rest').click();
  await expect(letter).toBeVisible();
  await button(sample, 'Pause').click();
  await expect(button(sample, 'Set the offer as remote')).toBeEnabled();
  await expect(letter).toHaveCount(0);
  await sample.emulateMedia({ reducedMotion: 'reduce' });
  await button(sample, 'Run the rest').click();
  await expect(sample.getByRole('img', { name: /Next: Set the answer as remote/ })).toBeVisible();
  await expect(letter).toHaveCount(0);
  await button(sample, 'Stop').click();
  expect(await recorded.open()).toMatchObject({ connections: 0 });
  await expect(button(sample, 'Next step')).toBeEnabled();
  await expect(sample.getByRole('img', { name: '0 of 12 steps' })).toBeVisible();
});
