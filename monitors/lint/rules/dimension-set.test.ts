import { expect, it } from 'vitest';
import { casesOf } from '../testing/rule-cases.ts';
import { alarm, findingsOf } from '../testing/samples.ts';
import { dimensionSet as rule } from './dimension-set.ts';

const { accepts, finds } = casesOf(rule);

finds(
  'a service without its cluster',
  [alarm({}, { dimensions: { ServiceName: 'api' } })],
  'error metric alarm "api-cpu": It names ServiceName of AWS/ECS CPUUtilization without ClusterName. Both identify a service; no metric is published with only one of them.',
);
finds(
  'a target group without its load balancer',
  [
    alarm(
      {},
      {
        namespace: 'AWS/ApplicationELB',
        metricName: 'UnHealthyHostCount',
        dimensions: { TargetGroup: 'targetgroup/pms/1' },
      },
    ),
  ],
  'warning metric alarm "api-cpu": AWS/ApplicationELB UnHealthyHostCount is not published with the dimensions TargetGroup. All dimensions identify a metric; other sets have no data. Known: {TargetGroup, LoadBalancer}, {TargetGroup, AvailabilityZone, LoadBalancer} (https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html).',
);
finds(
  'a distribution in a region',
  [
    alarm(
      {},
      {
        namespace: 'AWS/CloudFront',
        metricName: '5xxErrorRate',
        dimensions: { DistributionId: 'E1', Region: 'us-east-1' },
      },
    ),
  ],
  1,
);
it.each([
  ['LoadBalancer', 'loadbalancer/app/booking/1', 'app/booking/1'],
  ['LoadBalancer', 'loadbalancer/net/booking/1', 'net/booking/1'],
  ['TargetGroup', 'targetgroup/pms/1', 'targetgroup/pms/1'],
])('dimension-set finds a %s that is an ARN, %s', (name, resource, end) => {
  const arn = `arn:aws:elasticloadbalancing:eu-south-1:123456789012:${resource}`;
  const wrong = alarm(
    {},
    {
      namespace: 'AWS/ApplicationELB',
      metricName: 'HTTPCode_ELB_5XX_Count',
      dimensions: { LoadBalancer: 'app/booking/1', [name]: arn },
    },
  );
  expect(findingsOf(rule, [wrong])[0]).toContain(
    `Dimension ${name} of AWS/ApplicationELB HTTPCode_ELB_5XX_Count is an ARN; it is the end of it, ${end}.`,
  );
});
finds(
  'a role without a cluster',
  [alarm({}, { namespace: 'AWS/RDS', dimensions: { Role: 'READER' } })],
  1,
);
accepts('published sets in any order, and metrics that it does not know', [
  alarm({}, { dimensions: { ServiceName: 'api', ClusterName: 'pms' } }),
  alarm({}, { namespace: 'AWS/RDS', dimensions: { Role: 'READER', DBClusterIdentifier: 'pms' } }),
  alarm({}, { namespace: 'Pms', metricName: 'Bookings', dimensions: { Anything: 'x' } }),
]);
