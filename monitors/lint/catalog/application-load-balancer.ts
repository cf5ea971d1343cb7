import type { MetricFacts } from './metric-facts.ts';

const source =
  'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html';
const namespace = 'AWS/ApplicationELB';
const sparse = 'while it is zero (its reporting criterion is a nonzero value)';
const onlySum = {
  valid: ['Sum', 'SampleCount'],
  because: 'Every observation is 1, so Minimum, Maximum and Average are 1 too.',
} as const;

const ofEveryNode = {
  valid: ['Average', 'Minimum', 'Maximum'],
  because: 'Every node of the load balancer reports it, so a Sum counts each target several times.',
} as const;

const ofBalancer = [['LoadBalancer'], ['AvailabilityZone', 'LoadBalancer']];
const ofTargetGroup = [
  ['TargetGroup', 'LoadBalancer'],
  ['TargetGroup', 'AvailabilityZone', 'LoadBalancer'],
];
const ofBoth = [...ofBalancer, ...ofTargetGroup];

/** The page's column "Reporting criteria" says which are sparse. */
export const applicationLoadBalancer: readonly MetricFacts[] = [
  { namespace, metrics: ['RequestCount'], dimensions: ofBoth, unit: 'Count', source },
  {
    namespace,
    metrics: ['RequestCountPerTarget'],
    statistics: {
      valid: ['Sum'],
      because: 'AWS: the only valid statistic is Sum, which already is the average of the targets.',
    },
    dimensions: [['TargetGroup'], ['TargetGroup', 'AvailabilityZone'], ...ofTargetGroup],
    unit: 'Count',
    source,
  },
  {
    namespace,
    metrics: ['HTTPCode_ELB_*'],
    sparse,
    statistics: onlySum,
    trouble: 'high',
    dimensions: ofBalancer,
    unit: 'Count',
    source,
  },
  {
    namespace,
    metrics: ['HTTPCode_Target_4XX_Count', 'HTTPCode_Target_5XX_Count'],
    sparse,
    statistics: onlySum,
    trouble: 'high',
    dimensions: ofBoth,
    unit: 'Count',
    source,
  },
  {
    namespace,
    metrics: ['HTTPCode_Target_2XX_Count', 'HTTPCode_Target_3XX_Count'],
    sparse,
    statistics: onlySum,
    dimensions: ofBoth,
    unit: 'Count',
    source,
  },
  {
    namespace,
    metrics: ['ActiveConnectionCount', 'NewConnectionCount', 'ProcessedBytes'],
    sparse,
    dimensions: ofBalancer,
    source,
  },
  {
    namespace,
    metrics: ['RejectedConnectionCount', 'ClientTLSNegotiationErrorCount'],
    sparse,
    trouble: 'high',
    dimensions: ofBalancer,
    unit: 'Count',
    source,
  },
  {
    namespace,
    metrics: ['TargetConnectionErrorCount'],
    sparse,
    trouble: 'high',
    dimensions: ofBoth,
    unit: 'Count',
    source,
  },
  { namespace, metrics: ['NonStickyRequestCount', 'Lambda*', 'ELBAuth*'], sparse, source },
  {
    namespace,
    metrics: ['TargetResponseTime'],
    sparse: 'while no request reaches a target',
    trouble: 'high',
    range: [0, Infinity],
    dimensions: ofBoth,
    unit: 'Seconds',
    source,
  },
  {
    namespace,
    metrics: ['HealthyHostCount'],
    trouble: 'low',
    range: [0, Infinity],
    statistics: ofEveryNode,
    dimensions: ofTargetGroup,
    unit: 'Count',
    source,
  },
  {
    namespace,
    metrics: ['UnHealthyHostCount'],
    trouble: 'high',
    range: [0, Infinity],
    statistics: ofEveryNode,
    dimensions: ofTargetGroup,
    unit: 'Count',
    source,
  },
];
