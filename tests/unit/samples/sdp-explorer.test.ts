import { expect, test } from 'vitest';
import { readSdp } from '../../../src/samples/peer-connection/sdp-explorer/sdp-lines.ts';
import { sectionsOf, ufragOf } from '../../../src/samples/peer-connection/sdp-explorer/sections.ts';

const sdp = [
  'v=0',
  'o=- 1 2 IN IP4 127.0.0.1',
  's=-',
  't=0 0',
  'a=group:BUNDLE 0 1',
  'a=extmap-allow-mixed',
  'm=video 9 UDP/TLS/RTP/SAVPF 96 97',
  'c=IN IP4 0.0.0.0',
  'a=rtcp:9 IN IP4 0.0.0.0',
  'a=ice-ufrag:Ab+/',
  'a=ice-pwd:secret',
  'a=fingerprint:sha-256 AA',
  'a=setup:actpass',
  'a=mid:0',
  'a=extmap:1 urn:ietf:params:rtp-hdrext:sdes:mid',
  'a=sendonly',
  'a=rtpmap:96 VP8/90000',
  'a=rtcp-fb:96 nack',
  'a=rtpmap:97 rtx/90000',
  'a=fmtp:97 apt=96',
  'a=rid:low send',
  'a=simulcast:send low',
  'a=ssrc:1 cname:x',
  'a=never-heard-of',
  'm=application 9 UDP/DTLS/SCTP webrtc-datachannel',
  'a=mid:1',
  'a=sctp-port:5000',
  '',
].join('\r\n');

test('each section has its lines by what they are about, and none is lost', () => {
  const sections = sectionsOf(readSdp(sdp));
  expect(sections.map(({ title }) => title)).toEqual([
    'Head, about the whole session',
    'Section 1: video, mid 0, sendonly',
    'Section 2: application, mid 1',
  ]);
  const texts = (section: number) =>
    Object.fromEntries(sections[section]!.topics.map(({ title, lines }) => [title, lines.map(({ text }) => text)]));
  expect(texts(1)).toEqual({
    'What it is about': ['m=video 9 UDP/TLS/RTP/SAVPF 96 97', 'c=IN IP4 0.0.0.0', 'a=mid:0', 'a=sendonly'],
    'Encodings of one picture': ['a=rid:low send', 'a=simulcast:send low'],
    Codecs: ['a=rtpmap:96 VP8/90000', 'a=rtcp-fb:96 nack', 'a=rtpmap:97 rtx/90000', 'a=fmtp:97 apt=96'],
    'Header extensions': ['a=extmap:1 urn:ietf:params:rtp-hdrext:sdes:mid'],
    'The way there: ICE': ['a=ice-ufrag:Ab+/', 'a=ice-pwd:secret'],
    'Encryption: DTLS': ['a=fingerprint:sha-256 AA', 'a=setup:actpass'],
    'Reports: RTCP': ['a=rtcp:9 IN IP4 0.0.0.0'],
    'Packets of this sender': ['a=ssrc:1 cname:x'],
    'The rest': ['a=never-heard-of'],
  });
  expect(texts(2)['Data channels']).toEqual(['a=sctp-port:5000']);
  const count = sections.flatMap(({ topics }) => topics.flatMap(({ lines }) => lines)).length;
  expect(count).toBe(readSdp(sdp).length);
});

test('the name in ICE is read, and a description without a section has none', () => {
  expect(ufragOf(sdp)).toBe('Ab+/');
  expect(ufragOf('v=0\r\ns=-\r\n')).toBeUndefined();
  expect(sectionsOf(readSdp('v=0\r\ns=-\r\n'))).toHaveLength(1);
});
