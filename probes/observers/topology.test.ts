import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { knownError } from '../../core/errors.ts';
import type { TopologyRecord } from '../../core/run-folder/files/topology.ts';
import {
  applyChange,
  pictureOf,
  type TopologyPicture,
} from '../../core/run-folder/topology-changes.ts';
import type { InstanceState, TopologyLook } from '../../core/topology.ts';
import { describedTarget } from '../../targets/described/described.ts';
import type { Target } from '../../targets/target.ts';
import { changesUpTo, topology } from './topology.ts';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const reader: InstanceState = {
  id: 'db-2',
  role: 'reader',
  address: '127.0.0.1:3306',
  pid: 10,
  health: 'healthy',
  since: 1000,
  detail: 'follows',
  restarts: 0,
};

const aState: fc.Arbitrary<InstanceState> = fc
  .record({
    id: fc.constantFrom('db-1', 'db-2', 'task-a'),
    health: fc.constantFrom('starting' as const, 'healthy' as const, 'unhealthy' as const),
    since: fc.nat(5),
    restarts: fc.nat(3),
  })
  .map((some) => ({ ...reader, ...some }));
const aStep = fc.oneof(
  aState.map((state) => ({ at: 1, id: state.id, state })),
  aState.map(({ id }) => ({ at: 1, id, state: null })),
);

function replayed(before: TopologyPicture, records: Iterable<TopologyRecord>): TopologyPicture {
  let picture = before;
  for (const record of records) if ('instance' in record) picture = applyChange(picture, record);
  return picture;
}

function sorted(picture: TopologyPicture): InstanceState[] {
  return [...picture.values()].toSorted((a, b) => a.id.localeCompare(b.id));
}

test.prop([
  fc.uniqueArray(aState, { selector: ({ id }) => id }),
  fc.array(aStep),
  fc.uniqueArray(aState, { selector: ({ id }) => id }),
])(
  'steps and the picture that they lead to give that picture, even if some are lost',
  (from, steps, to) => {
    const before = pictureOf(from);
    const now = pictureOf(to);
    expect(sorted(replayed(before, changesUpTo(before, steps, now, 2)))).toEqual(sorted(now));
  },
);

/** A described system that answers these looks one after the other, and then the last one again and again. */
async function targetThatShows(
  looks: readonly (() => Promise<TopologyLook>)[],
  asked: (string | undefined)[],
): Promise<Target> {
  const folder = await mkdtemp(join(tmpdir(), 'bil-target-'));
  const path = join(folder, 'target.yml');
  await writeFile(path, 'name: shown\nbaseUrl: http://127.0.0.1:1\n');
  const target = await describedTarget(path, {});
  await rm(folder, { recursive: true });
  let next = 0;
  return {
    ...target,
    instancesSince: (position) => {
      asked.push(position);
      const look = looks[Math.min(next, looks.length - 1)];
      next += 1;
      if (look === undefined) throw new Error('there is nothing to show');
      return look();
    },
  };
}

async function recordsOf(target: Target, count: number): Promise<object[]> {
  const until = new AbortController();
  const records: object[] = [];
  const source = topology.watch({
    target,
    generatorPids: [],
    isOurs: true,
    until: until.signal,
    tell: () => undefined,
  });
  if (source === undefined) throw new Error('it is not watched');
  for await (const record of source) {
    if (typeof record === 'string') throw new Error('a line is no record');
    records.push(record);
    if (records.length >= count) until.abort();
  }
  return records;
}

describe('the observer', () => {
  it('writes who is there, every step between two looks, and where nobody answered', async () => {
    const dead = { ...reader, health: 'unhealthy' as const, since: 1500, detail: 'it was killed' };
    const again = { ...reader, pid: 11, restarts: 1, since: 1600 };
    const away = knownError('cluster-not-up', { name: 'shown' });
    const asked: (string | undefined)[] = [];
    const target = await targetThatShows(
      [
        async () => ({ instances: [reader], steps: [], position: 'a' }),
        async () => ({
          instances: [again],
          steps: [
            { at: 1500, id: 'db-2', state: dead },
            { at: 1600, id: 'db-2', state: again },
          ],
          position: 'b',
        }),
        () => Promise.reject(away),
        async () => ({ instances: [], steps: [], position: 'c' }),
      ],
      asked,
    );
    const at = expect.any(Number);
    expect(await recordsOf(target, 7)).toEqual([
      { change: 'present', at, instance: reader },
      { change: 'health', at: 1500, from: 'healthy', instance: dead },
      { change: 'restarted', at: 1600, instance: again },
      { change: 'health', at: 1600, from: 'unhealthy', instance: again },
      { change: 'unseen', at, reason: away.message },
      { change: 'seen', at },
      { change: 'gone', at, instance: again },
    ]);
    expect(asked.slice(0, 4)).toEqual([undefined, 'a', 'b', 'b']);
  });

  it('ends with what is a fault of ours', async () => {
    const fault = new TypeError('no such thing');
    const target = await targetThatShows([() => Promise.reject(fault)], []);
    await expect(recordsOf(target, 1)).rejects.toBe(fault);
  });

  it('compares pictures of a target that has nothing else', async () => {
    const asked: (string | undefined)[] = [];
    const { instancesSince: _since, ...plain } = await targetThatShows([], asked);
    const pictures = [[reader], [{ ...reader, health: 'draining' as const, since: 1700 }]];
    const target: Target = { ...plain, instancesNow: async () => pictures.shift() ?? [] };
    const records = await recordsOf(target, 3);
    expect(records).toMatchObject([
      { change: 'present' },
      { change: 'health', from: 'healthy', instance: { health: 'draining' } },
      { change: 'gone' },
    ]);
  });
});
