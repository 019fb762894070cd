import { expect, test } from 'vitest';
import { readSdp } from '../../../src/samples/peer-connection/signaling-stepper/sdp-lines.ts';

const meaning = (text: string) => readSdp(text)[0]!.meaning;
const chromium = `v=0
o=- 446 2 IN IP4 127.0.0.1
s=-
t=0 0
a=group:BUNDLE 0 1
m=audio 9 UDP/TLS/RTP/SAVPF 111 63
a=rtpmap:111 opus/48000/2
a=fmtp:111 minptime=10;useinbandfec=1
a=rtpmap:63 red/48000/2
a=fmtp:63 111/111
m=video 9 UDP/TLS/RTP/SAVPF 111 97
a=rtpmap:111 VP8/90000
a=rtcp-fb:111 nack pli
a=rtpmap:97 rtx/90000
a=fmtp:97 apt=111
`;

test('knows in which section a line stands, and the codecs of that section', () => {
  const lines = readSdp(chromium.replaceAll('\n', '\r\n'));
  expect(lines).toHaveLength(15);
  expect(lines.map(({ section }) => section)).toEqual([0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2]);
  expect(lines.every(({ isKnown }) => isKnown)).toBe(true);
  // One number is another codec in another section.
  expect(lines[7]!.meaning).toMatch(/How I take opus: packets of 10 ms or more; .*: 1/);
  expect(lines[9]!.meaning).toContain('is opus');
  expect(lines[12]!.meaning).toMatch(/Feedback for VP8: a request for a whole new picture/);
  expect(lines[14]!.meaning).toContain('What number 97 repeats is VP8 (111)');
});

test('says what a line says, with its values', () => {
  expect(meaning('m=application 9 UDP/DTLS/SCTP webrtc-datachannel')).toMatch(/for data channels begins/);
  expect(meaning('m=video 0 UDP/TLS/RTP/SAVPF 96')).toContain('refused');
  expect(meaning('a=setup:actpass')).toContain('you choose');
  expect(meaning('a=setup:active')).toContain('I begin');
  expect(meaning('a=recvonly')).toContain('send nothing');
  expect(meaning('a=inactive')).toContain('neither way');
  expect(meaning('a=simulcast:send q;h;f')).toMatch(/sent in 3 encodings at once: q, h, f/);
  expect(meaning('a=extmap:4/sendonly urn:ietf:params:rtp-hdrext:sdes:mid')).toMatch(/Extension 4 .*sendonly.*section/);
  expect(meaning('a=extmap:12 urn:ietf:params:rtp-hdrext:encrypt urn:ietf:params:rtp-hdrext:sdes:mid')).toMatch(
    /Extension 12 .*encrypted: .*section/,
  );
  expect(meaning('m=video 0 UDP/TLS/RTP/SAVPF 96')).toContain('bundle-only');
  expect(meaning('a=max-message-size:262144')).toContain('262144 bytes');
  expect(meaning('candidate:1 1 udp 2122 192.0.2.1 5000 typ host generation 0')).toMatch(
    /192.0.2.1, port 5000, over UDP/,
  );
  expect(meaning('a=candidate:1 1 tcp 2122 192.0.2.1 9 typ relay')).toContain('TURN');
  expect(meaning('v=1')).toContain('not what stands here');
});

test('says so where it knows a line not, and where it is none', () => {
  for (const text of ['a=sendrec', 'a=setup:later', 'hello', 'a = mid:0', '', 'a=constructor', 'a=rtpmap:111'])
    expect(readSdp(text)[0]!.isKnown, text).toBe(false);
  expect(meaning('a=sendrec')).toContain('skip');
  expect(meaning('hello')).toContain('No line');
  expect(readSdp('v=0\r\n\r\ns=-\r\n').map(({ text }) => text)).toEqual(['v=0', '', 's=-']);
  expect(meaning('a=rtcp-fb:7 constructor')).toContain('does not know');
});
