import { expect, test } from 'vitest';
import type { Moment } from '../../../src/lib/stats/measure.ts';
import { moments } from '../../../src/lib/stats/sampler.ts';
import { recording } from './recorded.ts';

const { pc2 } = recording('chromium-plain');

/** A connection that answers with what was recorded, each after so many milliseconds. */
function played(answerMs: number) {
  let [asked, open, most] = [0, 0, 0];
  const connection = {
    getStats: async () => {
      most = Math.max(most, ++open);
      await new Promise((resolve) => setTimeout(resolve, answerMs));
      open--;
      const reports = pc2[Math.min(asked++, pc2.length - 1)]!;
      return new Map(reports.map((report) => [report.id, report]));
    },
    getTransceivers: () => [],
  };
  return { connection: connection as unknown as RTCPeerConnection, asked: () => asked, most: () => most };
}

/** Takes all moments until they end. */
async function each(all: AsyncGenerator<Moment>, take: (moment: Moment) => void = () => undefined) {
  for await (const moment of all) take(moment);
}

test('moments come one after another, and two questions never overlap, even if an answer takes longer than the interval', async () => {
  const { connection, most } = played(15);
  const ending = new AbortController();
  const taken = [];
  for await (const moment of moments(connection, ending.signal, 5)) {
    taken.push(moment);
    if (taken.length === 6) ending.abort();
  }
  expect(taken).toHaveLength(6);
  expect(most()).toBe(1);
  expect(taken.at(-1)?.received.find(({ kind }) => kind === 'video')?.figures.fps).toBeCloseTo(20, 0);
});

test('the time of an answer does not add up', async () => {
  const { connection } = played(10);
  const ending = new AbortController();
  const began = performance.now();
  let count = 0;
  await each(moments(connection, ending.signal, 40), () => {
    if (++count === 6) ending.abort();
  });
  expect(performance.now() - began).toBeLessThan(5 * 40 + 45); // with it: 5 * 50 + 10
});

test('it ends at once with the signal, without an error', async () => {
  const { connection, asked } = played(0);
  const ending = new AbortController();
  const began = performance.now();
  setTimeout(() => ending.abort(), 20);
  await each(moments(connection, ending.signal, 60_000));
  expect(performance.now() - began).toBeLessThan(2000);
  expect(asked()).toBe(1);
});

test('a connection that was closed with the signal may refuse to answer', async () => {
  const ending = new AbortController();
  const connection = {
    getStats: () => {
      ending.abort();
      return Promise.reject(new DOMException('closed', 'InvalidStateError'));
    },
    getTransceivers: () => [],
  } as unknown as RTCPeerConnection;
  await each(moments(connection, ending.signal), () => expect.unreachable());
});
