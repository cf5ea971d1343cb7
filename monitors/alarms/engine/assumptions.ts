import { metricTitle } from '../../metrics/identity.ts';
import { metricsOf } from '../evaluation/settings.ts';
import type { Simulation } from '../simulation.ts';
import type { MetricData } from './metric-data.ts';
import type { Notes } from './notes.ts';
import type { WatchedAlarms } from './watched-alarms.ts';

/** Notes what a reader of the timeline must know of it: the evaluation range, and metrics of which nothing was given. */
export function noteAssumptions(
  { evaluationRange }: Simulation,
  alarms: WatchedAlarms,
  data: MetricData,
  notes: Notes,
): void {
  if (evaluationRange === undefined && alarms.metric.length > 0)
    notes.add(
      'Alarms with N evaluation periods are assumed to look back N + 2 periods: AWS publishes no formula, only that 3 periods look back 5.',
    );
  for (const { alarm, region } of alarms.metric)
    for (const metric of metricsOf(alarm))
      if (!data.of(region).has(metric))
        notes.add(`Nothing was ever published for ${metricTitle(metric)}.`, alarm.name);
}
