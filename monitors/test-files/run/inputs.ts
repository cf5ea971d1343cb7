import type { Simulation } from '../../alarms/simulation.ts';
import type { Observation } from '../../metrics/observation.ts';
import type { DefinitionSet } from '../../definitions/definition.ts';
import type { TestCase } from '../file/test-case.ts';
import { logVolume } from '../../play/log-volume.ts';

/** What a test publishes, as the simulation takes it: everything in the order of time. */
export function simulationOf(test: TestCase, set: DefinitionSet): Simulation {
  const logs = test.logs.flatMap(({ events }) => events).toSorted(byTime);
  const series: Observation[] = test.series.flatMap(({ observations }) => observations);
  return {
    set,
    from: test.start,
    to: test.until,
    logs,
    observations: [...series, ...logVolume(logs)].toSorted(byTime),
    bands: test.bands.map(({ alarm, points }) => ({ alarm: alarm.value, points })),
    results: test.results.map(({ alarm, query, points }) => ({
      alarm: alarm.value,
      query: query.value,
      points,
    })),
    initial: Object.fromEntries(test.initial.map(({ value }) => [value.alarm, value.state])),
    forced: test.forced.map(({ value }) => value).toSorted(byTime),
  };
}

function byTime(a: { readonly at: number }, b: { readonly at: number }): number {
  return a.at - b.at;
}
