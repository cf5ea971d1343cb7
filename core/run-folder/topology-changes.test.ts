import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { runFiles } from './files/index.ts';
import {
  applyChange,
  changesBetween,
  changesOf,
  pictureOf,
  type TopologyPicture,
} from './topology-changes.ts';
import { healths, type InstanceState, roles } from '../topology.ts';

const ids = ['db-1', 'db-2', 'task-a', 'task-b', 'task-c'];

const state: fc.Arbitrary<InstanceState> = fc.record(
  {
    id: fc.constantFrom(...ids),
    role: fc.constantFrom(...roles),
    address: fc.constantFrom('127.0.0.1:1', '127.0.0.2:1'),
    health: fc.constantFrom(...healths),
    since: fc.nat(3),
    detail: fc.string(),
    restarts: fc.nat(3),
    pid: fc.integer({ min: 1, max: 3 }),
    zone: fc.constantFrom('a', 'b'),
    class: fc.constantFrom('small', 'large'),
    warning: fc.constantFrom('full', 'gone'),
    weight: fc.nat(2),
  },
  { requiredKeys: ['id', 'role', 'address', 'health', 'since', 'detail', 'restarts'] },
);

const pictures = fc.array(fc.uniqueArray(state, { selector: ({ id }) => id }).map(pictureOf), {
  minLength: 1,
  maxLength: 8,
});

/** What is told of each instance, details apart, which are not recorded by themselves. */
function told(picture: TopologyPicture): object[] {
  return [...picture.values()]
    .map((instance) => ({ ...instance, detail: '' }))
    .toSorted((a, b) => a.id.localeCompare(b.id));
}

describe('changes between pictures', () => {
  test.prop([pictures])('give every picture again when they are played back', (list) => {
    let before: TopologyPicture = new Map();
    let replayed: TopologyPicture = new Map();
    for (const [at, picture] of list.entries()) {
      const changes = changesBetween(before, picture, at).map((change) =>
        runFiles.topology.parse(JSON.parse(JSON.stringify(change))),
      );
      for (const change of changes)
        if ('instance' in change) replayed = applyChange(replayed, change);
      expect(told(replayed)).toEqual(told(picture));
      before = picture;
    }
  });

  test.prop([pictures])('are none between a picture and itself, whatever its details', (list) => {
    for (const picture of list) {
      const other = pictureOf([...picture.values()].map((one) => ({ ...one, detail: 'other' })));
      expect(changesBetween(picture, other, 0)).toEqual([]);
    }
  });
});

describe('an instance', () => {
  const reader: InstanceState = {
    id: 'db-2',
    role: 'reader',
    address: '127.0.0.1:3306',
    pid: 10,
    health: 'healthy',
    since: 1000,
    detail: '',
    restarts: 0,
  };
  it.each([
    ['was started again', { restarts: 1, pid: 11, since: 1500 }, ['restarted', 'health']],
    ['is another process under the same name', { pid: 11 }, ['restarted']],
    ['lost its health', { health: 'unhealthy', since: 1500 }, ['health']],
    ['lost its health and got it back between two looks', { since: 1500 }, ['health']],
    ['became the writer', { role: 'writer' }, ['role']],
    ['gets less of the load', { weight: 0 }, ['weight']],
    ['cannot write its log', { warning: 'full' }, ['warning']],
    ['has another address', { address: '127.0.0.9:3306' }, ['altered']],
    ['has something else to tell', { detail: '1 s behind' }, []],
  ] satisfies [string, Partial<InstanceState>, string[]][])('%s', (_, patch, changes) => {
    expect(changesOf(reader, { ...reader, ...patch }, 2000).map(({ change }) => change)).toEqual(
      changes,
    );
  });
});
