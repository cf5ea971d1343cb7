import { simulate } from '../../alarms/simulate/simulate.ts';
import type { DefinitionSet } from '../../definitions/definition.ts';
import { locationOf } from '../file/part.ts';
import type { MathCase, TestCase } from '../file/test-case.ts';
import { checkNames } from './check-names.ts';
import { unevaluated } from './unevaluated.ts';
import { compare } from './compare.ts';
import { simulationOf } from './inputs.ts';
import { rangeDependenceOf } from './range.ts';
import { mathFailures } from './run-math.ts';
import type { MathResult, TestResult } from './result.ts';

export interface RunOptions {
  /** Whether a verdict that depends on the evaluation range is a failure. */
  readonly strictRange: boolean;
  /** Milliseconds of a clock that only goes forward. */
  readonly now: () => number;
}

/** Evaluates one test of metric math. @throws bad-text when it names what the definitions do not have */
export function runMath(test: MathCase, set: DefinitionSet, { now }: RunOptions): MathResult {
  const began = now();
  const failures = mathFailures(test, set);
  return {
    test,
    location: locationOf(test.part),
    outcome: failures.length > 0 ? 'fail' : 'pass',
    failures,
    milliseconds: now() - began,
  };
}

/**
 * Plays one test over the definitions.
 * @throws bad-text when the test names what the definitions do not have
 */
export function runTest(test: TestCase, set: DefinitionSet, options: RunOptions): TestResult {
  const began = options.now();
  checkNames(test, set);
  const simulation = simulationOf(test, set);
  const timeline = simulate(simulation);
  const unknown = unevaluated(test, set, timeline);
  const names = new Set(unknown.map(({ alarm }) => alarm));
  // What an alarm did that could not be evaluated is no news.
  const failures = [
    ...unknown,
    ...compare(test, timeline).filter(({ alarm }) => !names.has(alarm)),
  ];
  const rangeDependence = rangeDependenceOf(test, simulation);
  const failed = failures.length > 0 || (options.strictRange && rangeDependence !== undefined);
  return {
    test,
    location: locationOf(test.part),
    outcome: failed ? 'fail' : 'pass',
    failures,
    ...(rangeDependence === undefined ? {} : { rangeDependence }),
    timeline,
    milliseconds: options.now() - began,
  };
}
