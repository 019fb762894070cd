import { expect, test } from 'vitest';
import { diff } from '../../../src/samples/peer-connection/signaling-stepper/diff.ts';
import { findFault } from '../../../src/samples/peer-connection/signaling-stepper/fault.ts';
import { presets } from '../../../src/samples/peer-connection/signaling-stepper/presets.ts';

const section = (mid: string, ...more: string[]) => [
  'a=ice-ufrag:abcd',
  'a=ice-pwd:abcdefghijklmnopqrstuv',
  'a=fingerprint:sha-256 B2:96:FF',
  'a=setup:actpass',
  `a=mid:${mid}`,
  'a=rtcp-mux',
  ...more,
];
const lines = [
  ...['v=0', 'o=- 1 2 IN IP4 127.0.0.1', 's=-', 't=0 0', 'a=group:BUNDLE 0 1'],
  ...['m=audio 9 UDP/TLS/RTP/SAVPF 111', 'c=IN IP4 0.0.0.0'],
  ...section('0', 'a=extmap:1 urn:one', 'a=sendrecv', 'a=rtpmap:111 opus/48000/2', 'a=fmtp:111 minptime=10'),
  ...['m=video 9 UDP/TLS/RTP/SAVPF 96 98', 'c=IN IP4 0.0.0.0'],
  ...section('1', 'a=extmap:2 urn:two', 'a=sendrecv', 'a=rtpmap:96 VP8/90000', 'a=rtpmap:98 VP9/90000'),
];
const original = lines.map((line) => `${line}\r\n`).join('');
const at = (line: string) => lines.indexOf(line) + 1;
const parse = (words: string) =>
  `Failed to execute 'setRemoteDescription': Failed to parse SessionDescription. ${words}`;
const set = (words: string) => `Failed to execute 'setRemoteDescription': Failed to set remote offer sdp: ${words}`;

test('the line that Chromium quotes is found, and the changed one of several', () => {
  const changed = original.replace('a=mid:0', 'a=mid:0\r\nhello');
  expect(findFault(parse('hello Invalid SDP line.'), changed, original)).toEqual({
    line: at('a=mid:0') + 1,
    sentence: 'Invalid SDP line.',
  });
  const twice = original
    .replace(/(a=rtcp-mux[^]*)a=setup:actpass/, '$1a=setup:later')
    .replace('a=setup:actpass', 'a=setup:later');
  expect(findFault(parse('a=setup:later Invalid attribute value.'), twice, original).line).toBe(
    lines.indexOf('a=setup:actpass') + 1,
  );
  const second = original.replace(/^([^]*)a=sendrecv/, '$1a=sendrecv\r\na=mid:0');
  expect(findFault(parse('a=mid:0 Invalid value.'), second, original).line).toBe(lines.lastIndexOf('a=sendrecv') + 2);
});

test('the order of the head, an empty line and a missing end are said in words', () => {
  expect(findFault(parse('t=0 0 Expect line: s='), original.replace('s=-\r\n', ''), original)).toMatchObject({
    line: 3,
    sentence: expect.stringContaining('“s=”') as string,
  });
  expect(findFault(parse(' Invalid SDP line.'), original.replace('s=-', '\r\ns=-'), original).line).toBe(3);
  const cut = findFault(parse('a=rtpmap:98 VP9/90000 Invalid SDP line.'), original.trimEnd(), original);
  expect(cut).toMatchObject({ line: lines.length, sentence: expect.stringContaining('no end') as string });
});

test('Firefox counts the line', () => {
  const message = 'Failed to parse SDP: SDP Parse Error on line 9:  Invalid port';
  expect(findFault(message, original, original)).toEqual({ line: 9, sentence: 'Invalid port' });
});

test.for([
  ['Called with SDP without ice-ufrag and ice-pwd.', 'a=ice-ufrag:abcd\r\n', '', 'm=audio'],
  ['Called with SDP without DTLS fingerprint.', 'a=fingerprint:sha-256 B2:96:FF\r\n', '', 'm=audio'],
  ['rtcp-mux must be enabled when BUNDLE is enabled.', 'a=rtcp-mux\r\n', '', 'm=audio'],
  ["A BUNDLE group contains a MID='7' matching no m= section.", 'BUNDLE 0 1', 'BUNDLE 0 7', 'a=group'],
  ["Duplicate a=mid value '1'.", 'a=mid:0', 'a=mid:1', 'a=mid:1'],
  [
    'A BUNDLE group contains a codec collision for header extension id=1. The id must',
    'extmap:2',
    'extmap:1',
    'a=extmap:1 urn:two',
  ],
  [
    "Failed to apply the description for m= section with mid='0': Offerer must use actpass value for setup attribute.",
    'actpass',
    'passive',
    'a=setup:passive',
  ],
  [
    "Failed to apply the description for m= section with mid='0': Invalid ICE parameters: ICE ufrag must be between 4 and 256",
    'ufrag:abcd',
    'ufrag:ab',
    'a=ice-ufrag:ab',
  ],
  [
    "Failed to apply the description for m= section with mid='0': Invalid ICE parameters: ICE pwd must be between 22 and 256",
    'pwd:abcdefgh',
    'pwd:',
    'a=ice-pwd:',
  ],
  ['Something that nobody has seen yet.', 'a=sendrecv', 'a=sendonly', 'a=sendonly'],
])('where the browser names no line, the page finds it: %s', ([words, before, after, found]) => {
  const changed = original.replace(before!, after!);
  const fault = findFault(set(words!), changed, original);
  expect(changed.split('\r\n')[fault.line! - 1]).toContain(found);
  expect(fault.sentence).not.toBe('');
});

test('a codec that the m= line does not list is found', () => {
  const changed = original.replace('SAVPF 96 98', 'SAVPF 96');
  const fault = findFault(parse(' Failed to parse codecs correctly.'), changed, original);
  expect(changed.split('\r\n')[fault.line! - 1]).toBe('a=rtpmap:98 VP9/90000');
});

test('a difference is the shortest one', () => {
  expect(diff(['a', 'b', 'c'], ['a', 'x', 'c', 'd'])).toEqual([
    { kind: 'same', text: 'a' },
    { kind: 'removed', text: 'b' },
    { kind: 'added', text: 'x' },
    { kind: 'same', text: 'c' },
    { kind: 'added', text: 'd' },
  ]);
  expect(diff([], ['a'])).toEqual([{ kind: 'added', text: 'a' }]);
  expect(diff(['a'], [])).toEqual([{ kind: 'removed', text: 'a' }]);
});

test('each preset changes what it says and keeps the line breaks', () => {
  for (const { id, change } of presets) {
    const changed = change(original);
    expect(changed, id).not.toBe(original);
    expect(changed, id).toMatch(/^(?:[^\r\n]*\r\n)+$/);
    // With nothing but a data channel, a preset about media has nothing to change.
    expect(change('v=0\r\n'), id).toBe('v=0\r\n');
  }
  const by = (name: string) => presets.find(({ id }) => id === name)!.change(original);
  expect(by('codec')).toContain('m=video 9 UDP/TLS/RTP/SAVPF 98 96\r\n');
  expect(by('bandwidth')).toContain('c=IN IP4 0.0.0.0\r\nb=AS:100\r\na=ice-ufrag');
  expect(by('stereo')).toContain('a=fmtp:111 minptime=10;stereo=1\r\n');
});
