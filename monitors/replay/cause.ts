import { createPointReader } from '../alarms/evaluation/read-points.ts';
import { isBreaching } from '../alarms/evaluation/breaching.ts';
import { evaluationRangeOf } from '../alarms/evaluation/evaluation-range.ts';
import type { Point } from '../alarms/windows/points.ts';
import { metricsOf, periodOf, singleMetric } from '../alarms/evaluation/settings.ts';
import type { Simulation } from '../alarms/simulation.ts';
import type { Observation } from '../metrics/observation.ts';
import { cadenceOf, dataUntil } from '../alarms/windows/cadence.ts';
import { windowOf } from '../alarms/windows/window-of.ts';
import { ofKind } from '../definitions/definition.ts';
import type { MetricAlarm } from '../definitions/metric-alarm.ts';
import { compileFilterPattern } from '../filter-pattern/matcher/compile.ts';
import { metricKey, metricTitle, observationKey, statisticKey } from '../metrics/identity.ts';
import type { MetricStore } from '../metrics/store.ts';

/** What made an alarm fire. */
export interface Cause {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly what: string;
}

/**
 * What made a metric alarm go into ALARM at `at`: the first observation of the earliest breaching datapoint among those
 * that it was evaluated on, or where nothing was published, the beginning of the silence.
 */
export function causeOf(
  alarm: MetricAlarm,
  at: number,
  simulation: Simulation,
  store: MetricStore,
): Cause | undefined {
  const period = periodOf(alarm);
  if (period === undefined) return undefined;
  const until = dataUntil(at, cadenceOf(period, alarm.evaluationPeriods));
  const periods = windowOf(alarm, period)(until, evaluationRangeOf(alarm.evaluationPeriods));
  const points = createPointReader(alarm, store)(periods);
  if (typeof points === 'string') return undefined;
  const breaching = points.find((point) => point.breaching);
  if (breaching === undefined) {
    const silent = points.findLast(({ value }) => value !== undefined);
    const since = silent === undefined ? points[0]?.start : silent.start + silent.seconds * 1000;
    return since === undefined ? undefined : { at: since, what: 'no data from here on' };
  }
  const found =
    firstObservation(alarm, breaching, simulation) ?? firstLine(alarm, breaching, simulation);
  return found ?? { at: breaching.start, what: 'first breaching datapoint' };
}

function isWithin({ start, seconds }: Point, at: number): boolean {
  return at >= start && at < start + seconds * 1000;
}

function firstObservation(
  alarm: MetricAlarm,
  point: Point,
  { observations = [] }: Simulation,
): Cause | undefined {
  const keys = new Set(
    metricsOf(alarm).flatMap((metric) => [statisticKey(metric), metricKey(metric)]),
  );
  let first: Observation | undefined;
  for (const observation of observations) {
    if (!isWithin(point, observation.at) || !keys.has(observationKey(observation))) continue;
    if (tells(alarm, observation)) {
      first = observation;
      break;
    }
  }
  if (first === undefined) return undefined;
  const single = singleMetric(alarm);
  const adds = single?.stat === 'Sum' || single?.stat === 'SampleCount';
  const value = adds && point.value !== undefined ? point.value : first.value;
  const verb = adds ? `${single.stat} was` : 'was';
  return { at: first.at, what: `${metricTitle(first)} ${verb} ${plain(value)}` };
}

/** Whether one observation may be named as the cause: of a sum any that adds to it, of others one that breaches itself. */
function tells(alarm: MetricAlarm, { value }: Observation): boolean {
  const metric = singleMetric(alarm);
  if (metric === undefined || typeof alarm.threshold !== 'number') return true;
  if (metric.stat === 'Sum' || metric.stat === 'SampleCount') return value !== 0;
  return isBreaching(alarm.comparisonOperator, value, alarm.threshold);
}

/** The first log line of the datapoint that a filter counts for the alarm's metric. */
function firstLine(
  alarm: MetricAlarm,
  point: Point,
  { logs = [], set }: Simulation,
): Cause | undefined {
  const names = new Set(
    metricsOf(alarm).map(({ namespace, metricName }) => `${namespace} ${metricName}`),
  );
  const filters = ofKind(set.definitions, 'metric-filter')
    .filter(({ transformation }) =>
      names.has(`${transformation.namespace} ${transformation.metricName}`),
    )
    .map(({ logGroup, pattern }) => ({ logGroup, compiled: compileFilterPattern(pattern) }));
  for (const { at, logGroup, message } of logs) {
    if (!isWithin(point, at)) continue;
    if (filters.some((filter) => filter.logGroup === logGroup && filter.compiled.matches(message)))
      return { at, what: `${logGroup}: ${shortened(message)}` };
  }
  return undefined;
}

const shown = 60;

function shortened(text: string): string {
  return text.length <= shown ? text : `${text.slice(0, shown - 1)}…`;
}

function plain(value: number): string {
  return String(Number(value.toPrecision(4)));
}
