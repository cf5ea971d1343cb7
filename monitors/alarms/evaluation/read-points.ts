import type { MetricAlarm } from '../../definitions/metric-alarm.ts';
import { evaluateQueries } from '../../metric-math/evaluation/evaluate-queries.ts';
import type { MetricSource } from '../../metrics/datapoint.ts';
import type { Band } from '../simulation.ts';
import type { Period } from '../windows/sliding.ts';
import { bandAt } from './band-at.ts';
import { isBreaching, type Limits } from './breaching.ts';
import type { Point } from './points.ts';
import { createRecent } from './recent.ts';
import { bandQuery, queriesOf, singleMetric, watchedQuery } from './settings.ts';

/** The points of an alarm over some periods, oldest first, or why there can be none: a sentence without its full stop. */
export type PointReader = (periods: readonly Period[]) => readonly Point[] | string;

/** Points that are remembered at most: a week of minutes. */
const mostRemembered = 10_080;

/**
 * Reads an alarm's metric, or computes its metric math, and compares each value with the threshold or band.
 *
 * @param remembered how many points to keep, so that a window that slides computes each only once
 */
export function createPointReader(
  alarm: MetricAlarm,
  source: MetricSource,
  band: Band['points'] = [],
  remembered = mostRemembered,
): PointReader {
  return singleMetric(alarm) === undefined
    ? mathReader(alarm, source, band)
    : metricReader(alarm, source, Math.min(remembered, mostRemembered));
}

function metricReader(alarm: MetricAlarm, source: MetricSource, remembered: number): PointReader {
  const metric = singleMetric(alarm);
  const known = createRecent<Point>(remembered);
  const read = (period: Period): Point => {
    const found = known.get(period.start);
    if (found?.seconds === period.seconds) return found;
    const datapoint =
      metric === undefined ? undefined : source.datapoint(metric, period.start, period.seconds);
    const limits = typeof alarm.threshold === 'number' ? alarm.threshold : undefined;
    const point = pointOf(alarm, period, datapoint?.value, datapoint?.sampleCount ?? 0, limits);
    known.set(period.start, point);
    return point;
  };
  return (periods) => periods.map(read);
}

function mathReader(alarm: MetricAlarm, source: MetricSource, band: Band['points']): PointReader {
  const queries = queriesOf(alarm);
  const watched = watchedQuery(alarm);
  const bandId = bandQuery(alarm);
  return (periods) => {
    const [first] = periods;
    if (watched === undefined || first === undefined) return 'no query of it returns data';
    const limits = periods.map(({ start, seconds }) => bandAt(band, start, seconds));
    const results = evaluateQueries({
      queries,
      starts: periods.map(({ start }) => start),
      period: first.seconds,
      source: withOwnLengths(source, periods),
      ...(bandId === undefined ? {} : { bands: new Map([[bandId, bandSeries(limits)]]) }),
    });
    const result = results.get(watched.id);
    if (result?.kind === 'unavailable' || result?.kind === 'invalid') return result.reason;
    if (result?.kind !== 'series') return `"${watched.id}" is not a single time series`;
    return periods.map((period, index) =>
      pointOf(
        alarm,
        period,
        result.values[index] ?? undefined,
        result.sampleCounts?.[index] ?? 0,
        typeof alarm.threshold === 'number' ? alarm.threshold : limits[index],
      ),
    );
  };
}

/** Days and weeks of a time zone have not all one length, but a request of metric math has one period. */
function withOwnLengths(source: MetricSource, periods: readonly Period[]): MetricSource {
  if (periods.every(({ seconds }) => seconds === periods[0]?.seconds)) return source;
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

/** A value that cannot be compared, because the band is missing, is a missing one. */
function pointOf(
  { comparisonOperator }: MetricAlarm,
  { start, seconds }: Period,
  value: number | undefined,
  sampleCount: number,
  limits: Limits | undefined,
): Point {
  if (value === undefined || limits === undefined)
    return { start, seconds, breaching: false, sampleCount };
  const breaching = isBreaching(comparisonOperator, value, limits);
  const point = { start, seconds, value, breaching, sampleCount };
  if (typeof limits === 'number') return point;
  return { ...point, band: { lower: limits.lower, upper: limits.upper } };
}
