import { parseRule } from '../../composite-rule/parse.ts';
import type { Definition } from '../../definitions/definition.ts';
import { isMathAlarm } from '../../definitions/metric-alarm.ts';
import type { MetricAlarm } from '../../definitions/metric-alarm.ts';
import type { MetricFilter } from '../../definitions/metric-filter.ts';
import type { MetricQuery } from '../../definitions/metric.ts';
import { parseFilterPattern } from '../../filter-pattern/parser/parse.ts';
import { expressionFacts } from '../../metric-math/facts/facts.ts';
import { checkQueries } from '../../metric-math/queries/check-queries.ts';
import { parseExpression } from '../../metric-math/parser/parse.ts';

/**
 * What AWS would refuse of a definition, or a person could not work with; a sentence each. Limits: API_PutMetricAlarm,
 * API_PutCompositeAlarm, API_MetricTransformation.
 */
export function limitProblems(definition: Definition): string[] {
  return [...commonProblems(definition), ...ownProblems(definition)].map(
    (problem) => `${definition.name}: ${problem}`,
  );
}

function commonProblems(definition: Definition): string[] {
  const description = 'description' in definition ? (definition.description ?? '') : undefined;
  return [
    ...(definition.name.length > 255 ? ['its name is longer than 255'] : []),
    ...(description === undefined ? [] : descriptionProblems(description)),
  ];
}

function descriptionProblems(description: string): string[] {
  return [
    ...(description.length > 1024 ? ['its description is longer than 1,024'] : []),
    ...(description.length < 40 ? ['its description says too little'] : []),
    ...(/undefined|NaN|\[object|Infinity/.test(description) ? ['its description has a hole'] : []),
  ];
}

function ownProblems(definition: Definition): string[] {
  if (definition.kind === 'metric-alarm') return alarmProblems(definition);
  if (definition.kind === 'metric-filter') return filterProblems(definition);
  if (definition.kind !== 'composite-alarm') return [];
  const parsed = parseRule(definition.rule);
  return parsed.ok ? [] : [`its rule does not parse: ${parsed.error.problem}`];
}

function alarmProblems(alarm: MetricAlarm): string[] {
  const periods = new Set(periodsOf(alarm));
  const [period = 0] = periods;
  const looksBack = period * alarm.evaluationPeriods;
  return [
    ...(periods.size === 1 ? [] : ['its periods differ']),
    ...(looksBack > 604_800 ? ['it looks back more than seven days'] : []),
    ...(period < 3600 && looksBack > 86_400 ? ['it looks back more than a day'] : []),
    ...((alarm.datapointsToAlarm ?? 1) > alarm.evaluationPeriods ? ['M is more than N'] : []),
    ...(alarm.treatMissingData === undefined ? ['it does not say what missing data means'] : []),
    ...(typeof alarm.threshold === 'number' && Number.isFinite(alarm.threshold)
      ? []
      : ['its threshold is no number']),
    ...(isMathAlarm(alarm) ? mathProblems(alarm.metric) : []),
  ];
}

function periodsOf(alarm: MetricAlarm): (number | undefined)[] {
  return isMathAlarm(alarm)
    ? alarm.metric.map((query) => query.metric?.period ?? query.period)
    : 'period' in alarm.metric
      ? [alarm.metric.period]
      : [];
}

function mathProblems(queries: readonly MetricQuery[]): string[] {
  const ids = new Set(queries.map(({ id }) => id));
  const metrics = queries.filter(({ metric }) => metric !== undefined);
  return [
    ...(metrics.length > 10 ? ['it takes more than ten metrics'] : []),
    ...(ids.size === queries.length ? [] : ['an id is there twice']),
    ...(queries.filter(({ returnData = true }) => returnData).length === 1
      ? []
      : ['not exactly one query returns data']),
    ...checkQueries(queries).map(({ problem }) => problem),
    ...queries.flatMap(({ expression }) =>
      expression === undefined ? [] : expressionProblems(expression, ids),
    ),
  ];
}

function expressionProblems(text: string, ids: ReadonlySet<string>): string[] {
  const parsed = parseExpression(text);
  if (!parsed.ok) return [`"${text}" does not parse: ${parsed.error.problem}`];
  const { references } = expressionFacts(parsed.expression);
  return references
    .filter(({ id }) => !ids.has(id))
    .map(({ id }) => `"${text}" uses ${id}, which is not there`);
}

function filterProblems({ pattern, transformation }: MetricFilter): string[] {
  const parsed = parseFilterPattern(pattern);
  const dimensions = Object.keys(transformation.dimensions ?? {});
  return [
    ...(parsed.ok ? [] : [`its pattern does not parse: ${parsed.error.problem}`]),
    ...(dimensions.length > 3 ? ['it has more than three dimensions'] : []),
    ...(dimensions.length > 0 && transformation.defaultValue !== undefined
      ? ['it has dimensions and a default value']
      : []),
    ...(/[:*$]/.test(transformation.namespace + transformation.metricName)
      ? ['CloudWatch Logs takes no :, * or $ in names of metrics']
      : []),
  ];
}
