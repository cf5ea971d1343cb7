import type { MetricAlarm } from '../../definitions/metric-alarm.ts';
import { parseExpression } from '../../metric-math/parser/parse.ts';
import { expressionFacts } from '../../metric-math/facts/facts.ts';
import type { MetricSource } from '../../metrics/datapoint.ts';
import { bandQuery, metricsOf, queriesOf } from '../evaluation/settings.ts';

/**
 * Knows when an evaluation can be left out, because neither this range nor the one before it held a single sample: most
 * metrics of most alarms are silent most of the time.
 */
export interface Quiet {
  /** Whether nothing was published in the `seconds` until `until`, milliseconds since 1970. */
  readonly noneUntil: (until: number, seconds: number) => boolean;
}

/** Functions whose result also depends on the time. */
const timeFunctions = ['MINUTE', 'HOUR', 'DAY', 'DATE', 'MONTH', 'YEAR', 'EPOCH'];

/** Undefined for an alarm that may change its state without any sample: by the time of day, or an anomaly band. */
export function createQuiet(alarm: MetricAlarm, source: MetricSource): Quiet | undefined {
  if (bandQuery(alarm) !== undefined || queriesOf(alarm).some(isTimely)) return undefined;
  // The count is found fast; of what was given as one statistic there is none.
  const samples = metricsOf(alarm).flatMap((metric) => [
    { ...metric, stat: 'SampleCount' },
    metric,
  ]);
  return {
    noneUntil: (until, seconds) =>
      samples.every(
        (metric) => source.datapoint(metric, until - seconds * 1000, seconds) === undefined,
      ),
  };
}

function isTimely({ expression }: { readonly expression?: string }): boolean {
  if (expression === undefined) return false;
  const parsed = parseExpression(expression);
  if (!parsed.ok) return true;
  return expressionFacts(parsed.expression).functions.some(({ name }) =>
    timeFunctions.includes(name),
  );
}
