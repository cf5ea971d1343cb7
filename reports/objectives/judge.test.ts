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

const limits = fc.constantFrom(
  { indicator: 'p50', limit: 500, budget: 0.5 },
  { indicator: 'p95', limit: 500, budget: 0.05 },
  { indicator: 'p99', limit: 900, budget: 0.01 },
  { indicator: 'errorRate', limit: 0.1, budget: 0.1 },
  { indicator: 'errorRate', limit: 0, budget: 0 },
);

test.prop([fc.array(second, { minLength: 1, maxLength: 60 }), limits, fc.constantFrom(1, 2, 6)])(
  'finds the same windows beyond the burn rate, and the same worst one, as counting every request',
  (seconds, { indicator, limit, budget }, burnRate) => {
    const table = emptyTable(0, 1);
    const failed = (ms: number): boolean => indicator === 'errorRate' && ms > 950;
    // Some distance from the limits, so that the accuracy of histograms does not matter.
    const clear = (ms: number): number => (ms % 100 < 5 || ms % 100 > 95 ? ms + 10 : ms);
    for (const { t, durations } of seconds) {
      const bad = durations.filter(failed);
      const good = durations.filter((ms) => !failed(ms));
      for (const line of lineOf(t, 'offers', 'ok', good.map(clear))) addToTable(table, line);
      for (const line of lineOf(t, 'offers', 'failed', bad)) addToTable(table, line);
    }
    const result = judgeWindows(
      table,
      { requests: ['offers'], indicator, limit, fewest: 1 },
      { seconds: 30, slideSeconds: 5, burnRate },
      { period: { from: 0, to: 60 }, loadStart: 0 },
    );
    const fractions = [0, 5, 10, 15, 20, 25, 30].flatMap((from) => {
      const inside = seconds
        .filter(({ t }) => t >= from && t < from + 30)
        .flatMap(({ durations }) => durations);
      const bad = inside.filter((ms) =>
        indicator === 'errorRate' ? failed(ms) : clear(ms) >= limit,
      );
      return inside.length === 0 ? [] : [bad.length / inside.length];
    });
    const allowed = Math.min(0.9, budget * burnRate);
    expect(result.allowed).toBeCloseTo(allowed, 12);
    expect(result.judged).toBe(fractions.length);
    expect(result.met).toBe(fractions.filter((bad) => bad <= allowed + 1e-9).length);
    if (fractions.length === 0) return;
    const worst = Math.max(...fractions);
    expect(result.worst?.bad).toBe(worst);
    if (budget === 0) expect(result.worst?.burnRate).toBeNull();
    else expect(result.worst?.burnRate).toBeCloseTo(worst / budget, 9);
  },
);

test('lets a short window spend its budget faster than the whole hold may', async () => {
  const verdict = await verdictOn((run) => {
    addRequests('section', 'ok', 900, 15, [40, 42])(run);
    run.objectives =
      'windows: {seconds: 5, slideSeconds: 5}\nobjectives:\n  - {name: pages, requests: [section], p95: 50}\n';
  });
  const [objective] = verdict.objectives;
  expect(objective?.value).toBeLessThan(50);
  expect(objective).toMatchObject({ met: true, windows: { judged: 12, met: 12 } });
  expect(objective?.windows.worst?.from).toBe(40);
  expect(objective?.windows.worst?.burnRate).toBeGreaterThan(1);
});

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

test('finds one window that spends its budget too fast, which the whole hold hides', async () => {
  const burst = addRequests('section', 'ok', 900, 35, [40, 42]);
  const verdict = await verdictOn((run) => {
    burst(run);
    run.objectives =
      'windows: {seconds: 5, slideSeconds: 5}\nobjectives:\n  - {name: pages, requests: [section], p95: 50}\n';
  });
  const [objective] = verdict.objectives;
  expect(objective?.value).toBeLessThan(50);
  expect(objective?.windows).toMatchObject({ judged: 12, met: 11, worst: { from: 40 } });
  expect(objective?.met).toBe(false);
  expect(objective?.expected).toBe('< 50.0 ms; in any 5 s at most 30 % slower');
  expect(objective?.observed).toMatch(
    /^\d+\.\d ms; 1 of 12 windows missed, the worst at \+0:40: 3\d\.\d % slower than 50\.0 ms$/,
  );
});

test('does not judge a percentile by too few requests', async () => {
  const verdict = await verdictOn((run) => {
    run.objectives = 'objectives:\n  - {name: rare, requests: [booking], p99: 500}\n';
  });
  expect(verdict.outcome).toBe('inconclusive');
  expect(verdict.reasons[0]).toBe(
    'Too few answers to judge rare: p99 of booking (13 answers, at least 100 needed).',
  );
});

test('takes refusals for answers, never for errors', async () => {
  const verdict = await verdictOn(addRequests('book', 'refused', 9, 20, [10, 70]));
  expect(verdict.load).toMatchObject({ failed: 0, refused: 1200 });
  expect(verdict.outcome).toBe('pass');
});
