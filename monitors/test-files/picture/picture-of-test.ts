import type { DefinitionSet } from '../../definitions/definition.ts';
import { simulationOf } from '../run/inputs.ts';
import type { TestResult } from '../run/result.ts';
import { draw } from '../../play/picture/draw.ts';
import { rowsOf } from '../../play/picture/rows.ts';
import { expectedStretches } from './expected-stretches.ts';

/** What happened in a test that failed, as lines of text: the alarms that did otherwise, and what they look at. */
export function pictureOf(set: DefinitionSet, result: TestResult, width: number): string[] {
  const { test, timeline, failures, rangeDependence } = result;
  const failed =
    failures.length > 0
      ? failures
      : [rangeDependence?.failure].filter((failure) => failure !== undefined);
  const alarms = failed.map(({ alarm }) => alarm);
  const expected = new Map(
    test.expect.alarms.map((alarm) => [
      alarm.alarm.value,
      expectedStretches(alarm, test.expect, timeline),
    ]),
  );
  const simulation = simulationOf(test, set);
  return draw({
    from: test.start,
    to: test.until,
    width,
    rows: rowsOf({ set, simulation, timeline }, alarms, expected),
  });
}
