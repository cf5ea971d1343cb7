import { isMathAlarm, type MetricAlarm } from '../../definitions/metric-alarm.ts';
import type { MetricFilter } from '../../definitions/metric-filter.ts';
import type { LintContext } from '../rule/context.ts';
import { expressionsOf, periodsOf } from '../rule/periods.ts';
import { assumedValues, prices } from './prices.ts';
import { dimensionNames, metricsOf } from '../rule/watched.ts';

export interface CostLine {
  /** In the plural: what is paid for. */
  readonly what: string;
  readonly count: number;
  /** A month. */
  readonly dollars: number;
}

export interface MonthlyCost {
  readonly lines: readonly CostLine[];
  readonly dollars: number;
}

/** What the reader of a sum must know. */
export const priceNote =
  `Prices of us-east-1 as of ${prices.date}, without the free tier; a dimension of a filter is assumed to have ` +
  `${assumedValues} values.`;

/** What the definitions cost on CloudWatch in a month, whatever happens. Notifications and log storage are not in it. */
export function costOf(context: Pick<LintContext, 'all' | 'regionOf'>): MonthlyCost {
  const alarms = context.all('metric-alarm');
  const [high, standard] = [
    alarms.filter(isHighResolution),
    alarms.filter((one) => !isHighResolution(one)),
  ];
  const lines = [
    line('metrics in alarms', sum(standard.map(pricedMetrics)), prices.alarmMetric),
    line(
      'metrics in high-resolution alarms',
      sum(high.map(pricedMetrics)),
      prices.highResolutionAlarmMetric,
    ),
    line('composite alarms', context.all('composite-alarm').length, prices.compositeAlarm),
    line('custom metrics of metric filters', customMetrics(context), prices.customMetric),
    line('dashboards', context.all('dashboard').length, prices.dashboard),
  ].filter(({ count }) => count > 0);
  return { lines, dollars: cents(sum(lines.map(({ dollars }) => dollars))) };
}

function line(what: string, count: number, price: number): CostLine {
  return { what, count, dollars: cents(count * price) };
}

function isHighResolution(alarm: MetricAlarm): boolean {
  return periodsOf(alarm).some((period) => period < 60);
}

/** A metric math alarm is paid for each of its metrics; one without any (Metrics Insights) counts as one at least. */
function pricedMetrics(alarm: MetricAlarm): number {
  const hasBand =
    isMathAlarm(alarm) &&
    expressionsOf(alarm).some(({ expression }) => /\bANOMALY_DETECTION_BAND\s*\(/.test(expression));
  return Math.max(1, metricsOf(alarm).length) + (hasBand ? prices.anomalyBandMetrics : 0);
}

/** Filters that publish one metric together are paid for once. */
function customMetrics(context: Pick<LintContext, 'all' | 'regionOf'>): number {
  const metrics = new Map<string, number>();
  for (const filter of context.all('metric-filter'))
    metrics.set(identityOf(filter, context.regionOf(filter)), seriesOf(filter));
  return sum([...metrics.values()]);
}

function identityOf({ transformation }: MetricFilter, region: string): string {
  const { namespace, metricName, dimensions } = transformation;
  return [region, namespace, metricName, ...dimensionNames(dimensions)].join('\n');
}

function seriesOf({ transformation }: MetricFilter): number {
  return assumedValues ** dimensionNames(transformation.dimensions).length;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function cents(dollars: number): number {
  return Math.round(dollars * 100) / 100;
}

/** `4.50 dollars` */
export function money(dollars: number): string {
  return `${dollars.toFixed(2)} dollars`;
}
