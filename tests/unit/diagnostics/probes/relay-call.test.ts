import { expect, test } from 'vitest';
import { finding } from '../../../../src/lib/diagnostics/finding.ts';
import { judgeRelay, type RelayFacts } from '../../../../src/lib/diagnostics/probes/relay-call.ts';

const good: RelayFacts = {
  url: 'turn:a.test',
  state: 'connected',
  connectMs: 136.4,
  relayCandidates: 2,
  relayProtocol: 'udp',
  sent: 146,
  arrived: 146,
  roundTripMs: 41.23,
  progress: [
    { bytes: 100_000, ms: 250 },
    { bytes: 500_000, ms: 500 },
    { bytes: 1_000_000, ms: 750 },
  ],
};
const ids = (more: Partial<RelayFacts>) => judgeRelay({ ...good, ...more }).map(({ id }) => id);

test('a good call, with how fast it became fast', () => {
  const [one] = judgeRelay(good);
  expect(one).toMatchObject({
    id: 'relay.good',
    subject: 'turn:a.test',
    sentence: 'A call through turn:a.test connected; a round trip takes 41 ms, and 0 % of the packets were lost.',
    evidence: { bestKbps: 16_000, rampUpMs: 500, connectMs: 136, roundTripMs: 41.2 },
  });
});

test('over TCP it is told as well', () => {
  expect(ids({ relayProtocol: 'tcp' })).toEqual(['relay.good', 'relay.tcp']);
  expect(judgeRelay({ ...good, relayProtocol: 'tls' })[1]!.sentence).toContain('TLS over TCP');
});

test('slow, lossy, or both', () => {
  expect(ids({ roundTripMs: 151 })).toEqual(['relay.slow']);
  expect(ids({ arrived: 140 })).toEqual(['relay.lossy']);
  expect(ids({ roundTripMs: 400, arrived: 100, progress: [] })).toEqual(['relay.slow', 'relay.lossy']);
});

test('no call at all', () => {
  const { url, connectMs, relayCandidates } = good;
  const none: RelayFacts = { url, connectMs, relayCandidates, state: 'connected' };
  const [failed] = judgeRelay({ ...none, state: 'failed', connectMs: 8001 });
  expect(failed).toMatchObject({
    id: 'relay.failed',
    sentence:
      'turn:a.test lends addresses, but a call through it did not come about: its two ends had not found each other after 8 seconds.',
  });
  expect(judgeRelay(none)[0]).toMatchObject({
    id: 'relay.failed',
    evidence: { how: 'it connected, but no message came back' },
  });
  expect(judgeRelay({ ...none, state: 'dtls-stuck', connectMs: 8001 })[0]!.id).toBe('relay.dtls-stuck');
});

test('what was not tried needs no more than the URL', () => {
  expect(finding('relay.none').verdict).toBe('skip');
  expect(finding('relay.not-tried', { url: 'turn:a.test' }).sentence).toContain('turn:a.test was not tried');
  expect(finding('servers.none').verdict).toBe('skip');
});
