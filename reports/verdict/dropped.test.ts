import { expect, it } from 'vitest';
import { trendLineOf } from '../testing/synthetic-load.ts';
import { addRequests } from '../testing/faults.ts';
import { objectionsBy, verdictOn } from '../testing/judge-run.ts';
import { byScript } from '../testing/script-run.ts';
import { type SyntheticRun, loadStartedAt } from '../testing/synthetic-run.ts';

/** Ten arrivals a second that could not begin, while iterations took `iterationMs` and a request each `requestMs`. */
function dropping(requestMs: number, iterationMs: number): (run: SyntheticRun) => void {
  return (run) => {
    byScript()(run);
    run.manifest.model = 'foreign';
    run.histograms = [];
    run.series = run.series.map((line) => ({
      ...line,
      counters: { iterations: 10, dropped_iterations: 10 },
    }));
    addRequests('search', 'ok', requestMs, 10, [0, 70])(run);
    run.trends = Array.from({ length: 70 }, (_, second) => [
      ...trendLineOf(
        loadStartedAt / 1000 + second,
        'iteration_duration',
        Array.from({ length: 10 }, () => iterationMs),
      ),
    ]).flat();
  };
}

const share = '710 of 1,420 iterations (50 %)';

it("is the system's doing when visitors wait for answers that are too slow", async () => {
  const verdict = await verdictOn(dropping(8000, 8010));
  expect(verdict.outcome).toBe('fail');
  expect(objectionsBy(verdict, 'dropped-iterations')).toEqual([
    `missed: ${share} could not begin when they were due: visitors waited for answers 100 % of their time, so the system was too slow for what came.`,
  ]);
});

it("is the generator's limit when visitors do something else", async () => {
  const verdict = await verdictOn(dropping(20, 5000));
  expect(verdict.outcome).toBe('invalid');
  expect(objectionsBy(verdict, 'dropped-iterations')).toEqual([
    `invalid: The generator dropped ${share}, more than 0.1 %: it was the limit, not the system.`,
  ]);
});

it("is the script's own doing when it allows too few visitors for a system that is fast enough", async () => {
  const verdict = await verdictOn(dropping(100, 110));
  expect(verdict.outcome).toBe('invalid');
  expect(objectionsBy(verdict, 'dropped-iterations')).toEqual([
    `invalid: The generator dropped ${share}, more than 0.1 %: visitors waited for answers 91 % of their time, and answers are as fast as they should be, so the script allows too few visitors for its rate.`,
  ]);
});

it('says nothing of a slow system when the generator was at its limit as well', async () => {
  const verdict = await verdictOn((run) => {
    dropping(8000, 8010)(run);
    run.health = run.health.map((line) => ({ ...line, schedulingLagMs: 140 }));
  });
  expect(verdict.outcome).toBe('invalid');
  expect(objectionsBy(verdict, 'dropped-iterations')).toEqual([
    `invalid: The generator dropped ${share}, more than 0.1 %: it was the limit, not the system.`,
  ]);
});

it('blames nobody when no iteration ended', async () => {
  const verdict = await verdictOn((run) => {
    dropping(8000, 8010)(run);
    run.trends = [];
  });
  expect(objectionsBy(verdict, 'dropped-iterations')).toEqual([
    `inconclusive: The generator dropped ${share}, more than 0.1 %, and no iteration ended: what kept the visitors is not known.`,
  ]);
});
