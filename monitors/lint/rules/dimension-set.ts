import { factsOf } from '../catalog/index.ts';
import { offlineRule } from '../rule/make-rule.ts';
import { describeMetric, dimensionNames, listed, watchedMetrics } from '../rule/watched.ts';

const ecsNamespaces = ['AWS/ECS', 'ECS/ContainerInsights'];

export const dimensionSet = offlineRule('dimension-set', function* (context) {
  for (const { alarm, metric } of watchedMetrics(context)) {
    const given = dimensionNames(metric.dimensions);
    if (given.some(context.isUnknown)) continue;
    const { namespace, dimensions } = metric;
    if (
      ecsNamespaces.includes(namespace) &&
      given.includes('ServiceName') &&
      !given.includes('ClusterName')
    ) {
      yield {
        about: alarm,
        summary: `It names ServiceName of ${describeMetric(metric)} without ClusterName.`,
        details: 'Both identify a service; no metric is published with only one of them.',
      };
      continue;
    }
    if (namespace === 'AWS/CloudFront' && (dimensions?.['Region'] ?? 'Global') !== 'Global')
      yield {
        about: alarm,
        summary: `Dimension Region of ${describeMetric(metric)} is ${dimensions?.['Region'] ?? ''}; it is always Global.`,
        details: 'The alarm itself must be in us-east-1.',
      };
    for (const name of ['LoadBalancer', 'TargetGroup']) {
      const arn = /^arn:.*?:(?:loadbalancer\/)?((?:app|net|gwy|targetgroup)\/.+)$/.exec(
        dimensions?.[name] ?? '',
      );
      if (arn !== null)
        yield {
          about: alarm,
          summary: `Dimension ${name} of ${describeMetric(metric)} is an ARN; it is the end of it, ${arn[1]}.`,
          details:
            'In Terraform that is arn_suffix; in CloudFormation LoadBalancerFullName and TargetGroupFullName.',
        };
    }
    const known = factsOf(metric);
    if (known?.dimensions === undefined || known.dimensions.some((set) => isSame(set, given)))
      continue;
    yield {
      about: alarm,
      severity: 'warning',
      summary: `${describeMetric(metric)} is not published with the dimensions ${listed(given)}.`,
      details: `All dimensions identify a metric; other sets have no data. Known: ${known.dimensions.map((set) => `{${set.join(', ')}}`).join(', ')} (${known.source}).`,
    };
  }
});

function isSame(set: readonly string[], sorted: readonly string[]): boolean {
  return set.length === sorted.length && set.every((name) => sorted.includes(name));
}
