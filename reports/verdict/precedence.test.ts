import { expect, it } from 'vitest';
import * as faults from '../testing/faults.ts';
import { objectionsBy, verdictOn } from '../testing/judge-run.ts';
import type { SyntheticRun } from '../testing/synthetic-run.ts';

const slow = faults.addRequests('offers', 'ok', 900, 2, [30, 55]);
const saturated: faults.Fault = (run) => {
  run.health = run.health.map((line) => ({ ...line, machineCpu: 0.99 }));
};
const both =
  (...plants: faults.Fault[]): faults.Fault =>
  (run: SyntheticRun) =>
    plants.forEach((plant) => plant(run));

it('blames the machine for slow answers when it was fully busy', async () => {
  const verdict = await verdictOn(both(slow, saturated));
  expect(verdict.outcome).toBe('invalid');
  expect(verdict.reasons[0]).toBe(
    "The generator's machine was saturated (CPU at 98 % or more in 60 of 60 s), so 1 missed latency objective may be its doing, not the system's.",
  );
});

it('lets a busy machine pass when answers were fast all the same', async () => {
  expect((await verdictOn(saturated)).outcome).toBe('pass');
});

it('does not excuse errors by a busy machine', async () => {
  const errors = faults.failRequests('offers', faults.timeout, 1, [30, 40]);
  expect((await verdictOn(both(errors, saturated))).outcome).toBe('fail');
});

it('fails a violation even when the load was invalid', async () => {
  const verdict = await verdictOn(both(faults.doubleSale, faults.askFor(2000), slow));
  expect(verdict.outcome).toBe('fail');
  expect(verdict.findings.map(({ severity }) => severity)).toEqual(
    expect.arrayContaining(['violation', 'invalid', 'missed']),
  );
  expect(verdict.reasons[0]).toMatch(/^no-double-sale is violated/);
});

it('allows an attempt without an answer to be in the database or not, but never twice', async () => {
  const unanswered = faults.firstOutcome({ outcome: 'indeterminate', status: 0 });
  const absent: faults.Fault = (run) => {
    run.databaseBookings = run.databaseBookings?.filter(({ key }) => key !== 'key-0');
    run.facts = run.facts.filter((fact) => fact.kind !== 'read-back');
  };
  expect((await verdictOn(unanswered)).outcome).toBe('pass');
  expect((await verdictOn(both(unanswered, absent))).outcome).toBe('pass');
  expect((await verdictOn(both(unanswered, faults.doubledBooking))).outcome).toBe('fail');
});

it('never takes a read that failed for a missing booking', async () => {
  const verdict = await verdictOn((run) => {
    run.facts.push({
      kind: 'read-back',
      at: 0,
      tenant: 'riviera',
      bookingId: 'b-2',
      status: 503,
      visible: false,
      sameTotal: false,
    });
  });
  expect(verdict.outcome).toBe('pass');
});

it('tolerates one dropped iteration among thousands and says so', async () => {
  const verdict = await verdictOn((run) => {
    run.series = run.series.with(0, {
      t: run.series[0]?.t ?? 0,
      counters: {
        ...run.series[0]?.counters,
        iterations: 4000,
        dropped_iterations: 1,
        visitors_started: 100,
      },
      gauges: {},
    });
  });
  expect(verdict.outcome).toBe('pass');
  expect(objectionsBy(verdict, 'dropped-iterations')).toEqual([
    'remark: The generator dropped 1 of 5,199 iterations (0.019 %), within the 0.1 % tolerated.',
  ]);
});
