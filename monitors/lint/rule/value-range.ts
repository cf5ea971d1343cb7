import type { ComparisonOperator, MetricAlarm } from '../../definitions/metric-alarm.ts';
import type { MetricStat } from '../../definitions/metric.ts';
import { factsOf } from '../catalog/index.ts';
import type { LintContext } from './context.ts';
import { measureOf } from './statistics.ts';
import { publishersOf, watchedMetrics } from './watched.ts';

/** Least and greatest value that a statistic can have, and why: a sentence. */
export interface ValueRange {
  readonly least: number;
  readonly greatest: number;
  readonly because: string;
  /** A case in which a value may be greater after all. */
  readonly beyond?: string;
}

/** The values that a statistic can have, as far as its publisher is known. */
export function rangeOf(
  context: LintContext,
  metric: MetricStat,
  region: string,
): ValueRange | undefined {
  const measure = measureOf(metric.stat);
  if (measure === undefined) return undefined;
  if (measure === 'count')
    return { least: 0, greatest: Infinity, because: 'A count is never negative.' };
  if (measure === 'share')
    return { least: 0, greatest: 100, because: 'A percentile rank is a percentage.' };
  const single = rangeOfObservation(context, metric, region);
  if (single === undefined || measure === 'observation') return single;
  if (single.least < 0) return undefined;
  return {
    least: 0,
    greatest: Infinity,
    because: 'A sum of values that are never negative is not negative.',
  };
}

function rangeOfObservation(
  context: LintContext,
  metric: MetricStat,
  region: string,
): ValueRange | undefined {
  const facts = factsOf(metric);
  if (facts?.range !== undefined) {
    const [least, greatest] = facts.range;
    const { beyond, source } = facts;
    const because =
      greatest === Infinity
        ? `Its values are not negative (${source}).`
        : `Its values lie between ${least} and ${greatest} (${source}).`;
    return { least, greatest, because, ...(beyond === undefined ? {} : { beyond }) };
  }
  const filters = publishersOf(context, metric, region);
  const values = filters.flatMap(({ transformation: { value, defaultValue } }) =>
    defaultValue === undefined ? [Number(value)] : [Number(value), defaultValue],
  );
  if (values.length === 0 || values.some(Number.isNaN)) return undefined;
  const [least, greatest] = [Math.min(...values), Math.max(...values)];
  const which = least === greatest ? `only ${least}` : `values from ${least} to ${greatest}`;
  const names = filters.map(({ name }) => `"${name}"`).join(', ');
  return { least, greatest, because: `Metric filter ${names} publishes ${which}.` };
}

/** A comparison of an alarm with a number, on a metric whose values are known. */
export interface RangedComparison {
  readonly alarm: MetricAlarm;
  readonly metric: MetricStat;
  readonly region: string;
  readonly threshold: number;
  readonly range: ValueRange;
  readonly outcome: Outcome;
}

/** Every comparison that can be judged before there is any data. */
export function* rangedComparisons(context: LintContext): Generator<RangedComparison> {
  for (const { alarm, metric, judged, region } of watchedMetrics(context)) {
    const { comparisonOperator, threshold } = alarm;
    if (!judged || typeof threshold !== 'number') continue;
    const range = rangeOf(context, metric, region);
    if (range === undefined) continue;
    const outcome = outcomeOf(comparisonOperator, threshold, range);
    yield { alarm, metric, region, threshold, range, outcome };
  }
}

type Outcome = 'always' | 'never' | 'sometimes';

/** Whether a comparison holds for all values of a range, for none, or for some. */
export function outcomeOf(
  operator: ComparisonOperator,
  threshold: number,
  { least, greatest }: Pick<ValueRange, 'least' | 'greatest'>,
): Outcome {
  switch (operator) {
    case 'GreaterThanThreshold':
      return least > threshold ? 'always' : neverIf(greatest <= threshold);
    case 'GreaterThanOrEqualToThreshold':
      return least >= threshold ? 'always' : neverIf(greatest < threshold);
    case 'LessThanThreshold':
      return greatest < threshold ? 'always' : neverIf(least >= threshold);
    case 'LessThanOrEqualToThreshold':
      return greatest <= threshold ? 'always' : neverIf(least > threshold);
    case 'LessThanLowerOrGreaterThanUpperThreshold':
    case 'LessThanLowerThreshold':
    case 'GreaterThanUpperThreshold':
      break;
  }
  return 'sometimes';
}

function neverIf(condition: boolean): 'never' | 'sometimes' {
  return condition ? 'never' : 'sometimes';
}

/** Whether an alarm looks for too little rather than too much. */
export function isLow(operator: ComparisonOperator): boolean {
  return operator === 'LessThanThreshold' || operator === 'LessThanOrEqualToThreshold';
}

/** The sign that people write for an operator. */
export const signs: Readonly<Record<ComparisonOperator, string>> = {
  GreaterThanOrEqualToThreshold: '>=',
  GreaterThanThreshold: '>',
  LessThanThreshold: '<',
  LessThanOrEqualToThreshold: '<=',
  LessThanLowerOrGreaterThanUpperThreshold: 'outside',
  LessThanLowerThreshold: '< lower bound of',
  GreaterThanUpperThreshold: '> upper bound of',
};
