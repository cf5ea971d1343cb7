import { clear, emptyHistogram, quantile } from '../../../core/statistics/histogram.ts';
import type { Evidence } from '../../evidence/evidence.ts';
import type { Period } from '../../evidence/period.ts';
import { answered, countOf, durations, requestNames } from '../../evidence/request-table.ts';
import { nameInWords } from '../../words/names.ts';
import { type Buckets, bucketsOf, rounded } from './buckets.ts';
import type { Chart, ChartSeries } from './chart.ts';

/** Percentiles of all answered requests over time. */
export function latencyChart(evidence: Evidence): Chart {
  const buckets = bucketsOf(evidence);
  return {
    id: 'latency',
    title: 'Response time',
    caption: 'milliseconds, all answered requests',
    unit: 'ms',
    x: buckets.x,
    series: [
      ...percentileLines(evidence, requestNames(evidence.requests), buckets),
      ...atTheLoadBalancer(evidence, buckets),
    ],
  };
}

/** The system's own time: what the visitors' p95 is more than it was spent in the generator and on the way. */
function atTheLoadBalancer(
  { requests, targetTimes, judged }: Evidence,
  buckets: Buckets,
): ChartSeries[] {
  if (targetTimes.count(-Infinity, Infinity) === 0) return [];
  const slotOf = (second: number): number =>
    Math.ceil((second - requests.origin) / requests.slotSeconds);
  const p95 = (periods: readonly Period[]): number | null => {
    const merged = emptyHistogram();
    for (const { from, to } of periods) targetTimes.mergeInto(merged, slotOf(from), slotOf(to));
    return milliseconds(quantile(merged, 0.95));
  };
  return [
    {
      label: 'p95 at the load balancer',
      tone: 'quiet',
      dash: true,
      values: buckets.periods.map((period) => p95([period])),
      held: p95(judged),
    },
  ];
}

/** Scripts that give their requests no names have one for each address; no more than these are drawn. */
const mostCharts = 24;

/** One small chart for each request name that is judged, the busiest when there are too many. */
export function latencyCharts(evidence: Evidence): Chart[] {
  const buckets = bucketsOf(evidence, 5);
  return busiest(evidence, mostCharts).map((name, index) => ({
    id: `latency-${index}`,
    title: nameInWords(name),
    caption: 'ms',
    unit: 'ms',
    x: buckets.x,
    series: percentileLines(evidence, [name], buckets),
    small: true,
  }));
}

/** The request names that have the most answers in the judged phases, in alphabetical order. */
function busiest({ requests, judged }: Evidence, most: number): string[] {
  return requestNames(requests)
    .map((name) => ({ name, count: countOf(requests, [name], answered, judged) }))
    .filter(({ count }) => count > 0)
    .toSorted((a, b) => b.count - a.count)
    .slice(0, most)
    .map(({ name }) => name)
    .toSorted();
}

const percentiles = [
  { label: 'p50', tone: 'low', q: 0.5 },
  { label: 'p95', tone: 'middle', q: 0.95 },
  { label: 'p99', tone: 'high', q: 0.99 },
] as const;

/** p50, p95 and p99 of some names over time, in milliseconds. */
export function percentileLines(
  { requests, judged }: Evidence,
  names: readonly string[],
  buckets: Buckets,
): ChartSeries[] {
  const scratch = emptyHistogram();
  const over = (periods: readonly Period[]): (number | null)[] => {
    clear(scratch);
    durations(requests, names, answered, periods, scratch);
    return percentiles.map(({ q }) => milliseconds(quantile(scratch, q)));
  };
  const values = buckets.periods.map((period) => over([period]));
  const held = over(judged);
  return percentiles.map(({ label, tone }, index) => ({
    label,
    tone,
    values: values.map((of) => of[index] ?? null),
    held: held[index] ?? null,
  }));
}

function milliseconds(micros: number | undefined): number | null {
  return micros === undefined ? null : rounded(micros / 1000);
}
