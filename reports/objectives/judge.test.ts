import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { lineOf } from '../testing/synthetic-load.ts';
import { addToTable, emptyTable } from '../evidence/request-table.ts';
import { verdictOn } from '../testing/judge-run.ts';
import { addRequests } from '../testing/faults.ts';
import { judgeWindows } from './windows.ts';

const second = fc.record({
  t: fc.integer({ min: 0, max: 59 }),
  durations: fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 1, maxLength: 6 }),
});

/** Exact percentile by nearest rank. */
function exact(values: readonly number[], q: number): number {
  return values.toSorted((a, b) => a - b)[Math.ceil(q * values.length - 1e-9) - 1] ?? Number.NaN;
}

test.prop([fc.array(second, { minLength: 1, maxLength: 60 })])(
  'finds the worst window that a search of all windows finds',
  (seconds) => {
    const table = emptyTable(0, 1);
    for (const { t, durations } of seconds) {
      for (const line of lineOf(t, 'offers', 'ok', durations)) addToTable(table, line);
    }
    const limit = { requests: ['offers'], indicator: 'p95', limit: 500, fewest: 1 } as const;
    const result = judgeWindows(
      table,
      limit,
      { from: 0, to: 60 },
      { seconds: 30, slideSeconds: 5, share: 0.95 },
    );
    const values = [0, 5, 10, 15, 20, 25, 30].flatMap((from) => {
      const inside = seconds
        .filter(({ t }) => t >= from && t < from + 30)
        .flatMap(({ durations }) => durations);
      return inside.length === 0 ? [] : [exact(inside, 0.95)];
    });
    expect(result.judged).toBe(values.length);
    const worst = Math.max(...values);
    expect(Math.abs((result.worst?.value ?? 0) - worst)).toBeLessThanOrEqual(worst * 0.01);
  },
);

test('leaves the ramp out', async () => {
  const verdict = await verdictOn(addRequests('offers', 'ok', 5000, 50, [0, 10]));
  expect(verdict.outcome).toBe('pass');
});

test('judges requests by the objectives in the run folder, each name by itself', async () => {
  const verdict = await verdictOn((run) => {
    run.objectives = 'objectives:\n  - {name: pages, requests: [home, section], p95: 8}\n';
  });
  expect(verdict.objectives.map(({ name, met }) => ({ name, met }))).toEqual([
    { name: 'pages: p95 of home', met: false },
    { name: 'pages: p95 of section', met: false },
  ]);
  expect(verdict.outcome).toBe('fail');
});

test('finds one bad stretch that the whole hold hides', async () => {
  const burst = addRequests('section', 'ok', 900, 10, [40, 42]);
  const verdict = await verdictOn((run) => {
    burst(run);
    run.objectives =
      'windows: {seconds: 5, slideSeconds: 5}\nobjectives:\n  - {name: pages, requests: [section], p95: 50}\n';
  });
  const [objective] = verdict.objectives;
  expect(objective?.value).toBeLessThan(50);
  expect(objective?.windows).toMatchObject({ judged: 12, met: 11, worst: { from: 30 } });
  expect(objective?.met).toBe(false);
});

test('does not judge a percentile by too few requests', async () => {
  const verdict = await verdictOn((run) => {
    run.objectives = 'objectives:\n  - {name: rare, requests: [booking], p99: 500}\n';
  });
  expect(verdict.outcome).toBe('inconclusive');
  expect(verdict.reasons[0]).toBe(
    'rare: p99 of booking could not be judged: only 13 answers, 100 are needed to judge.',
  );
});

test('takes refusals for answers, never for errors', async () => {
  const verdict = await verdictOn(addRequests('book', 'refused', 9, 20, [10, 70]));
  expect(verdict.load).toMatchObject({ failed: 0, refused: 1200 });
  expect(verdict.outcome).toBe('pass');
});
