import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import type { RunSummary } from './run-summary.ts';
import { trendOf } from './trend-of.ts';

const identity = {
  scenario: 'peak',
  engine: 'k6 v2',
  machine: '2 cores',
  target: 'local',
  visitors: 100,
  seed: 1,
};

/** Run number `at`, with p95 of each name in milliseconds. */
function run(at: number, p95: Readonly<Record<string, number>>): RunSummary {
  return {
    id: `run-${at}`,
    startedAt: at,
    revision: `r${at}`,
    identity,
    outcome: 'pass',
    failed: 0,
    seconds: 60,
    requestsPerSecond: 17,
    requests: Object.entries(p95).map(([name, ms]) => ({
      name,
      n: 1000,
      percentiles: [{ percentile: 0.95, ms }],
    })),
  };
}

/** A history in which search becomes slower from `changed` on. */
const history = (length: number, changed: number): RunSummary[] =>
  Array.from({ length }, (_, at) =>
    run(at, {
      book: 300 + 3 * Math.sin(at * 5),
      search: (at < changed ? 200 : 230) + 2 * Math.sin(at * 2.4),
    }),
  );

describe('a trend', () => {
  it('tells the revisions between which the level changed, and the figures on both sides', () => {
    const [first, second, ...others] = trendOf(history(40, 25));
    expect(others).toEqual([]);
    expect(second).toMatchObject({ name: 'book', changes: [] });
    expect(first?.name).toBe('search');
    expect(first?.changes).toHaveLength(1);
    expect(first?.changes[0]).toMatchObject({
      lastBefore: { revision: 'r24' },
      firstAfter: { revision: 'r25' },
    });
    expect(first?.changes[0]?.ratio).toBeCloseTo(1.15, 2);
    expect(first?.changes[0]?.beforeMs).toBeCloseTo(200, 0);
  });

  it('has gaps where runs lack a name', () => {
    const gaps = history(40, 25).map((one, at) =>
      at === 25 || at === 3 ? run(at, { book: 300 }) : one,
    );
    const search = trendOf(gaps).find(({ name }) => name === 'search');
    expect(search?.points).toHaveLength(38);
    expect(search?.changes[0]).toMatchObject({
      lastBefore: { revision: 'r24' },
      firstAfter: { revision: 'r26' },
    });
  });

  it('tells no change below 5 %', () => {
    const small = Array.from({ length: 40 }, (_, at) => run(at, { home: at < 20 ? 200 : 206 }));
    expect(trendOf(small)[0]?.changes).toEqual([]);
  });

  test.prop([fc.array(fc.nat(), { minLength: 40, maxLength: 40 })])(
    'is the same in whatever order the runs come',
    (keys) => {
      const shuffled = history(40, 25)
        .map((one, index) => ({ one, key: keys[index] ?? 0 }))
        .toSorted((a, b) => a.key - b.key)
        .map(({ one }) => one);
      expect(trendOf(shuffled)).toEqual(trendOf(history(40, 25)));
    },
  );

  it('of no run is empty', () => {
    expect(trendOf([])).toEqual([]);
  });
});
