import { groupBy } from '../../../core/group-by.ts';
import { z } from 'zod';
import type { Metric } from '../../definitions/metric.ts';
import { compact } from '../../formats/compact.ts';
import known from './metrics.json' with { type: 'json' };
import type { MetricFacts } from './metric-facts.ts';

/** A range without its greatest value has none. */
const range = z
  .array(z.number())
  .transform(([least = 0, greatest = Infinity]) => [least, greatest] as const);

const statistics = z.object({
  valid: z.array(z.enum(['Average', 'Sum', 'Minimum', 'Maximum', 'SampleCount', 'percentile'])),
  because: z.string(),
});

const facts = z.object({
  names: z.array(z.string()),
  sparse: z.string().optional(),
  treatMissingData: z.literal('ignore').optional(),
  statistics: statistics.optional(),
  unit: z.string().optional(),
  range: range.optional(),
  beyond: z.string().optional(),
  trouble: z.enum(['high', 'low']).optional(),
  dimensions: z.array(z.array(z.string())).optional(),
});

const services = z.array(
  z.object({ namespace: z.string(), source: z.string(), metrics: z.array(facts) }),
);

/** Everything known about AWS's metrics: `metrics.json`, to which a service is added. */
export const catalog: readonly MetricFacts[] = services
  .parse(known.services)
  .flatMap(({ namespace, source, metrics }) =>
    metrics.map(({ names, ...rest }): MetricFacts => ({
      namespace,
      metrics: names,
      source,
      ...compact(rest),
    })),
  );

const byNamespace = groupBy(catalog, ({ namespace }) => namespace);

/** What is known about a metric; undefined for metrics of others. */
export function factsOf({ namespace, metricName }: Metric): MetricFacts | undefined {
  return byNamespace
    .get(namespace)
    ?.find(({ metrics }) => metrics.some((name) => names(name, metricName)));
}

function names(pattern: string, metricName: string): boolean {
  return pattern.endsWith('*')
    ? metricName.startsWith(pattern.slice(0, -1))
    : pattern === metricName;
}

/** The only region that a namespace reports to, and the page that says so. */
export const homeRegions: Readonly<Record<string, { region: string; source: string }>> =
  known.homeRegions;

/** Whether AWS publishes the namespace, not the user. */
export function isAwsNamespace(namespace: string): boolean {
  return namespace.startsWith('AWS/') || namespace === 'ECS/ContainerInsights';
}
