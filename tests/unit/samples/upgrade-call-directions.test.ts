import { expect, test } from 'vitest';
import { directionsOf, inWords } from '../../../src/samples/peer-connection/upgrade-call/directions.ts';

const sdp = (...lines: string[]) => ['v=0', 's=-', ...lines, ''].join('\r\n');

test('each m-line says who sends', () => {
  const lines = directionsOf(
    sdp(
      'm=audio 9 UDP 111',
      'a=mid:0',
      'a=sendrecv',
      'm=video 9 UDP 96',
      'a=mid:1',
      'a=recvonly',
      'a=rtpmap:96 VP8/90000',
    ),
  );
  expect(lines).toEqual([
    { mid: '0', kind: 'audio', direction: 'sendrecv' },
    { mid: '1', kind: 'video', direction: 'recvonly' },
  ]);
  expect(inWords(lines)).toBe('audio sendrecv, video recvonly');
});

test('a line without a word takes that of the session, and without one it is sendrecv', () => {
  expect(inWords(directionsOf(sdp('a=inactive', 'm=audio 9 UDP 0', 'm=video 9 UDP 96', 'a=sendonly')))).toBe(
    'audio inactive, video sendonly',
  );
  expect(inWords(directionsOf(sdp('m=audio 9 UDP 0')))).toBe('audio sendrecv');
});

test('a line with port 0 is given up, unless it only waits for its bundle', () => {
  const text = sdp('m=audio 0 UDP 0', 'a=inactive', 'm=video 0 UDP 96', 'a=bundle-only', 'a=sendonly');
  expect(inWords(directionsOf(text))).toBe('audio stopped, video sendonly');
  expect(directionsOf('')).toEqual([]);
});
