import { groupBy } from '../../../core/group-by.ts';
import { evaluationRangeOf } from '../evaluation/evaluation-range.ts';
import { simulate } from './simulate.ts';
import type { Simulation } from '../simulation.ts';
import type { Timeline } from '../timeline.ts';

export interface RangedTimeline {
  /** At the range that the simulation asks for, or the default. */
  readonly timeline: Timeline;
  /** Names of the alarms whose transitions are not the same at every range from N to N + 3. */
  readonly dependsOnRange: readonly string[];
}

/**
 * Simulates at each evaluation range from N to N + 3 periods, because AWS publishes none but for N = 3, and tells whose
 * verdicts depend on it. Logs and observations are gone through several times, so they must not be generators.
 */
export function simulateRanges(simulation: Simulation): RangedTimeline {
  const timeline = simulate(simulation);
  const asked = simulation.evaluationRange;
  const others = [0, 1, 2, 3].map((more) =>
    asked === undefined && more === evaluationRangeOf(0)
      ? timeline
      : simulate({ ...simulation, evaluationRange: (alarm) => alarm.evaluationPeriods + more }),
  );
  const histories = [timeline, ...others].map(historyByAlarm);
  const names = new Set(histories.flatMap((history) => [...history.keys()]));
  const dependsOnRange = [...names].filter(
    (name) => new Set(histories.map((history) => history.get(name) ?? '')).size > 1,
  );
  return { timeline, dependsOnRange };
}

function historyByAlarm({ transitions }: Timeline): Map<string, string> {
  const byAlarm = groupBy(transitions, ({ alarm }) => alarm);
  return new Map(
    [...byAlarm].map(([alarm, own]) => [alarm, own.map(({ at, to }) => `${at} ${to}`).join()]),
  );
}
