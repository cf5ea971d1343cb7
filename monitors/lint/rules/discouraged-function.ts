import { isMathAlarm, type MetricAlarm } from '../../definitions/metric-alarm.ts';
import type { MetricStat } from '../../definitions/metric.ts';
import { expressionFacts } from '../../metric-math/facts/facts.ts';
import { parseExpression } from '../../metric-math/parser/parse.ts';
import { kindOfQueries } from '../../metric-math/queries/kind-of.ts';
import { factsOf } from '../catalog/index.ts';
import type { LintContext } from '../rule/context.ts';
import { expressionsOf } from '../rule/periods.ts';
import { offlineRule } from '../rule/make-rule.ts';
import { describeMetric, metricsOf, publishersOf } from '../rule/watched.ts';

/** Functions whose value changes with how far back an alarm looks, and which CloudWatch chooses itself. */
const onRange = ['AVG', 'MAX', 'MIN', 'SUM', 'STDDEV'];
const always = ['DATAPOINT_COUNT', 'REMOVE_EMPTY', 'RUNNING_SUM'];

export const discouragedFunction = offlineRule('discouraged-function', function* (context) {
  for (const alarm of context.all('metric-alarm'))
    for (const { id, expression } of expressionsOf(alarm))
      for (const { name, ...advice } of once(discouraged(context, alarm, expression)))
        yield {
          about: alarm,
          summary: `Its query "${id}" uses ${name}${advice.where}.`,
          details: advice.because,
        };
});

/** A function that is used twice is advised against once. */
function once(all: readonly Advice[]): Advice[] {
  return all.filter(({ name }, index) => all.findIndex((other) => other.name === name) === index);
}

interface Advice {
  readonly name: string;
  readonly where: string;
  readonly because: string;
}

function discouraged(context: LintContext, alarm: MetricAlarm, text: string): readonly Advice[] {
  const parsed = parseExpression(text);
  if (!parsed.ok) return [];
  const metrics = metricsOf(alarm);
  const kindOf = kindOfQueries(isMathAlarm(alarm) ? alarm.metric : []);
  const { functions, references } = expressionFacts(parsed.expression, kindOf);
  const used = metrics.filter(({ id }) => references.some((reference) => reference.id === id));
  const sparse = used.find(({ metric }) => isSparse(context, metric, context.regionOf(alarm)));
  const { evaluationPeriods: n, datapointsToAlarm: m = n } = alarm;
  return functions.flatMap(({ name, result }): Advice[] => {
    if ((onRange.includes(name) && result === 'scalar') || always.includes(name))
      return [
        {
          name,
          where: always.includes(name) ? '' : ' of a single time series, which is one number',
          because:
            'Its value depends on how many datapoints CloudWatch fetches: more than the alarm evaluates, and ' +
            'not documented. Compute over an array, such as AVG([m1, m2]), or use a statistic.',
        },
      ];
    if (name === 'RATE' && sparse !== undefined)
      return [
        {
          name,
          where: ` on ${describeMetric(sparse.metric)}, which has gaps`,
          because:
            'The rate over a gap is unpredictable in an alarm. FILL the metric first, or use its Sum.',
        },
      ];
    if (name === 'FILL' && m === n && !(n === 1 && isLong(metrics)))
      return [
        {
          name,
          where: ' and evaluates every datapoint',
          because:
            'The latest datapoint is often late; FILL replaces it with a value, and the alarm stays in one state. ' +
            'Set datapointsToAlarm below evaluationPeriods.',
        },
      ];
    return [];
  });
}

/** Seconds by which metrics come late, at most: a single period of that length holds data, though not the latest. */
const lateness = 300;

function isLong(metrics: readonly { readonly metric: MetricStat }[]): boolean {
  return metrics.every(({ metric }) => metric.period >= lateness);
}

function isSparse(context: LintContext, metric: MetricStat, region: string): boolean {
  return factsOf(metric)?.sparse !== undefined || publishersOf(context, metric, region).length > 0;
}
