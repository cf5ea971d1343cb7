import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../core/seeded-random.ts';
import { compareRuns } from './compare-runs.ts';
import type { RunBlocks } from './run-blocks.ts';
import { type RunSummary, summaryOf } from './run-summary.ts';
import { playedRun } from './testing/simulated-system.ts';

const seconds = 60;

function runs(count: number, ratio: number, seed: number): RunBlocks[] {
  const seeds = seededRandom(seed);
  return Array.from({ length: count }, () => playedRun(seeds, seconds, ratio));
}

const passed = { outcome: 'pass', failed: 0 } as const;

function history(count: number): RunSummary[] {
  return runs(count, 1, 99).map((run) => summaryOf(run, { ...passed, revision: 'abc' }));
}

/** A run whose identity differs in some ways. */
function otherwise(run: RunBlocks, how: Partial<RunBlocks['identity']>): RunBlocks {
  return { ...run, identity: { ...run.identity, ...how } };
}

describe('a comparison of runs', () => {
  it('of two lone runs without history is inconclusive, and says what is missing', () => {
    const { verdict, sentence, comparisons } = compareRuns(runs(1, 1, 1), runs(1, 1.3, 2));
    expect(verdict).toBe('inconclusive');
    expect(sentence).toMatch(
      /undecided: no history tells how much equal runs differ, about 3 more runs on each side would tell$/,
    );
    expect(comparisons[0]).toMatchObject({ interval: undefined, p: undefined });
    expect(comparisons[0]).toMatchObject({ howMuchMore: { unit: 'runs', count: 3 } });
  });

  it('of two lone runs fails a large change when there is history', () => {
    const past = { history: history(20) };
    const { verdict, comparisons } = compareRuns(runs(1, 1, 1), runs(1, 1.6, 2), past);
    expect(verdict).toBe('fail');
    expect(comparisons[0]).toMatchObject({ name: 'offers', percentile: 0.95, change: 'slower' });
  });

  it('takes no history of another machine, scenario, engine, target or load', () => {
    for (const how of [{ machine: 'm' }, { scenario: 's' }, { engine: 'e' }, { target: 't' }]) {
      const other = history(20).map((run) => ({ ...run, identity: { ...run.identity, ...how } }));
      const { comparisons } = compareRuns(runs(1, 1, 1), runs(1, 1.6, 2), { history: other });
      expect(comparisons[0]?.interval).toBeUndefined();
    }
  });

  it('counts no compared run as history', () => {
    const [base, newer] = [runs(1, 1, 1), runs(1, 1.6, 2)];
    const same = [...base, ...newer].map((run) => summaryOf(run, passed));
    expect(compareRuns(base, newer, { history: same }).comparisons[0]?.interval).toBeUndefined();
  });

  it('of sets of runs needs no history', () => {
    const { verdict, comparisons } = compareRuns(runs(6, 1, 1), runs(6, 1.2, 2));
    expect(verdict).toBe('fail');
    expect(comparisons[0]).toMatchObject({ name: 'offers', percentile: 0.95, n: 6, unit: 'runs' });
    expect(comparisons[0]?.ratio).toBeGreaterThan(1.13);
  });

  it('is the same in every order of its runs', () => {
    const [base, newer] = [runs(4, 1, 1), runs(4, 1.2, 2)];
    const there = compareRuns(base, newer);
    const here = compareRuns(base.toReversed(), newer.toReversed());
    expect(here.comparisons.map(({ verdict }) => verdict)).toEqual(
      there.comparisons.map(({ verdict }) => verdict),
    );
    expect(here.comparisons[0]?.ratio).toBeCloseTo(there.comparisons[0]?.ratio ?? 0, 9);
  });

  it.each([
    ['machine', { machine: '2 cores' }, 'cannot be compared: machine simulated against 2 cores'],
    ['scenario', { scenario: 'b' }, 'cannot be compared: scenario simulated against b'],
    ['visitors', { visitors: 7 }, 'cannot be compared: visitors 100 against 7'],
  ])('of another %s is inconclusive', (what, how, words) => {
    const newer = runs(6, 1.2, 2).map((run) => otherwise(run, how));
    const { verdict, sentence, comparisons, differences } = compareRuns(runs(6, 1, 1), newer);
    expect(verdict).toBe('inconclusive');
    expect(sentence).toBe(words);
    expect(comparisons).toEqual([]);
    expect(differences).toMatchObject([{ what, matters: true }]);
  });

  it('of another seed says so, and compares', () => {
    const newer = runs(6, 1.2, 2).map((run) => otherwise(run, { seed: 2 }));
    const { verdict, differences } = compareRuns(runs(6, 1, 1), newer);
    expect(verdict).toBe('fail');
    expect(differences).toEqual([{ what: 'seed', base: '1', new: '2', matters: false }]);
  });

  it('of other lengths says so, and compares', () => {
    const newer = runs(6, 1.2, 2).map((run) => ({ ...run, to: 90 }));
    const { verdict, differences } = compareRuns(runs(6, 1, 1), newer);
    expect(verdict).toBe('fail');
    expect(differences).toEqual([
      { what: 'judged seconds', base: '60', new: '90', matters: false },
    ]);
  });

  it('of another mix of requests is inconclusive', () => {
    const newer = runs(2, 1, 2).map((run) => ({
      ...run,
      requests: new Map([...run.requests].filter(([name]) => name !== 'search')),
    }));
    const { verdict, differences } = compareRuns(runs(2, 1, 1), newer);
    expect(verdict).toBe('inconclusive');
    expect(differences).toMatchObject([
      { what: 'request mix', new: '0.0 % search', matters: true },
    ]);
  });

  it('takes a run on each side', () => {
    expect(() => compareRuns([], runs(1, 1, 1))).toThrow(
      'A comparison takes one run or more on each side.',
    );
  });
});
