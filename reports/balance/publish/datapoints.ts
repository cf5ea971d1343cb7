import { indicesByTime } from '../../../core/statistics/balance/over-time.ts';
import type { Analysis } from '../analyze.ts';
import { loadTable } from '../over-time.ts';
import { chanceOf } from '../service-report.ts';

/** What is published of a service, by name, with CloudWatch's unit. */
export const publishedMetrics = {
  /** The busiest task's CPU over the mean of all; 1 is even. */
  PeakToAverage: 'None',
  /** What could be taken away if all tasks were loaded as the busiest is. */
  WastedCapacity: 'Percent',
  /** PeakToAverage over what chance alone gives once in a hundred minutes: above 1 it is no chance. Only where requests were counted. */
  BeyondChance: 'None',
} as const;
export type PublishedMetric = keyof typeof publishedMetrics;

export const publishedNames = [
  'PeakToAverage',
  'WastedCapacity',
  'BeyondChance',
] as const satisfies readonly PublishedMetric[];

/** One minute of one service. */
export interface Datapoint {
  readonly cluster: string;
  readonly service: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly values: Readonly<Partial<Record<PublishedMetric, number>>>;
}

/** Events of a minute are all there so long after it: the median delay is 80 s, the longest usual one 140 s. */
export const settledAfterMs = 180_000;

/** Datapoints of the steps after `after` that nothing is to be expected for any more, going by the newest step. */
export function datapointsOf(analysis: Analysis, after: number): Datapoint[] {
  const { cluster, name: service, matrix } = analysis.service;
  const { times } = matrix;
  const settled = (times.at(-1) ?? -Infinity) - settledAfterMs;
  const points: Datapoint[] = [];
  const table = loadTable(matrix);
  const limits = new Map<number, number | undefined>();
  for (const { time, indices } of indicesByTime(table)) {
    const at = times[time] ?? Number.NaN;
    if (!(at > after && at <= settled)) continue;
    const { units, peakToAverage, wastedFraction } = indices;
    if (!limits.has(units)) limits.set(units, chanceOf(analysis, units)?.p99);
    const limit = limits.get(units);
    const values = {
      PeakToAverage: peakToAverage,
      WastedCapacity: 100 * wastedFraction,
      ...(limit === undefined ? {} : { BeyondChance: peakToAverage / limit }),
    };
    points.push({ cluster, service, at, values });
  }
  return points;
}
