import { deflateRawSync } from 'node:zlib';
import { describe, expect, test, vi } from 'vitest';
import { rateLimit, readMessage } from '../../../src/samples/across-machines/copy-paste-signaling/message.ts';
import { pack, sessionOf, unpack } from '../../../src/samples/across-machines/copy-paste-signaling/pasted.ts';

const sdp =
  'v=0\r\no=- 7817862 2 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\na=candidate:1\r\na=candidate:2\r\na=candidate:3\r\n';
const candidate = {
  candidate: 'candidate:1 1 udp 1 10.0.0.1 5 typ host',
  sdpMid: '0',
  sdpMLineIndex: 0,
  usernameFragment: 'ab',
};
const compressed = (text: string) => deflateRawSync(text).toString('base64url');

describe('a text that people carry', () => {
  test.for([
    { type: 'offer', sdp },
    { type: 'answer', sdp, to: '7817862' },
    { type: 'candidates', candidates: [candidate] },
  ] as const)('$type comes back as it was, in both writings', async (message) => {
    const { plain, compressed } = await pack(message);
    expect(compressed).toMatch(/^[\w-]+$/);
    expect(await unpack(plain)).toEqual(message);
    expect(await unpack(compressed)).toEqual(message);
  });

  test('may be a link, and may be broken into lines', async () => {
    const { compressed } = await pack({ type: 'offer', sdp });
    const lines = compressed.replace(/(.{40})/g, '$1\r\n');
    expect(await unpack(`  http://localhost/run/?a=b#${lines} \n`)).toEqual({ type: 'offer', sdp });
  });

  test.for([
    ['', /nothing to use/],
    ['hello, here is my offer', /signs in it/],
    ['hello', /not whole/],
    ['{"type":"offer"', /not whole/],
    ['a', /not whole/],
    [compressed('no JSON'), /not whole/],
    [compressed(JSON.stringify({ type: 'offer', sdp })).slice(0, -5), /not whole/],
    [compressed(JSON.stringify({ type: 'offer', sdp })) + 'AAAA', /not whole/],
    ['x'.repeat(64_001), /too long/],
    ['null', /not whole/],
    ...[
      [],
      { type: 'pranswer', sdp },
      { type: 'offer', sdp: 5 },
      { type: 'offer', sdp: 'nonsense' },
      { type: 'answer', sdp },
      { type: 'candidates', candidates: [] },
      { type: 'candidates', candidates: Array.from({ length: 101 }, () => candidate) },
      { type: 'candidates', candidates: [candidate, { ...candidate, sdpMid: 7 }] },
    ].map((value) => [compressed(JSON.stringify(value)), /no offer, no answer/] as const),
  ] as const)('%s is refused in a sentence', async ([text, sentence]) => {
    await expect(unpack(text)).rejects.toThrow(sentence);
  });

  test('is not unpacked beyond its limit', async () => {
    const bomb = deflateRawSync(Buffer.alloc(40_000_000)).toString('base64url');
    expect(bomb.length).toBeLessThan(64_000);
    const before = process.memoryUsage().arrayBuffers;
    await expect(unpack(bomb)).rejects.toThrow(/Unpacked, this text is much too long/);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(5_000_000);
  });

  test('names its session', () => {
    expect(sessionOf(sdp)).toBe('7817862');
    expect(sessionOf('v=0\r\no=mozilla...THIS_IS_SDPARTA-99.0 42 0 IN IP4 0.0.0.0\r\n')).toBe('42');
    expect(sessionOf('v=0')).toBe('');
  });
});

describe('a message over the channel', () => {
  test('is read', () => {
    expect(readMessage('{"kind":"text","text":"hi","more":1}')).toEqual({ kind: 'text', text: 'hi' });
    const description = { type: 'offer', sdp };
    expect(readMessage(JSON.stringify({ kind: 'description', description }))).toEqual({
      kind: 'description',
      description,
    });
  });

  test.for([
    null,
    new ArrayBuffer(8),
    'null',
    '{',
    '[]',
    '{"kind":"text"}',
    '{"kind":"text","text":""}',
    JSON.stringify({ kind: 'text', text: 'x'.repeat(2001) }),
    JSON.stringify({ kind: 'description', description: { type: 'rollback', sdp: '' } }),
    JSON.stringify({ kind: 'description', description: { type: 'offer', sdp: 'x'.repeat(64_000) } }),
  ])('that is not as it should be is not', (data) => {
    expect(readMessage(data)).toBeUndefined();
  });
});

test('a flood across the turn of a second is one flood; a second later there is room again', () => {
  vi.useFakeTimers({ toFake: ['performance'] });
  try {
    const isWithinRate = rateLimit(50);
    vi.advanceTimersByTime(950);
    let passed = 0;
    for (let count = 0; count < 1000; count++) {
      if (isWithinRate()) passed++;
      if (count % 10 === 0) vi.advanceTimersByTime(1);
    }
    expect(passed).toBe(50);
    vi.advanceTimersByTime(1000);
    expect(isWithinRate()).toBe(true);
  } finally {
    vi.useRealTimers();
  }
});
