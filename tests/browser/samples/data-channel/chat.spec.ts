import type { Page } from '@playwright/test';
import { expect, test } from '../../support/test.ts';

const side = (page: Page, name: string) => {
  const region = page.getByRole('region', { name });
  return {
    region,
    field: region.getByRole('textbox'),
    sendAs: region.getByLabel('Send as'),
    send: region.getByRole('button', { name: 'Send' }),
    history: region.getByRole('log'),
    own: region.locator('.own'),
    theirs: region.locator('.theirs'),
  };
};

async function connect(page: Page) {
  await page.getByRole('button', { name: 'Start' }).click();
  await expect(page.getByRole('status')).toContainText('Connected');
}

test('text and bytes go both ways, in order, and are ticked when the other side has them', async ({ sample }) => {
  const ada = side(sample, 'Ada');
  const ben = side(sample, 'Ben');
  await connect(sample);

  for (const text of ['one', 'two', 'three']) {
    await ada.field.fill(text);
    await ada.field.press('Enter');
  }
  await expect(ben.theirs.locator('p')).toHaveText(['one', 'two', 'three']);
  await expect(ada.own.locator('small')).toHaveText(Array(3).fill(/text, \d characters ✓✓ delivered after \d+ ms/));

  await ben.sendAs.selectOption('binary');
  await ben.field.fill('é €');
  await ben.send.click();
  await expect(ada.theirs.locator('p')).toHaveText('é €');
  // What arrived says what it was: three characters are six bytes.
  await expect(ada.theirs.locator('small')).toContainText('binary, 6 bytes');
  await expect(ben.own.locator('small')).toContainText('delivered');
  await expect(ben.field).toHaveValue('');
  await expect(ben.history.locator('p')).toHaveText(['one', 'two', 'three', 'é €']);

  await sample.getByRole('button', { name: 'Clear history' }).click();
  await expect(ada.history.locator('p')).toHaveCount(0);
});

test('a message is not ticked while nothing says that it arrived', async ({ sample }) => {
  await connect(sample);
  await sample.evaluate(() => {
    const send = Reflect.get(RTCDataChannel.prototype, 'send') as (this: RTCDataChannel, data: unknown) => void;
    RTCDataChannel.prototype.send = function (data: unknown) {
      if (this.label === 'messages') send.call(this, data);
    };
  });
  const ada = side(sample, 'Ada');
  await ada.field.fill('is anybody there?');
  await ada.field.press('Enter');
  await expect(side(sample, 'Ben').theirs).toHaveCount(1);
  await expect(ada.own.locator('small')).toContainText('✓ sent');
  await expect(ada.own.locator('small')).not.toContainText('delivered');
});

test('Enter sends and Shift+Enter does not; what is written is shown as text', async ({ sample }) => {
  await connect(sample);
  const ada = side(sample, 'Ada');
  await ada.field.pressSequentially('<b>first</b>');
  await ada.field.press('Shift+Enter');
  await ada.field.pressSequentially('second');
  await expect(ada.own).toHaveCount(0);
  await ada.field.press('Enter');
  await expect(side(sample, 'Ben').theirs.locator('p')).toHaveText('<b>first</b>\nsecond');
  await ada.field.press('Enter');
  await expect(sample.getByRole('status')).toContainText('nothing to send yet');
});

test('the other side sees the typing begin, and end by itself and by sending', async ({ sample }) => {
  await connect(sample);
  const ada = side(sample, 'Ada');
  const ben = side(sample, 'Ben');
  await ben.field.pressSequentially('hm');
  await expect(ada.region).toContainText('typing …');
  await expect(ben.region).not.toContainText('typing …');
  await expect(ada.region).not.toContainText('typing …'); // after two seconds of nothing

  await ben.field.press('m');
  await expect(ada.region).toContainText('typing …');
  await ben.field.press('Enter');
  await expect(ada.theirs.locator('p')).toHaveText('hmm');
  await expect(ada.region).not.toContainText('typing …', { timeout: 1000 });
});

test('a message to a closed channel is not lost, and can be sent after a new start', async ({ sample, recorded }) => {
  const ada = side(sample, 'Ada');
  await connect(sample);
  await ada.field.fill('before');
  await ada.field.press('Enter');
  await expect(ada.own.locator('small')).toContainText('delivered');

  await sample.getByRole('button', { name: 'Stop' }).click();
  expect(await recorded.connectionStates()).toEqual(['closed', 'closed']);
  await ada.field.fill('after');
  await ada.field.press('Enter');
  await expect(sample.getByRole('status')).toContainText('The channel is closed');
  await expect(ada.field).toHaveValue('after');
  await expect(ada.own).toHaveCount(1);

  await connect(sample);
  await ada.send.click();
  await expect(side(sample, 'Ben').theirs.locator('p')).toHaveText(['before', 'after']);
  await expect(ada.own.locator('small').last()).toContainText('delivered');
  await expect(ada.field).toHaveValue('');
});

test('one end closed is told on both sides', async ({ sample, recorded }) => {
  await connect(sample);
  const ada = side(sample, 'Ada');
  await ada.field.pressSequentially('I was about to …');
  await expect(side(sample, 'Ben').region).toContainText('typing …');
  await sample.evaluate(() => window.recorder.connections[1]?.close());
  await expect(sample.getByRole('status')).toContainText('has closed');
  await expect(side(sample, 'Ben').region).not.toContainText('typing …');
  await ada.field.press('Enter');
  await expect(sample.getByRole('status')).toContainText('The channel is closed');
  await expect(ada.field).toHaveValue('I was about to …');
  await sample.getByRole('button', { name: 'Stop' }).click();
  expect(await recorded.open()).toMatchObject({ connections: 0 });
});

test('a message that is too long is refused in a sentence and stays', async ({ sample }) => {
  await connect(sample);
  const ada = side(sample, 'Ada');
  const text = 'x'.repeat(300_000);
  await ada.field.fill(text);
  await ada.send.click();
  await expect(sample.getByRole('status')).toContainText(/longer than the \d+ bytes/);
  await expect(ada.field).toHaveValue(text);
  await expect(ada.own).toHaveCount(0);
});
