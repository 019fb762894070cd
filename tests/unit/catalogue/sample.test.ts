import { expect, test } from 'vitest';
import { groups } from '../../../src/samples/groups.ts';
import type { SampleMeta } from '../../../src/samples/sample.ts';
import { listSamples, relatedTo, SampleError, type Folders } from '../../../src/lib/catalogue/sample.ts';

const meta = (order: number, uses: string[]): SampleMeta => ({
  title: `Sample ${order}`,
  summary: 'One.',
  order,
  uses,
  needs: [],
});

function folders(metas: Record<string, SampleMeta>): Folders {
  const ids = Object.keys(metas).map((path) => path.replace('/meta.ts', ''));
  return {
    metas: new Map(Object.entries(metas)),
    texts: new Map(
      ids.flatMap((id) =>
        ['style.css', 'index.html', 'worker.ts', 'main.ts'].map((name) => [`${id}/${name}`, name] as const),
      ),
    ),
    checks: new Map(ids.map((id) => [id, 'test'])),
  };
}

const three = folders({
  'data-channel/chat/meta.ts': meta(64, ['RTCDataChannel', 'RTCPeerConnection']),
  'peer-connection/call/meta.ts': meta(30, ['RTCPeerConnection']),
  'data-channel/file/meta.ts': meta(2, ['RTCDataChannel']),
});

test('samples stand in the order of their groups, then in their own; files in reading order', () => {
  const samples = listSamples(three, groups);
  expect(samples.map(({ id }) => id)).toEqual(['peer-connection/call', 'data-channel/file', 'data-channel/chat']);
  expect(samples[0]?.files.map(({ name }) => name)).toEqual(['main.ts', 'worker.ts', 'index.html', 'style.css']);
  expect(samples[0]?.check).toEqual({ name: 'call.spec.ts', text: 'test' });
});

test('a sample without a check, a group or a main file is refused by its name', () => {
  const one = { 'data-channel/chat/meta.ts': meta(1, []) };
  expect(() => listSamples({ ...folders(one), checks: new Map() }, groups)).toThrow(SampleError);
  expect(() => listSamples({ ...folders(one), checks: new Map() }, groups)).toThrow(
    'data-channel/chat.spec.ts is missing',
  );
  expect(() => listSamples({ ...folders(one), texts: new Map() }, groups)).toThrow('main.ts is missing');
  expect(() => listSamples(folders({ 'no-group/chat/meta.ts': meta(1, []) }), groups)).toThrow(
    'no group is called “no-group”',
  );
});

test('related samples share features, the rarer the nearer; one that shares nothing is none', () => {
  const samples = listSamples(three, groups);
  const chat = samples.find(({ slug }) => slug === 'chat')!;
  expect(relatedTo(chat, samples).map(({ slug }) => slug)).toEqual(['file', 'call']);
  const file = samples.find(({ slug }) => slug === 'file')!;
  expect(relatedTo(file, samples).map(({ slug }) => slug)).toEqual(['chat']);
});
