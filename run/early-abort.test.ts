import { expect, it } from 'vitest';
import type { Phase } from '../core/run-folder/manifest/phase.ts';
import { defaultObjectives } from '../reports/objectives/defaults.ts';
import { parseObjectives } from '../reports/objectives/parse.ts';
import type { Objectives } from '../reports/objectives/schema.ts';
import { lineOf } from '../reports/testing/synthetic-load.ts';
import { type EarlyAbort, abortEarly } from './early-abort.ts';

const began = Date.UTC(2026, 6, 1, 8, 0, 0);
const t0 = began / 1000;
const phases: readonly Phase[] = [
  { name: 'ramp', kind: 'ramp', seconds: 10, visitors: 5 },
  { name: 'step 1', kind: 'step', seconds: 20, visitors: 5 },
  { name: 'fault', kind: 'fault', seconds: 10, visitors: 5 },
  { name: 'step 2', kind: 'step', seconds: 20, visitors: 5 },
];

function objectives(text: string): Objectives {
  const parsed = parseObjectives(text);
  if (!parsed.ok) throw new Error(parsed.mistakes.map(({ problem }) => problem).join());
  return parsed.objectives;
}

/** What a run was ended for, in order. */
function following(
  by: Objectives,
  known: readonly Phase[] = phases,
): { readonly abort: EarlyAbort; readonly reasons: readonly string[] } {
  const reasons: string[] = [];
  const clock = {
    beganAt: () => began,
    phases: () => known,
    end: (because: string) => void reasons.push(because),
  };
  return { abort: abortEarly(by, clock), reasons };
}

/** Plays seconds of the run, in each of which so many requests are this slow. */
function play(abort: EarlyAbort, from: number, to: number, ms: number): void {
  for (let second = from; second < to; second += 1) {
    const t = t0 + second;
    for (const line of lineOf(
      t,
      'page',
      'ok',
      Array.from({ length: 10 }, () => ms),
    ))
      abort.seeHistogram(line);
    abort.seeSeries({ t, counters: {}, gauges: {} });
  }
}

const quick = objectives(
  'windows: { seconds: 5, slideSeconds: 5 }\nobjectives: [{ name: it, requests: [page], p95: 100 }]',
);

it('says nothing of ramps and faults, however slow they are', () => {
  const { abort, reasons } = following(quick);
  play(abort, 0, 10, 900);
  play(abort, 10, 30, 20);
  play(abort, 30, 40, 900);
  play(abort, 40, 63, 20);
  expect(reasons).toEqual([]);
});

it('ends in the phase that is lost, counted from the start of the load', () => {
  const { abort, reasons } = following(quick);
  play(abort, 0, 40, 20);
  play(abort, 40, 46, 900);
  expect(reasons).toEqual([]);
  play(abort, 46, 47, 900);
  expect(reasons[0]).toBe(
    'it cannot be met any more: p95 of page: 100 % of 50 answers took 100 ms or longer from +0:40 to +0:45, at most 30 % may',
  );
});

it('follows a script of unknown length from its first second', () => {
  const { abort, reasons } = following(quick, [{ name: 'script', kind: 'hold' }]);
  play(abort, 2, 9, 900);
  expect(reasons[0]).toMatch(/from \+0:00 to \+0:05, at most 30 % may$/);
});

const health = {
  machineCpu: 0.95,
  generatorCpu: 0.1,
  generatorMemoryBytes: 1,
  machineMemoryAvailableBytes: 1,
  generatorOpenFiles: 1,
  openFilesLimit: 100,
  ephemeralPorts: 1,
  ephemeralPortsLimit: 100,
  schedulingLagMs: 1,
};
const task = { Type: 'Task', TaskId: 'a1', CpuUtilized: 900, CpuReserved: 1000, MemoryUtilized: 1 };
const lag = { reader: 'db-2', connections: 5, queriesTotal: 1, replicaLagSeconds: 7 };
const sold = {
  name: 'no-double-sale',
  tenant: 't',
  phase: 'during',
  checked: 9,
  violations: 1,
  examples: [],
};

it.each([
  [
    'the generator',
    'generator: true, machineCpu: 0.9',
    'generatorHealth',
    (at: number) => ({ at, ...health }),
    'it cannot be met any more: machine CPU of the generator was 95 %, and must be < 90 % in every sample',
  ],
  [
    'a reader',
    'readers: ["*"], replicaLag: 5',
    'readers',
    (at: number) => ({ at, ...lag }),
    'it cannot be met any more: replica lag of db-2 was 7.00 s, and must be < 5.00 s in every sample',
  ],
  [
    'a task',
    'tasks: [a*], cpu: 0.8',
    'containerEvents',
    (at: number) => JSON.stringify({ Timestamp: at, ...task }),
    'it cannot be met any more: CPU of a1 was 90 %, and must be < 80 % in every sample',
  ],
] as const)(
  'ends by one sample of %s in judged time, and by none outside of it',
  (_, of, file, record, why) => {
    const { abort, reasons } = following(objectives(`objectives: [{ name: it, ${of} }]`));
    play(abort, 0, 12, 20);
    abort.seeRecord(file, record(began + 5_000));
    expect(reasons).toEqual([]);
    abort.seeRecord(file, record(began + 11_000));
    expect(reasons).toEqual([why]);
    const some = following(objectives(`objectives: [{ name: it, ${of}, inSeconds: 0.9 }]`));
    play(some.abort, 0, 12, 20);
    some.abort.seeRecord(file, record(began + 11_000));
    expect(some.reasons).toEqual([]);
  },
);

it('ends by an invariant that is violated, unless objectives ask for others alone', () => {
  const { abort, reasons } = following(defaultObjectives);
  abort.seeRecord('invariants', { at: began, ...sold, violations: 0 });
  expect(reasons).toEqual([]);
  abort.seeRecord('invariants', { at: began, ...sold });
  expect(reasons).toEqual(['no-double-sale is violated: 1 violation among 9 checks']);
  const others = following(objectives('objectives: [{ name: it, invariants: [money-*] }]'));
  others.abort.seeRecord('invariants', { at: began, ...sold });
  expect(others.reasons).toEqual([]);
});
