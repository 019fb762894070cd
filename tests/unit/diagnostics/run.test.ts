import { describe, expect, test } from 'vitest';
import { finding, type Finding } from '../../../src/lib/diagnostics/finding.ts';
import type { Probe, ProbeContext, ProbeId } from '../../../src/lib/diagnostics/probe.ts';
import { pause, Resources } from '../../../src/lib/diagnostics/resources.ts';
import { evidenceOf, run, type RunEvent } from '../../../src/lib/diagnostics/run.ts';

type Body = (context: ProbeContext) => AsyncIterable<Finding>;
const probe = (id: ProbeId, body: Body, more: Partial<Probe> = {}): Probe => ({
  id,
  title: id,
  group: 'basics',
  load: 'light',
  timeoutMs: 10_000,
  run: body,
  ...more,
});

async function eventsOf(probes: readonly Probe[], signal = new AbortController().signal): Promise<RunEvent[]> {
  const events: RunEvent[] = [];
  await run(probes, {
    signal,
    contextOf: (_, own) => ({ signal: own }) as ProbeContext,
    onEvent: (event) => events.push(event),
  });
  return events;
}

const order = (events: readonly RunEvent[]) => events.map(({ type, probe: id }) => `${type} ${id}`);
const ids = (events: readonly RunEvent[]) =>
  events.flatMap((event) => (event.type === 'finding' ? event.finding.id : []));
async function* silence(): AsyncGenerator<Finding> {
  yield* await Promise.resolve([]);
}
const ready: Body = async function* () {
  await Promise.resolve();
  yield finding('signaling.none');
};

describe('what goes wrong becomes a finding', () => {
  test.for<[string, unknown, string]>([
    ['an error', new RangeError('Too much.'), 'RangeError: Too much'],
    ['an error of the browser', new DOMException('Not now.', 'InvalidStateError'), 'InvalidStateError: Not now'],
    ['a text', 'something broke.', 'something broke'],
    ['an event', new Event('error'), 'an event named “error”'],
    ['nothing at all', undefined, 'something without a name ([object Undefined])'],
  ])('%s', async ([, thrown, said]) => {
    const events = await eventsOf([
      probe('codecs', async function* () {
        yield* ready({} as ProbeContext);
        throw thrown;
      }),
    ]);
    expect(ids(events)).toEqual(['signaling.none', 'probe.crashed']);
    expect(events).toContainEqual(
      expect.objectContaining({
        finding: expect.objectContaining({ verdict: 'fail', sentence: `This check broke off: ${said}.` }) as Finding,
      }),
    );
    expect(order(events).at(-1)).toBe('finished codecs');
  });

  test('a check without a result', async () => {
    expect(ids(await eventsOf([probe('codecs', () => silence())]))).toEqual(['probe.silent']);
  });

  test('a check that does not end: what it opened is closed at its deadline', async () => {
    let closed = false;
    const hangs = probe(
      'nat',
      async function* ({ signal }) {
        new Resources(signal).add('connection', () => (closed = true));
        yield finding('signaling.none');
        await new Promise(() => undefined);
      },
      { timeoutMs: 20 },
    );
    const events = await eventsOf([hangs]);
    expect(ids(events)).toEqual(['signaling.none', 'probe.timed-out']);
    expect(closed).toBe(true);
  });

  test('causes are told, too', () => {
    expect(evidenceOf(new Error('outer', { cause: new TypeError('inner') }))).toEqual({
      error: 'Error: outer',
      cause: 'TypeError: inner',
    });
  });
});

describe('the order', () => {
  const slow: Body = async function* ({ signal }) {
    await pause(10, signal);
    yield finding('signaling.none');
  };

  test('heavy checks one after another, light ones beside them', async () => {
    const events = await eventsOf([
      probe('camera-capture', slow, { load: 'heavy' }),
      probe('microphone-level', slow, { load: 'heavy' }),
      probe('codecs', ready),
    ]);
    expect(order(events).slice(0, 2)).toEqual(['started camera-capture', 'started codecs']);
    expect(order(events).indexOf('started microphone-level')).toBeGreaterThan(
      order(events).indexOf('finished camera-capture'),
    );
  });

  test('a check waits for those it builds upon, and not for those that were not chosen', async () => {
    const events = await eventsOf([
      probe('nat', ready, { after: ['ice-servers', 'permissions'] }),
      probe('ice-servers', slow),
    ]);
    expect(order(events).indexOf('started nat')).toBeGreaterThan(order(events).indexOf('finished ice-servers'));
  });
});

test('Cancel ends everything at once, and nothing that waited begins', async () => {
  const cancel = new AbortController();
  let closed = 0;
  const hangs: Body = async function* ({ signal }) {
    new Resources(signal).add('thing', () => closed++);
    yield finding('signaling.none');
    await new Promise(() => undefined);
  };
  const done = eventsOf(
    [probe('nat', hangs), probe('codecs', hangs), probe('throughput', ready, { after: ['nat'] })],
    cancel.signal,
  );
  await new Promise((resolve) => setTimeout(resolve, 5));
  cancel.abort(new DOMException('Cancelled.', 'AbortError'));
  const events = await done;
  expect(closed).toBe(2);
  expect(order(events).filter((one) => !one.startsWith('finding'))).toEqual([
    'started nat',
    'started codecs',
    'cancelled nat',
    'cancelled codecs',
  ]);
});

test('what comes after the end is closed at once', () => {
  const resources = new Resources(new AbortController().signal);
  const log: string[] = [];
  resources.add('first', (one) => log.push(one));
  resources.add('second', (one) => log.push(one));
  resources.close();
  resources.close();
  resources.add('late', (one) => log.push(one));
  expect(log).toEqual(['second', 'first', 'late']);
});
