import { expect, test } from 'vitest';
import { readMessage } from '../../../src/samples/across-machines/video-chat-room/message.ts';

const sending = { isMuted: false, isCameraOff: true, screen: null };
const description = { type: 'answer', sdp: 'v=0' };

test.for([
  { kind: 'sending', sending },
  { kind: 'sending', sending: { ...sending, screen: 'b5d1' } },
  { kind: 'text', text: 'hello <b>' },
  { kind: 'description', description },
])('reads %j', (message) => {
  expect(readMessage(JSON.stringify(message))).toEqual(message);
});

test('takes no more than it knows, and no sign that breaks a line', () => {
  const message = { kind: 'sending', sending: { ...sending, more: 1 }, more: 1 };
  expect(readMessage(JSON.stringify(message))).toEqual({ kind: 'sending', sending });
  expect(readMessage(JSON.stringify({ kind: 'text', text: 'one\r\n\u202etwo' }))).toEqual({
    kind: 'text',
    text: 'onetwo',
  });
});

test.for([
  null,
  {},
  { kind: 'unheard of' },
  { kind: 'sending' },
  { kind: 'sending', sending: [] },
  { kind: 'sending', sending: { ...sending, isMuted: 0 } },
  { kind: 'sending', sending: { ...sending, isCameraOff: undefined } },
  { kind: 'sending', sending: { ...sending, screen: undefined } },
  { kind: 'sending', sending: { ...sending, screen: 'x'.repeat(101) } },
  { kind: 'text', text: 7 },
  { kind: 'text', text: 'x'.repeat(2001) },
  { kind: 'description', description: { type: 'pranswer', sdp: '' } },
])('is deaf to %j', (message) => {
  expect(readMessage(message)).toBeUndefined();
  expect(readMessage(JSON.stringify(message))).toBeUndefined();
});
