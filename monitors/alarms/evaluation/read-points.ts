import type { MetricAlarm } from '../../definitions/metric-alarm.ts';
import type { MetricSource } from '../../metrics/datapoint.ts';
import type { Period } from '../windows/sliding.ts';
import type { GivenData } from './math-points.ts';
import { mathPoints } from './math-points.ts';
import { pointOf } from './point-of.ts';
import type { Point } from '../windows/points.ts';
import { isPointwise } from './pointwise.ts';
import { createRecent } from './recent.ts';
import { bandQuery, queriesOf, singleMetric } from './settings.ts';

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
  data: GivenData = {},
  remembered = mostRemembered,
): PointReader {
  const size = Math.min(remembered, mostRemembered);
  if (singleMetric(alarm) !== undefined) return remembering(metricReader(alarm, source), size);
  const compute = mathPoints(alarm, source, data);
  const byPeriod = bandQuery(alarm) === undefined && isPointwise(queriesOf(alarm));
  return byPeriod ? remembering(compute, size) : compute;
}

function metricReader(alarm: MetricAlarm, source: MetricSource): PointReader {
  const metric = singleMetric(alarm);
  const limits = typeof alarm.threshold === 'number' ? alarm.threshold : undefined;
  return (periods) =>
    periods.map((period) => {
      const datapoint =
        metric === undefined ? undefined : source.datapoint(metric, period.start, period.seconds);
      return pointOf(alarm, period, datapoint?.value, datapoint?.sampleCount ?? 0, limits);
    });
}

/** Periods begin at multiples of 10 s; as a key a small whole number is found faster than milliseconds since 1970. */
const keyStep = 10_000;

/** Computes what is not remembered. */
function remembering(compute: PointReader, size: number): PointReader {
  const known = createRecent<Point>(size);
  return (periods) => {
    const points: Point[] = [];
    for (const period of periods) {
      const key = period.start / keyStep;
      const found = known.get(key);
      if (found?.seconds === period.seconds) {
        points.push(found);
        continue;
      }
      const computed = compute([period]);
      if (typeof computed === 'string') return computed;
      for (const point of computed) {
        known.set(key, point);
        points.push(point);
      }
    }
    return points;
  };
}
