import type { MetricAlarm } from '../../definitions/metric-alarm.ts';
import { evaluateQueries } from '../../metric-math/evaluation/evaluate-queries.ts';
import type { MetricSource, Series } from '../../metrics/datapoint.ts';
import type { Band, QueryResult } from '../simulation.ts';
import type { Period } from '../windows/sliding.ts';
import { bandAt } from './band-at.ts';
import { pointOf } from './point-of.ts';
import type { Point } from '../windows/points.ts';
import { bandQuery, periodOf, queriesOf, watchedQuery } from './settings.ts';

/** Computes the metric math of an alarm over some periods; a text says why it cannot be, without its full stop. */
export function mathPoints(
  alarm: MetricAlarm,
  source: MetricSource,
  { bands: band = [], given = [] }: GivenData,
): (periods: readonly Period[]) => readonly Point[] | string {
  const queries = queriesOf(alarm);
  const watched = watchedQuery(alarm);
  const bandId = bandQuery(alarm);
  const period = periodOf(alarm) ?? 0;
  return (periods) => {
    if (watched === undefined) return 'no query of it returns data';
    const limits =
      bandId === undefined ? [] : periods.map(({ start, seconds }) => bandAt(band, start, seconds));
    const results = evaluateQueries({
      queries,
      starts: periods.map(({ start }) => start),
      period,
      source: withOwnLengths(source, periods, period),
      ...(bandId === undefined ? {} : { bands: new Map([[bandId, bandSeries(limits)]]) }),
      given: new Map(given.map((result) => [result.query, givenSeries(result, periods)])),
    });
    const result = results.get(watched.id);
    if (result?.kind === 'unavailable' || result?.kind === 'invalid') return result.reason;
    if (result?.kind !== 'series') return `"${watched.id}" is not a single time series`;
    return periods.map((own, index) =>
      pointOf(
        alarm,
        own,
        result.values[index] ?? undefined,
        result.sampleCounts?.[index] ?? 0,
        typeof alarm.threshold === 'number' ? alarm.threshold : limits[index],
      ),
    );
  };
}

/** What is given of an alarm in place of what only AWS has. */
export interface GivenData {
  readonly bands?: Band['points'] | undefined;
  readonly given?: readonly QueryResult[] | undefined;
}

/** The last value that is given within each period. */
function givenSeries({ points }: QueryResult, periods: readonly Period[]): Series {
  return periods.map(({ start, seconds }) => {
    const point = bandAt(points, start, seconds);
    return point === undefined || point.at < start ? null : point.value;
  });
}

/** Hours, days and weeks of a time zone have not all one length, but a request of metric math has one period. */
function withOwnLengths(
  source: MetricSource,
  periods: readonly Period[],
  period: number,
): MetricSource {
  if (periods.every(({ seconds }) => seconds === period)) return source;
  const lengths = new Map(periods.map(({ start, seconds }) => [start, seconds]));
  return {
    datapoint: (metric, start, seconds) =>
      source.datapoint(metric, start, lengths.get(start) ?? seconds),
  };
}

function bandSeries(limits: readonly ({ lower: number; upper: number } | undefined)[]): {
  lower: (number | null)[];
  upper: (number | null)[];
} {
  return {
    lower: limits.map((point) => point?.lower ?? null),
    upper: limits.map((point) => point?.upper ?? null),
  };
}
