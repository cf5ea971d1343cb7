import { describe, expect, it } from 'vitest';
import { judge } from './judge.ts';
import type { Sample } from './samples/sample.ts';

interface Minute {
  /** Open connections of each of two readers, of 100. */
  readonly open: number;
  /** Fraction of one core. */
  readonly cpu: number;
}

/** Two readers by the second. */
function seen(minutes: readonly Minute[]): Sample[] {
  const readers = ['db-2', 'db-3'];
  const samples: Sample[] = readers.map((id) => ({
    kind: 'node',
    at: 0,
    id,
    role: 'reader',
    cores: 1,
  }));
  let cpuSeconds = 0;
  for (let second = 0; second <= minutes.length * 60; second += 1) {
    const { open, cpu } = minutes[Math.min(minutes.length - 1, Math.floor(second / 60))] ?? {
      open: 0,
      cpu: 0,
    };
    cpuSeconds += cpu;
    for (const id of readers)
      samples.push({ kind: 'connections', at: second * 1000, id, most: 100, open, cpuSeconds });
  }
  return samples;
}

const busy = (minutes: number, minute: Minute): Minute[] =>
  Array.from({ length: minutes }, () => minute);

describe('what scaling would have done', () => {
  it('is told minute by minute, where connections run short and CPU idles', () => {
    const { remarks, reasons } = judge(
      seen([...busy(2, { open: 20, cpu: 0.1 }), ...busy(6, { open: 85, cpu: 0.1 })]),
      {},
    );
    expect(remarks).toEqual([
      'Target tracking on RDSReaderAverageDatabaseConnections at 70 (above it in 6 of 8 minutes) would have gone from 2 to 3 readers after 5 min.',
      'Target tracking on RDSReaderAverageCPUUtilization at 60 (above it in 0 of 8 minutes) would have changed nothing.',
    ]);
    expect(reasons).toEqual(
      ['db-2', 'db-3'].map(
        (id) =>
          `${id}-cpu-tells: while connections were short (70 % of 100 or more) CPU was 10 %: scaling on CPU, at 60 %, would do nothing.`,
      ),
    );
  });

  it('is nothing where no minute is whole', () => {
    const { remarks, outcome } = judge(seen(busy(1, { open: 20, cpu: 0.1 })).slice(0, 60), {});
    expect([outcome, remarks]).toEqual([
      'pass',
      ['No whole minute of a reader was seen: nothing scales on less.'],
    ]);
  });

  it('is the same by both, where CPU tells of it', () => {
    const { remarks, outcome } = judge(seen(busy(4, { open: 75, cpu: 0.8 })), {});
    expect([outcome, remarks.map((remark) => remark.split(' would ')[1])]).toEqual([
      'pass',
      ['have gone from 2 to 3 readers after 3 min.', 'have gone from 2 to 3 readers after 3 min.'],
    ]);
  });
});

describe('pools', () => {
  const pool = { kind: 'pool', at: 0, role: 'reader', size: 60, open: 60, inUse: 60 } as const;
  it.each([
    [
      'requests that wait at them',
      [{ ...pool, task: 'a', waiting: 7 }],
      'reader-pools-have-room: 60 of 60 connections of the reader pools of 1 tasks were in use at most; requests waited for one in 1 of 1 looks, 7 at once, while their nodes were at 50 %, 50 % of what they take.',
    ],
    [
      'more of them than a reader takes',
      ['a', 'b'].map((task) => ({ ...pool, task, waiting: 0 })),
      'reader-pools-fit: the reader pools of 2 tasks are 120 connections when full; one reader may get all of them from one answer, and takes 100.',
    ],
  ])('are short when there are %s', (_, pools, reason) => {
    const { finding, reasons } = judge([...seen(busy(1, { open: 50, cpu: 0.1 })), ...pools], {});
    expect([finding, reasons]).toEqual(['short-of-connections', [reason]]);
  });
});

it('says nothing of what it has not seen', () => {
  expect(judge([], {})).toMatchObject({
    outcome: 'inconclusive',
    reasons: ['Nothing was seen that could be checked.'],
  });
});

describe('connections that a run recorded', () => {
  const whole = seen(busy(2, { open: 20, cpu: 0.1 }));

  it('are no pass where a reader was never seen, or a part was lost', () => {
    const unseen = whole.filter((one) => one.kind !== 'connections' || one.id !== 'db-2');
    expect(judge(unseen, {})).toMatchObject({
      outcome: 'inconclusive',
      reasons: ['db-2-has-room: it did not answer (never asked).'],
    });
    const reason = 'readers.ndjson was cut: 100 of 900 bytes are left';
    expect(judge([...whole, { kind: 'lost', at: 0, reason }], {})).toMatchObject({
      outcome: 'inconclusive',
      reasons: [`whole-recording: ${reason}.`],
    });
  });

  it('say that nobody looked at the writer', () => {
    const { outcome, remarks } = judge(
      [{ kind: 'node', at: 0, id: 'db-1', role: 'writer' }, ...whole],
      {},
    );
    expect(outcome).toBe('pass');
    expect(remarks[0]).toBe(
      "The writer, db-1, was not looked at: a run counts the readers' connections alone.",
    );
  });
});
