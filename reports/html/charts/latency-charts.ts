import {
  type Histogram,
  emptyHistogram,
  merge,
  quantile,
} from '../../../core/statistics/histogram.ts';
import type { Evidence } from '../../evidence/evidence.ts';
import { answered, requestNames } from '../../evidence/request-table.ts';
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
    series: percentileLines(evidence, requestNames(evidence.requests), buckets),
  };
}

/** One small chart for each request name. */
export function latencyCharts(evidence: Evidence): Chart[] {
  const buckets = bucketsOf(evidence, 5);
  return requestNames(evidence.requests).map((name, index) => ({
    id: `latency-${index}`,
    title: name,
    caption: 'ms',
    unit: 'ms',
    x: buckets.x,
    series: percentileLines(evidence, [name], buckets),
    small: true,
  }));
}

function percentileLines(
  { requests }: Evidence,
  names: readonly string[],
  buckets: Buckets,
): ChartSeries[] {
  const merged: Histogram[] = buckets.starts.map(emptyHistogram);
  for (const name of names) {
    for (const [slot, outcomes] of requests.byName.get(name) ?? []) {
      const into = merged[buckets.indexOf(requests.origin + slot * requests.slotSeconds)];
      for (const outcome of answered) {
        const histogram = outcomes.get(outcome);
        if (into !== undefined && histogram !== undefined) merge(into, histogram);
      }
    }
  }
  const line = (q: number): (number | null)[] =>
    merged.map((histogram) => {
      const micros = quantile(histogram, q);
      return micros === undefined ? null : rounded(micros / 1000);
    });
  return [
    { label: 'p50', tone: 'low', values: line(0.5) },
    { label: 'p95', tone: 'middle', values: line(0.95) },
    { label: 'p99', tone: 'high', values: line(0.99) },
  ];
}
