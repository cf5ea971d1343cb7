import { simulate } from '../../alarms/simulate/simulate.ts';
import type { Simulation } from '../../alarms/simulation.ts';
import type { TestCase } from '../file/test-case.ts';
import { compare } from './compare.ts';
import { relevantTo } from './relevant.ts';
import type { RangeDependence } from './result.ts';

/** How many periods longer than N the evaluation range may be: AWS's one published figure is 5 for N = 3. */
const longer = [0, 1, 2, 3] as const;

/**
 * Plays the test with every evaluation range from N to N + 3, and tells whether the verdict is always the same.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html gives no formula.
 */
export function rangeDependenceOf(
  test: TestCase,
  simulation: Simulation,
): RangeDependence | undefined {
  const relevant = { ...simulation, set: relevantTo(test.expect, simulation.set) };
  const verdicts = longer.map((more) => {
    const evaluationRange: Simulation['evaluationRange'] = (alarm) =>
      alarm.evaluationPeriods + more;
    const [failure] = compare(test, simulate({ ...relevant, evaluationRange }));
    return { range: more === 0 ? 'N' : `N+${more}`, failure };
  });
  const failing = verdicts.filter(({ failure }) => failure !== undefined);
  const failure = failing[0]?.failure;
  if (failure === undefined || failing.length === verdicts.length) return undefined;
  const passing = verdicts.filter((verdict) => verdict.failure === undefined);
  return {
    passes: passing.map(({ range }) => range),
    fails: failing.map(({ range }) => range),
    failure,
  };
}
