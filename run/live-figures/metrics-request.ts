import type { Histogram } from '../../core/statistics/histogram.ts';
import { bucketValue } from '../../core/statistics/log-buckets.ts';
import type { Cumulated } from './cumulated.ts';

/** Seconds; the bounds that OpenTelemetry recommends for durations of requests, with two more above. */
const bounds = [
  0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10, 30, 60,
] as const;
/** AGGREGATION_TEMPORALITY_CUMULATIVE: Prometheus takes no other. */
const cumulative = 2;

/**
 * The body of a request of OTLP's metrics service, in its JSON: totals since `startedAt` (milliseconds since 1970). Whole
 * numbers of 64 bits stand as text there.
 * https://github.com/open-telemetry/opentelemetry-proto/blob/main/opentelemetry/proto/metrics/v1/metrics.proto
 */
export function metricsRequest(
  { requests, counters, gauges }: Cumulated,
  about: Readonly<Record<string, string>>,
  startedAt: number,
  now: number,
): object {
  const times = { startTimeUnixNano: nanos(startedAt), timeUnixNano: nanos(now) };
  const durations = [...requests.values()].map(({ name, outcome, outside, histogram }) => ({
    ...times,
    ...histogramPoint(histogram),
    attributes: attributes({
      'request.name': name,
      outcome,
      ...(outside === undefined ? {} : { outside }),
    }),
  }));
  const metrics = [
    ...(durations.length === 0
      ? []
      : [
          {
            name: 'bilancia.request.duration',
            unit: 's',
            histogram: { aggregationTemporality: cumulative, dataPoints: durations },
          },
        ]),
    ...grouped(counters).map(([name, points]) => ({
      name: `bilancia.${name}`,
      sum: {
        aggregationTemporality: cumulative,
        isMonotonic: true,
        dataPoints: points.map((point) => ({ ...times, ...point })),
      },
    })),
    ...grouped(gauges).map(([name, points]) => ({
      name: `bilancia.${name}`,
      gauge: {
        dataPoints: points.map((point) => ({ timeUnixNano: times.timeUnixNano, ...point })),
      },
    })),
  ];
  return {
    resourceMetrics: [
      {
        resource: { attributes: attributes({ 'service.name': 'bilancia', ...about }) },
        scopeMetrics: [{ scope: { name: 'bilancia' }, metrics }],
      },
    ],
  };
}

/** How many values were at most each bound, in seconds, and above the last: by the middle of their own buckets, to 0.5 %. */
function histogramPoint({ n, sum, min, max, zeros, first, counts }: Histogram): object {
  const bucketCounts = Array.from({ length: bounds.length + 1 }, () => 0);
  const place = (seconds: number): number => {
    const index = bounds.findIndex((bound) => seconds <= bound);
    return index === -1 ? bounds.length : index;
  };
  const count = (index: number, more: number): void => {
    bucketCounts[index] = (bucketCounts[index] ?? 0) + more;
  };
  count(0, zeros);
  for (const [index, more] of counts.entries())
    if (more > 0) count(place(bucketValue(first + index) / 1e6), more);
  return {
    count: String(n),
    sum: sum / 1e6,
    ...(n === 0 ? {} : { min: min / 1e6, max: max / 1e6 }),
    bucketCounts: bucketCounts.map(String),
    explicitBounds: bounds,
  };
}

interface NumberPoint {
  readonly asDouble: number;
  readonly attributes: object[];
}

/** Points by the name of their metric: `bookings{outcome=refused}` is one of `bookings`. */
function grouped(values: ReadonlyMap<string, number>): [name: string, points: NumberPoint[]][] {
  const points = [...values].map(([key, value]) => {
    const [, name = key, tag, of] = /^([^{]+)\{(\w+)=(.*)\}$/.exec(key) ?? [];
    const tags = tag === undefined || of === undefined ? [] : attributes({ [tag]: of });
    return { name, point: { asDouble: value, attributes: tags } };
  });
  return [...Map.groupBy(points, ({ name }) => name)].map(([name, those]) => [
    name,
    those.map(({ point }) => point),
  ]);
}

function attributes(values: Readonly<Record<string, string>>): object[] {
  return Object.entries(values).map(([key, stringValue]) => ({ key, value: { stringValue } }));
}

function nanos(ms: number): string {
  return `${Math.round(ms)}000000`;
}
