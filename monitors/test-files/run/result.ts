import type { Timeline } from '../../alarms/timeline.ts';
import type { DefinitionSet } from '../../definitions/definition.ts';
import type { Location } from '../../../core/source/location.ts';
import type { MathCase, TestCase } from '../file/test-case.ts';

/** What came of the tests of one file. */
export interface FileResult {
  readonly file: string;
  readonly set: DefinitionSet;
  readonly tests: readonly TestResult[];
  readonly math: readonly MathResult[];
}

/** What came of all tests of a file: those of alarms first. */
export function resultsOf({ tests, math }: FileResult): readonly (TestResult | MathResult)[] {
  return [...tests, ...math];
}

/** What came of one test of metric math. */
export interface MathResult {
  readonly test: MathCase;
  readonly location: Location;
  readonly outcome: 'pass' | 'fail';
  readonly failures: readonly Failure[];
  readonly milliseconds: number;
}

/** What came of one test. */
export interface TestResult {
  readonly test: TestCase;
  readonly location: Location;
  readonly outcome: 'pass' | 'fail';
  readonly failures: readonly Failure[];
  /** There where the verdict is not the same for every evaluation range that AWS may use. */
  readonly rangeDependence?: RangeDependence;
  readonly timeline: Timeline;
  readonly milliseconds: number;
}

/** One expectation that was not met. */
export interface Failure {
  readonly alarm: string;
  /** A sentence without its full stop, after the alarm's name. */
  readonly problem: string;
  readonly location: Location;
}

/** What the evaluation ranges come to: `N`, `N+1`, ... */
export interface RangeDependence {
  readonly passes: readonly string[];
  readonly fails: readonly string[];
  /** What fails first where it fails. */
  readonly failure: Failure;
}
