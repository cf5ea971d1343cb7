import { describe, expect, it } from 'vitest';
import type { InstanceChange, TopologyRecord } from '../../../core/run-folder/files/topology.ts';
import type { InstanceState } from '../../../core/topology.ts';
import { healthChanges, partState } from '../../testing/synthetic-topology.ts';
import { happenings } from './events.ts';

const reader = partState({ id: 'db-2', role: 'reader', address: 'a:1' });
const task = (id: string): InstanceState => partState({ id, role: 'task', address: `${id}:1` });
const starting = (id: string): InstanceState => ({ ...task(id), health: 'starting' });
const present = (instance: InstanceState): TopologyRecord => ({
  change: 'present',
  at: 0,
  instance,
});
const appeared = (at: number, instance: InstanceState): InstanceChange => ({
  change: 'appeared',
  at,
  instance,
});
const gone = (at: number, id: string, detail = ''): InstanceChange => ({
  change: 'gone',
  at,
  instance: { ...task(id), health: 'stopped', detail },
});

/** What happened, each as the facts that a test is about. */
function told(...records: readonly TopologyRecord[]): object[] {
  return happenings(records).map(({ kind, part, at, until, replacedBy, starts, reason }) => ({
    kind,
    part,
    at,
    ...(until === undefined ? {} : { until }),
    ...(replacedBy === null ? {} : { replacedBy }),
    ...(starts === 0 ? {} : { starts }),
    ...(reason === '' ? {} : { reason }),
  }));
}

describe('what became of parts', () => {
  it('is nothing where all stayed as they were', () => {
    expect(told(present(reader), present(task('a')))).toEqual([]);
  });

  it('is one restart from the death of a part until it works again', () => {
    const [dead, begun, well] = healthChanges(
      reader,
      [10, 'unhealthy', 'it was ended by SIGKILL'],
      [20, 'starting'],
      [30, 'healthy'],
    );
    if (dead === undefined || begun === undefined || well === undefined) throw new Error('none');
    const restarted = { change: 'restarted', at: 20, instance: begun.instance } as const;
    expect(told(present(reader), dead, restarted, begun, well)).toEqual([
      {
        kind: 'restarted',
        part: 'db-2',
        at: 10,
        until: 30,
        starts: 1,
        reason: 'it was ended by SIGKILL',
      },
    ]);
  });

  it('is an end that lasts until the next of its role is healthy, however many fail before', () => {
    expect(
      told(
        present(task('a')),
        present(task('b')),
        ...healthChanges(task('a'), [10, 'stopped', 'it was ended by SIGKILL']),
        gone(10, 'a', 'it was ended by SIGKILL'),
        appeared(11, starting('c')),
        gone(12, 'c', 'it ended with status 1'),
        appeared(13, starting('d')),
        ...healthChanges(starting('d'), [15, 'healthy']),
      ),
    ).toEqual([
      {
        kind: 'ended',
        part: 'a',
        at: 10,
        until: 15,
        replacedBy: 'd',
        starts: 2,
        reason: 'it ended with status 1',
      },
    ]);
  });

  it('gives each of two that went a successor of its own', () => {
    expect(
      told(
        present(task('a')),
        present(task('b')),
        gone(10, 'a'),
        gone(11, 'b'),
        appeared(12, starting('c')),
        appeared(13, starting('d')),
        ...healthChanges(starting('d'), [14, 'healthy']),
        ...healthChanges(starting('c'), [16, 'healthy']),
      ),
    ).toEqual([
      { kind: 'ended', part: 'a', at: 10, until: 16, replacedBy: 'c', starts: 1 },
      { kind: 'ended', part: 'b', at: 11, until: 14, replacedBy: 'd', starts: 1 },
    ]);
  });

  it('is no trouble when a task is drained and another was added before', () => {
    expect(
      told(
        present(task('a')),
        appeared(5, task('b')),
        ...healthChanges(task('a'), [10, 'draining'], [12, 'stopped']),
        gone(12, 'a'),
      ),
    ).toEqual([
      { kind: 'added', part: 'b', at: 5, until: 5 },
      { kind: 'drained', part: 'a', at: 12, until: 12 },
    ]);
  });

  it('has no end where nothing was right again', () => {
    expect(
      told(
        present(reader),
        ...healthChanges(reader, [10, 'unhealthy', 'replication has stopped']),
        { change: 'warning', at: 20, instance: { ...task('a'), warning: 'its log is full' } },
        { change: 'unseen', at: 30, reason: 'it hangs' },
      ),
    ).toEqual([
      { kind: 'unhealthy', part: 'db-2', at: 10, reason: 'replication has stopped' },
      { kind: 'warning', part: 'a', at: 20, reason: 'its log is full' },
      { kind: 'unseen', part: null, at: 30, reason: 'it hangs' },
    ]);
  });

  it('tells a failover: the reader that became the writer, and the old writer that came back', () => {
    const writer = partState({ id: 'db-1', role: 'writer', address: 'b:1' });
    const dead = healthChanges(writer, [10, 'unhealthy', 'it was ended by SIGKILL']);
    const back = { ...writer, role: 'reader', pid: 7, restarts: 1, since: 40 } as const;
    expect(
      told(
        present(writer),
        present(reader),
        ...dead,
        { change: 'role', at: 20, from: 'reader', instance: { ...reader, role: 'writer' } },
        { change: 'restarted', at: 40, instance: back },
        { change: 'role', at: 40, from: 'writer', instance: back },
      ),
    ).toEqual([
      {
        kind: 'restarted',
        part: 'db-1',
        at: 10,
        until: 40,
        starts: 1,
        reason: 'it was ended by SIGKILL',
      },
      { kind: 'role', part: 'db-2', at: 20, until: 20, reason: 'it was the reader before' },
      { kind: 'role', part: 'db-1', at: 40, until: 40, reason: 'it was the writer before' },
    ]);
  });

  it('tells what was amiss between two looks only', () => {
    expect(
      told(present(reader), {
        change: 'health',
        at: 10,
        from: 'healthy',
        instance: { ...reader, since: 9 },
      }),
    ).toEqual([
      {
        kind: 'unhealthy',
        part: 'db-2',
        at: 10,
        until: 10,
        reason: 'for less than the time between two looks',
      },
    ]);
  });
});
