import { isMathAlarm, type MetricAlarm } from '../../definitions/metric-alarm.ts';

/** The periods that an alarm names, in seconds: of its metric, or of its queries. */
export function periodsOf(alarm: MetricAlarm): readonly number[] {
  const { metric } = alarm;
  if ('metricName' in metric) return [metric.period];
  return metric.flatMap((query) => {
    const period = query.metric?.period ?? query.period;
    return period === undefined ? [] : [period];
  });
}

/** 10, 20, 30 or a multiple of 60 seconds: API_PutMetricAlarm. */
export function isPeriod(seconds: number): boolean {
  return [10, 20, 30].includes(seconds) || (seconds >= 60 && seconds % 60 === 0);
}

/** The expressions of an alarm, with the ids of their queries. */
export function expressionsOf(alarm: MetricAlarm): readonly { id: string; expression: string }[] {
  if (!isMathAlarm(alarm)) return [];
  return alarm.metric.flatMap(({ id, expression }) =>
    expression === undefined ? [] : [{ id, expression }],
  );
}
