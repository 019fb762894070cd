import { expect, test } from 'vitest';
import { startStock } from '../../scripts/support/stock-peer-server.ts';
import { join, open, serve, type Raw } from './support.ts';

/** What a client of either server does, and all that it sees of it. */
async function transcript(port: number) {
  const seen: Record<string, unknown> = {};
  const to = { port };
  const note = (name: string, ...all: Raw[]) => (seen[name] = all.map(({ heard }) => heard.splice(0)));
  const ask = async (path: string) => {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`);
    return [answer.status, (await answer.text()).replace(/^[0-9a-f-]{36}$/, 'a uuid')];
  };

  seen.http = [await ask('/'), await ask('/peerjs/id'), await ask('/peerjs/peers')];

  const [a, b] = [await join(to, 'a', 'token-a'), await join(to, 'b')];
  note('connect', a, b);

  const taken = await join(to, 'a', 'other');
  await taken.closed;
  note('id taken', taken);

  for (const type of ['OFFER', 'ANSWER', 'CANDIDATE', 'LEAVE', 'EXPIRE'])
    a.tell({ type, src: 'somebody else', dst: 'b', payload: { sdp: 'v=0', deep: [[1, 'ü']] }, more: 'is left out' });
  a.tell({ type: 'HEARTBEAT' });
  a.tell({ type: 'UNKNOWN', dst: 'b' });
  a.tell({ type: 'OFFER', dst: 'b', payload: 'the last' });
  await expect.poll(() => b.heard.at(-1)?.payload).toBe('the last');
  note('messages', a, b);

  a.tell({ type: 'OFFER', dst: 'late', payload: 1 });
  a.tell({ type: 'CANDIDATE', dst: 'late', payload: 2 });
  a.tell({ type: 'LEAVE', dst: 'late' });
  a.tell({ type: 'OFFER', dst: 'b', payload: 'behind them' });
  await b.next('OFFER');
  const late = await join(to, 'late');
  await late.next('CANDIDATE');
  note('queue, then connect', a, b, late);

  a.socket.close();
  await a.closed;
  // PeerJS's own server gives a letter to a socket that has said goodbye, and it is lost: until it knows of the end of the wire.
  for (let turns = 0; turns < 5; turns++) await ask('/');
  b.tell({ type: 'OFFER', dst: 'a', payload: 'meanwhile' });
  late.tell({ type: 'OFFER', dst: 'b', payload: 'x' });
  await b.next('OFFER');
  const again = await join(to, 'a', 'token-a');
  await again.next('OFFER');
  note('come back with the token', again, b);

  again.tell({ type: 'LEAVE' });
  again.socket.close();
  await again.closed;
  const other = await join(to, 'a', 'another');
  note('leave, and another takes the id', other);

  other.tell({ type: 'OFFER', dst: 'nobody', payload: 1 });
  other.tell({ type: 'CANDIDATE', dst: 'nobody', payload: 2 });
  await other.next('EXPIRE');
  note('expire', other);

  const refused = [{ key: 'wrong', id: 'x', token: 't' }, { key: 'peerjs', id: 'x' }, {}].map((query) =>
    open(port, query),
  );
  await Promise.all(refused.map(({ closed }) => closed));
  note('refused', ...refused);

  for (const { socket } of [b, late, other]) socket.close();
  await Promise.all([b, late, other].map(({ closed }) => closed));
  return seen;
}

test('a client sees of this server what it sees of PeerJS’s own', { timeout: 120_000 }, async () => {
  const theirs = await startStock();
  try {
    const ours = await serve();
    const [seenThere, seenHere] = await Promise.all([transcript(theirs.port), transcript(ours.port)]);
    expect(Object.keys(seenHere)).toHaveLength(9);
    expect(seenHere).toEqual(seenThere);
  } finally {
    theirs.child.kill();
  }
});
