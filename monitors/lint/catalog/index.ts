import type { Metric } from '../../definitions/metric.ts';
import { applicationLoadBalancer } from './application-load-balancer.ts';
import { aurora } from './aurora.ts';
import { ecs } from './ecs.ts';
import { edge } from './edge.ts';
import type { MetricFacts } from './metric-facts.ts';
import { others } from './others.ts';
import { surroundings } from './surroundings.ts';

/** Everything known about AWS's metrics. To add a service: a file beside this one, and a line here. */
export const catalog: readonly MetricFacts[] = [
  ...applicationLoadBalancer,
  ...aurora,
  ...ecs,
  ...edge,
  ...others,
  ...surroundings,
];

/** What is known about a metric; undefined for metrics of others. */
export function factsOf({ namespace, metricName }: Metric): MetricFacts | undefined {
  return catalog.find(
    (facts) =>
      facts.namespace === namespace && facts.metrics.some((name) => names(name, metricName)),
  );
}

function names(pattern: string, metricName: string): boolean {
  return pattern.endsWith('*')
    ? metricName.startsWith(pattern.slice(0, -1))
    : pattern === metricName;
}

/** The only region that a namespace reports to, and the page that says so. */
export const homeRegions: Readonly<Record<string, { region: string; source: string }>> = {
  'AWS/CloudFront': {
    region: 'us-east-1',
    source:
      'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/programming-cloudwatch-metrics.html',
  },
  'AWS/Route53': {
    region: 'us-east-1',
    source: 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/monitoring-cloudwatch.html',
  },
  'AWS/Billing': {
    region: 'us-east-1',
    source:
      'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/monitor_estimated_charges_with_cloudwatch.html',
  },
};

/** Whether AWS publishes the namespace, not the user. */
export function isAwsNamespace(namespace: string): boolean {
  return namespace.startsWith('AWS/') || namespace === 'ECS/ContainerInsights';
}
