import type { MetricFacts } from './metric-facts.ts';

const cloudFront = 'AWS/CloudFront';
const cloudFrontSource =
  'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/programming-cloudwatch-metrics.html';
const route53 = 'AWS/Route53';
const route53Source =
  'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/monitoring-cloudwatch.html';

const ofDistribution = [['DistributionId', 'Region']];
const ofFunction = [
  ['FunctionName', 'Region'],
  ['DistributionId', 'FunctionName', 'Region'],
];
const ofHealthCheck = [['HealthCheckId'], ['HealthCheckId', 'Region']];
const onlyAverage = { valid: ['Average'], because: 'AWS: the only statistic is Average.' } as const;
const onlySum = { valid: ['Sum'], because: 'AWS: the only statistic is Sum.' } as const;

/** What reports to us-east-1 only: CloudFront and Route 53. */
export const edge: readonly MetricFacts[] = [
  {
    namespace: cloudFront,
    metrics: [
      '4xxErrorRate',
      '401ErrorRate',
      '403ErrorRate',
      '404ErrorRate',
      '5xxErrorRate',
      '502ErrorRate',
      '503ErrorRate',
      '504ErrorRate',
      'TotalErrorRate',
    ],
    statistics: onlyAverage,
    range: [0, 100],
    trouble: 'high',
    dimensions: ofDistribution,
    unit: 'Percent',
    source: cloudFrontSource,
  },
  {
    namespace: cloudFront,
    metrics: ['CacheHitRate'],
    statistics: onlyAverage,
    range: [0, 100],
    trouble: 'low',
    dimensions: ofDistribution,
    unit: 'Percent',
    source: cloudFrontSource,
  },
  {
    namespace: cloudFront,
    metrics: ['Requests', 'BytesDownloaded', 'BytesUploaded'],
    statistics: onlySum,
    dimensions: ofDistribution,
    source: cloudFrontSource,
  },
  {
    namespace: cloudFront,
    metrics: ['OriginLatency'],
    statistics: { valid: ['percentile'], because: 'AWS: it is published for percentiles.' },
    range: [0, Infinity],
    trouble: 'high',
    dimensions: ofDistribution,
    source: cloudFrontSource,
  },
  {
    namespace: cloudFront,
    metrics: ['FunctionValidationErrors', 'FunctionExecutionErrors', 'FunctionThrottles'],
    statistics: onlySum,
    trouble: 'high',
    dimensions: ofFunction,
    source: cloudFrontSource,
  },
  {
    namespace: route53,
    metrics: ['HealthCheckStatus'],
    statistics: {
      valid: ['Minimum'],
      because:
        "Route 53's guide: the only valid statistic is Minimum. (AWS's list of recommended alarms says Average.)",
    },
    range: [0, 1],
    trouble: 'low',
    dimensions: [['HealthCheckId']],
    source: route53Source,
  },
  {
    namespace: route53,
    metrics: ['HealthCheckPercentageHealthy'],
    statistics: {
      valid: ['Average', 'Minimum', 'Maximum'],
      because: 'AWS: the valid statistics are Average, Minimum and Maximum.',
    },
    range: [0, 100],
    trouble: 'low',
    dimensions: ofHealthCheck,
    unit: 'Percent',
    source: route53Source,
  },
  {
    namespace: route53,
    metrics: ['ConnectionTime', 'SSLHandshakeTime', 'TimeToFirstByte'],
    range: [0, Infinity],
    trouble: 'high',
    dimensions: ofHealthCheck,
    unit: 'Milliseconds',
    source: route53Source,
  },
];
