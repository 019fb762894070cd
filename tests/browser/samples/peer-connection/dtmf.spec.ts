import type { Page } from '@playwright/test';
import { launch } from '../../support/launch.ts';
import { expect, test } from '../../support/test.ts';

const press = (sample: Page, name: string) => sample.getByRole('button', { name, exact: true }).click();
const status = (sample: Page) => sample.getByRole('status');
const field = (sample: Page, name: 'Duration' | 'Gap' | 'Tones') =>
  sample.getByLabel(name).and(sample.getByRole(name === 'Tones' ? 'textbox' : 'spinbutton'));
const nothing = { tracks: 0, connections: 0, contexts: 0, workers: 0, intervals: 0 };

/** What stands in a list: the tone of each item, and the number behind it. */
const listed = (sample: Page, name: RegExp) =>
  sample
    .getByRole('list', { name })
    .getByRole('listitem')
    .evaluateAll((items) =>
      items.map((item) => {
        const [tone = '', number = ''] = item.textContent.split(' ');
        return { tone, number: Number.parseFloat(number) };
      }),
    );
const tonesOf = async (sample: Page, name: RegExp) => (await listed(sample, name)).map(({ tone }) => tone).join(' ');
const sent = (sample: Page) => tonesOf(sample, /^Sent/);
/** A machine that is too busy may tear a tone in two: so the same key twice counts once, and no test presses one twice. */
const heard = async (sample: Page) => (await tonesOf(sample, /^Heard/)).replace(/(\S)( \1)+/g, '$1');

async function call(sample: Page) {
  await press(sample, 'Call');
  await expect(status(sample)).toHaveText('Connected. Press keys.');
}
async function send(sample: Page, tones: string, durationMs = 200, gapMs = 100) {
  await field(sample, 'Duration').fill(String(durationMs));
  await field(sample, 'Gap').fill(String(gapMs));
  await field(sample, 'Tones').fill(tones);
  await press(sample, 'Send');
}

test('tones are sent in their order with a pause at the comma, and the decoder hears the keys', async ({
  sample,
  recorded,
}) => {
  await call(sample);
  await send(sample, '1a#,9');
  await expect.poll(() => sent(sample)).toBe('1 A # , 9 end');
  await expect.poll(() => heard(sample)).toBe('1 A # 9');
  await expect(status(sample)).toHaveText('All tones are sent.');
  const [, , , pause, nine] = await listed(sample, /^Sent/);
  expect(nine!.number - pause!.number).toBeGreaterThan(1.5);
  expect(await recorded.connectionStates()).toEqual(['connected', 'connected']);
  await press(sample, 'Hang up');
  expect(await recorded.open()).toEqual(nothing);
});

test('all sixteen keys are heard as they were pressed, faster than they sound', async ({ sample }) => {
  await call(sample);
  const keys = '123A456B789C*0#D';
  await field(sample, 'Duration').fill('200');
  await field(sample, 'Gap').fill('100');
  for (const key of keys.split('')) await press(sample, key);
  await expect.poll(() => heard(sample), { timeout: 30_000 }).toBe(keys.split('').join(' '));
  expect((await sent(sample)).replaceAll(' end', '')).toBe(keys.split('').join(' '));
});

test('a longer duration is heard longer, and one beyond the limits is brought within them, in words too', async ({
  sample,
}) => {
  await call(sample);
  // Of a tone that was torn in two, both parts count.
  const lasted = async (tone: string) =>
    (await listed(sample, /^Heard/)).filter((one) => one.tone === tone).reduce((sum, { number }) => sum + number, 0);
  await send(sample, '5', 200);
  await expect.poll(() => heard(sample)).toBe('5');
  await send(sample, '6', 1000);
  await expect.poll(() => lasted('6')).toBeGreaterThan(600); // with both clocks agreed, it would be about 200
  expect(await lasted('5')).toBeGreaterThan(100);
  expect(await lasted('5')).toBeLessThan(450);

  await expect(sample.getByText('Tone: 1000 ms asked, 1000 ms used.')).not.toHaveClass(/warning/);
  await send(sample, '7', 1, 1);
  await expect(sample.getByText('Tone: 1 ms asked, 40 ms used. Gap: 1 ms asked, 30 ms used.')).toHaveClass(/warning/);
  await expect.poll(() => sent(sample)).toMatch(/7 end$/);
});

test('Clear takes away all that waits, and the next tones are sent', async ({ sample }) => {
  await call(sample);
  await send(sample, '123456', 500);
  await expect.poll(() => sent(sample)).toContain('1');
  await expect(sample.getByText(/Still waiting:\s+[2-6]/)).toBeVisible();
  await press(sample, 'Clear');
  await expect(sample.getByText('Still waiting: nothing')).toBeVisible();
  await expect(sample.getByRole('button', { name: 'Clear' })).toBeDisabled();
  const begun = (await sent(sample)).replace(' end', '');
  expect(begun).not.toContain('6');
  await expect.poll(() => sent(sample)).toBe(`${begun} end`);
  await expect.poll(() => heard(sample)).toBe(begun);
  await send(sample, '8');
  await expect.poll(() => sent(sample)).toBe(`${begun} end 8 end`);
  await expect.poll(() => heard(sample)).toBe(`${begun} 8`);
});

test('a letter that no telephone has is named, nothing is sent, and what was typed stays', async ({ sample }) => {
  await call(sample);
  await send(sample, '12x');
  await expect(status(sample)).toContainText('No telephone has a key for “x”.');
  await expect(field(sample, 'Tones')).toHaveValue('12x');
  await field(sample, 'Tones').fill('');
  await press(sample, 'Send');
  await expect(status(sample)).toContainText('There is nothing to send.');
  expect(await sent(sample)).toBe('');
  // Enter in the field sends as the button does.
  await field(sample, 'Tones').fill('12');
  await field(sample, 'Tones').press('Enter');
  await expect.poll(() => sent(sample)).toBe('1 2 end');
});

test('the keyboard presses keys in a call only, and not while somebody writes', async ({ sample }) => {
  await sample.getByLabel('The far side does not take tones').focus();
  await sample.keyboard.press('4');
  await call(sample);
  await sample.keyboard.press('5');
  await sample.keyboard.press('b');
  await sample.keyboard.press('#');
  // A tone may be over before the next key is pressed, or not.
  await expect.poll(() => sent(sample)).toMatch(/^5 (end )?B (end )?# end$/);
  await field(sample, 'Tones').fill('');
  await sample.keyboard.press('7');
  await expect(field(sample, 'Tones')).toHaveValue('7');
  await sample.getByRole('button', { name: '0', exact: true }).focus();
  await sample.keyboard.press('Space');
  await expect.poll(() => sent(sample)).toMatch(/# end 0 end$/);
});

test('a far side without telephone-event gets no tones, and the page says what to do', async ({ sample }) => {
  await sample.getByLabel('The far side does not take tones').check();
  await press(sample, 'Call');
  await expect(status(sample)).toContainText('Connected, but the far side does not take tones.');
  const answer = () => sample.evaluate(() => window.recorder.connections.at(-2)!.remoteDescription!.sdp);
  expect(await answer()).not.toContain('telephone-event');
  await press(sample, '5');
  await expect(status(sample)).toContainText('Send the digits as a message instead.');
  expect(await sent(sample)).toBe('');
  await press(sample, 'Hang up');
  await sample.getByLabel('The far side does not take tones').uncheck();
  await call(sample);
  expect((await answer()).match(/telephone-event\/\d+/g)).toEqual(['telephone-event/48000']);
  await send(sample, '5');
  await expect.poll(() => heard(sample)).toBe('5');
});

test('tones go out beside a microphone; hanging up in the middle ends all; a refusal is a sentence', async ({
  sample,
  recorded,
  sampleIn,
}) => {
  await sample.getByLabel('Source').selectOption('microphone');
  await call(sample);
  await send(sample, '0123456789', 500);
  await expect.poll(() => sent(sample)).toContain('0');
  await press(sample, 'Hang up');
  expect(await recorded.open()).toEqual(nothing);
  await expect(status(sample)).toHaveText('The call is over. Press Call.');

  const refused = await sampleIn(launch.denied);
  await refused.getByLabel('Source').selectOption('microphone');
  await press(refused, 'Call');
  await expect(status(refused)).toContainText('The camera or microphone was refused.');
  await refused.getByLabel('Source').selectOption('synthetic');
  await refused.evaluate(() => {
    document.querySelector<HTMLButtonElement>('#call')!.click();
    document.querySelector<HTMLButtonElement>('#hang-up')!.click();
  });
  await expect.poll(() => refused.evaluate(() => window.recorder.open())).toEqual(nothing);
  await call(refused);
});
