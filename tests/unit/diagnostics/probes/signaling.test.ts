import { expect, test } from 'vitest';
import { judgeSignaling, type Signaling } from '../../../../src/lib/diagnostics/probes/signaling.ts';

test.for<[Signaling, string, string]>([
  [{ http: 'id', connectMs: 20, echoMs: 1 }, 'signaling.works', 'pass'],
  [{ http: 'id', connectMs: 2500, echoMs: 1 }, 'signaling.slow', 'warn'],
  [{ http: 'id', connectMs: 20, echoMs: 1200 }, 'signaling.slow', 'warn'],
  [{ http: 'none' }, 'signaling.none', 'skip'],
  [{ http: 'unreachable' }, 'signaling.unreachable', 'fail'],
  [{ http: 'id' }, 'signaling.blocked', 'fail'],
  [{ http: 'id', connectMs: 20 }, 'signaling.blocked', 'fail'],
  [{ http: 'id', refusal: 'code 4001' }, 'signaling.refused', 'fail'],
])('%j', ([seen, id, verdict]) => {
  expect(judgeSignaling(seen)).toMatchObject([{ id, verdict }]);
});
