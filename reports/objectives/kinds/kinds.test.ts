import { describe, expect, it } from 'vitest';
import { addRequests, failRequests, doubleSale } from '../../testing/faults.ts';
import { objectionsBy, verdictOn } from '../../testing/judge-run.ts';
import { type SyntheticRun, loadStartedAt } from '../../testing/synthetic-run.ts';
import type { Verdict } from '../../verdict/schema.ts';

const nothing = (): void => {};
const unavailable = { status: 503, code: '1503', reason: 'HTTP 503 Service Unavailable' };

async function judged(
  objective: string,
  plant: (run: SyntheticRun) => void = nothing,
): Promise<Verdict> {
  return verdictOn((run) => {
    plant(run);
    run.objectives = `objectives:\n  - { name: it, ${objective} }\n`;
  });
}

/** Samples of the hold from its second `from` to just before `to`. */
function within(at: number, from: number, to: number): boolean {
  const second = (at - loadStartedAt) / 1000 - 10;
  return second >= from && second < to;
}

function lagging(seconds: number, from: number, to: number) {
  return (run: SyntheticRun): void => {
    run.readers = run.readers.map((sample) =>
      sample.reader === 'reader-2' && within(sample.at, from, to)
        ? { ...sample, replicaLagSeconds: seconds }
        : sample,
    );
  };
}

function noLag(run: SyntheticRun): void {
  run.readers = run.readers.map((sample) => ({ ...sample, replicaLagSeconds: null }));
}

function busyMachine(run: SyntheticRun): void {
  run.health = run.health.map((line) => ({ ...line, machineCpu: 0.7 }));
}

/** All goes to one of the three tasks. */
function oneTask(run: SyntheticRun): void {
  run.accessLog = run.accessLog.map((line) =>
    line.replaceAll(/127\.23\.5\.10[23]/g, '127.23.5.101'),
  );
  const second = run.accessLog.findIndex((line) => line.includes('08:00:40'));
  run.accessLog = run.accessLog.map((line, index) =>
    index === second ? line.replaceAll('127.23.5.101', '127.23.5.102') : line,
  );
}

describe.each([
  [
    'a throughput floor',
    'requests: [section], throughput: 20',
    'requests: [section], throughput: 30',
    nothing,
    '1 of 1 throughput objective missed, section: throughput 25.0/s, 1,500 answers, target ≥ 30.0/s.',
  ],
  [
    'a throughput floor by the second',
    'requests: [section], throughput: 20, inSeconds: 0.9',
    'requests: [section], throughput: 26, inSeconds: 0.9',
    nothing,
    '1 of 1 throughput objective missed, section: throughput 60 of 60 seconds missed, the worst at +1:09: 25.0/s, target ≥ 26.0/s in at least 90 % of seconds.',
  ],
  [
    'a percentile by the second',
    'requests: [section], p95: 500, inSeconds: 0.9',
    'requests: [section], p95: 500, inSeconds: 0.95',
    addRequests('section', 'ok', 900, 9, [20, 24]),
    '1 of 1 latency objective missed, section: p95 4 of 60 seconds missed, the worst at +0:23: 900 ms, target < 500 ms in at least 95 % of seconds.',
  ],
  [
    'a share of a status',
    'requests: ["*"], together: true, outcomes: { 503: 0.1, 5xx: 0.1, 404: 0 }',
    'requests: ["*"], together: true, outcomes: { 503: 0.001 }',
    failRequests('offers', unavailable, 1, [20, 30]),
    '1 of 1 outcome objective missed, 503 of all requests: share of 0.35 %, 10 of 2,855 requests, target < 0.1 %.',
  ],
  [
    'a share of refused bookings',
    'bookings: ["*"], together: true, refused: 0.5, indeterminate: 0',
    'bookings: ["*"], together: true, refused: 0.01',
    (run: SyntheticRun) => {
      run.facts = run.facts.map((fact, index) =>
        fact.kind === 'outcome' && index % 4 === 1
          ? {
              kind: fact.kind,
              at: fact.at,
              tenant: fact.tenant,
              key: fact.key,
              outcome: 'refused',
              status: 409,
            }
          : fact,
      );
    },
    /^1 of 1 objective of bookings missed, all bookings: refused share [\d.]+ %, \d+ of \d+ bookings, target < 1 %\.$/,
  ],
  [
    'the CPU of tasks',
    'tasks: ["*"], cpu: 0.5, memory: 0.2',
    'tasks: ["a*"], cpu: 0.01',
    nothing,
    /^1 of 1 objective of tasks missed, a{8}…: CPU 12 of 12 samples missed, the worst at \+\d:\d\d: [\d.]+ %, target < 1 % in every sample\.$/,
  ],
  [
    'the balance of tasks',
    'tasks: ["*"], peakToAverage: 1.5',
    'tasks: ["*"], peakToAverage: 1.5',
    oneTask,
    /^1 of 1 objective of tasks missed, 2 tasks: peak to average 2\.00, the busiest 127\.23\.5\.101:8080; 2,\d+ requests, target < 1\.50\.$/,
  ],
  [
    'the lag of readers',
    'readers: ["*"], replicaLag: 1, inSeconds: 0.9',
    'readers: ["*"], replicaLag: 1',
    lagging(3, 20, 23),
    '1 of 2 objectives of readers missed, reader-2: replica lag 3 of 60 samples missed, the worst at +0:32: 3.00 s, target < 1.00 s in every sample.',
  ],
  [
    'the connections of readers',
    'readers: ["*"], connections: 50',
    'readers: [reader-1], connections: 5',
    nothing,
    /^1 of 1 objective of readers missed, reader-1: connections 60 of 60 samples missed, the worst at \+\d:\d\d: 11, target < 5 in every sample\.$/,
  ],
  [
    'the share of readers',
    'readers: ["*"], share: 0.6, peakToAverage: 1.2',
    'readers: ["*"], share: 0.5',
    nothing,
    /^1 of 2 objectives of readers missed, reader-2: share of queries 5[34]\.\d %, 2,\d+ of 5,\d+ queries, target < 50 %\.$/,
  ],
])('%s', (_, kept, missed, plant, reason) => {
  it('is met where it is kept, and the run passes by it with the requests', async () => {
    // A fault that only the strict one must find.
    const verdict = await judged(kept, plant === oneTask ? nothing : plant);
    expect(verdict.objectives.map(({ met }) => met)).not.toContain(false);
    expect(verdict.objectives.map(({ met }) => met)).toContain(true);
    expect(verdict.objectives.every(({ samples }) => samples > 0)).toBe(true);
  });

  it('is missed where it is not kept, with the figure and how much it is of', async () => {
    const verdict = await judged(missed, plant);
    expect(verdict.outcome).toBe('fail');
    const [said = ''] = objectionsBy(verdict, 'objectives');
    expect(said.replace('missed: ', '')).toMatch(
      typeof reason === 'string' ? new RegExp(`^${RegExp.escape(reason)}$`) : reason,
    );
  });
});

it.each([
  [
    'too few answers for a floor',
    'requests: [rare], throughput: 0.01, outcomes: { failed: 0.5 }',
    addRequests('rare', 'ok', 5, 1, [20, 23]),
    /^Too few answers to judge it: throughput of rare \(3 answers, at least 20 needed\)\.$/,
  ],
  [
    'no lag that any reader could tell',
    'readers: ["*"], replicaLag: 1',
    noLag,
    /^Too little to judge it: replica lag of reader-1 \(0 samples, at least 3 needed\) and it: replica lag of reader-2 \(0 samples, at least 3 needed\)\.$/,
  ],
  [
    'fewer seconds than 99.9 % needs',
    'readers: [reader-1], replicaLag: 1, inSeconds: 0.999',
    nothing,
    /^Too little to judge it: replica lag of reader-1 \(60 samples, at least 1,000 needed\)\.$/,
  ],
  [
    'too few requests to tell imbalance from chance',
    'tasks: ["*"], peakToAverage: 1.01',
    nothing,
    /^Too little to judge it: peak to average of 3 tasks \(2,\d+ requests, at least 270,000 needed\)\.$/,
  ],
  [
    'tasks of which only the load balancer tells',
    'tasks: ["*"], cpu: 0.5',
    (run: SyntheticRun) => {
      run.containerEvents = [];
    },
    /^Too little to judge it: CPU of tasks \(0 samples, at least 3 needed\)\.$/,
  ],
  [
    'tasks of which the load balancer does not tell',
    'tasks: ["*"], peakToAverage: 1.5',
    (run: SyntheticRun) => {
      run.accessLog = [];
    },
    /^Too little to judge it: peak to average of 0 tasks \(only 0 parts, at least 2 needed\)\.$/,
  ],
  [
    'an invariant without anything to check',
    'invariants: [no-double-sale]',
    (run: SyntheticRun) => {
      run.invariants = run.invariants.map((check) => ({ ...check, checked: 0 }));
    },
    /^Too little to judge it: violations of no-double-sale \(nothing to check\)\.$/,
  ],
  [
    'tasks that nobody saw',
    'tasks: [web-*], cpu: 0.5',
    nothing,
    /^it could not be judged: no task has a name that it is for\.$/,
  ],
  [
    'a tenant that is none',
    'bookings: [nowhere], refused: 0.5',
    nothing,
    /^it could not be judged: no tenant has a name that it is for\.$/,
  ],
  [
    'readers that are all excepted',
    'readers: ["*"], except: ["reader-*"], connections: 9',
    nothing,
    /^it could not be judged: every reader that it is for is excepted\.$/,
  ],
  [
    'an invariant that is none',
    'invariants: [no-such-thing]',
    nothing,
    /^it could not be judged: no invariant has a name that it is for\.$/,
  ],
  [
    'a phase that is none',
    'requests: ["*"], p95: 300, phases: [step 3]',
    nothing,
    /^it could not be judged: no phase that is judged has a name that it is for\.$/,
  ],
  [
    'a phase that is never judged',
    'requests: ["*"], p95: 300, phases: [ramp]',
    nothing,
    /^it could not be judged: no phase that is judged has a name that it is for\.$/,
  ],
])('over %s is never met, and the run inconclusive', async (_, objective, plant, reason) => {
  const verdict = await judged(objective, plant);
  expect(verdict.objectives.map(({ met }) => met)).not.toContain(true);
  expect(verdict.outcome).toBe('inconclusive');
  expect(verdict.reasons).toContainEqual(expect.stringMatching(reason));
});

it('holds in the phases that it names, and in no other', async () => {
  const phases = ['step 1', 'step 2', 'step 3'].map((name, index) => ({
    name,
    kind: 'step' as const,
    seconds: 30,
    visitors: 500 + 100 * index,
  }));
  const verdict = await verdictOn(
    (run) => {
      run.objectives =
        'objectives:\n  - { name: early, requests: [section], p95: 300, phases: ["step 1", "step 2"] }\n  - { name: all, requests: [section], p95: 900 }\n';
    },
    { phases },
  );
  expect(verdict.objectives.map(({ name }) => name)).toEqual([
    'early: p95 of section in step 1',
    'all: p95 of section in step 1',
    'early: p95 of section in step 2',
    'all: p95 of section in step 2',
    'all: p95 of section in step 3',
  ]);
});

it('takes a generator that does not keep to its objective for an invalid run', async () => {
  const met = await judged('generator: true, machineCpu: 0.9, schedulingLag: 50');
  expect(met.objectives.map(({ met: isMet }) => isMet)).toEqual([true, true]);
  const verdict = await judged('generator: true, machineCpu: 0.5', busyMachine);
  expect(verdict.outcome).toBe('invalid');
  expect(verdict.reasons[0]).toBe(
    '1 of 1 objective of the generator missed, the generator: machine CPU 60 of 60 samples missed, the worst at +1:09: 70 %, target < 50 % in every sample.',
  );
});

it('asks for all invariants, unless an objective says which must hold', async () => {
  const asked = await judged('invariants: ["no-double-*"]', doubleSale);
  expect(asked.outcome).toBe('fail');
  expect(asked.objectives).toMatchObject([
    { met: false, value: 1, observed: '1 violation among 112,000 checks' },
  ]);
  const others = await judged('invariants: ["*"], except: [no-double-sale]', doubleSale);
  expect(others.outcome).toBe('inconclusive');
  expect(objectionsBy(others, 'invariants')[0]).toMatch(
    /^remark: no-double-sale is violated: .*; no objective asks for it\.$/,
  );
});
