import type { MetricFacts } from './metric-facts.ts';

const wafSource = 'https://docs.aws.amazon.com/waf/latest/developerguide/waf-metrics.html';
const efsSource = 'https://docs.aws.amazon.com/efs/latest/ug/efs-metrics.html';
const natSource =
  'https://docs.aws.amazon.com/vpc/latest/userguide/metrics-dimensions-nat-gateway.html';
const apiSource =
  'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-metrics-and-dimensions.html';
const eventsSource = 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-monitoring.html';

/** Firewall, files, network, gateway and events: what stands around the application. */
export const surroundings: readonly MetricFacts[] = [
  {
    namespace: 'AWS/WAFV2',
    metrics: ['AllowedRequests', 'BlockedRequests', 'CountedRequests', 'CaptchaRequests'],
    sparse: 'while it is zero (its reporting criterion is a nonzero value)',
    source: wafSource,
  },
  {
    namespace: 'AWS/EFS',
    metrics: ['PercentIOLimit'],
    range: [0, 100],
    trouble: 'high',
    unit: 'Percent',
    dimensions: [['FileSystemId']],
    source: efsSource,
  },
  {
    namespace: 'AWS/EFS',
    metrics: ['BurstCreditBalance'],
    range: [0, Infinity],
    trouble: 'low',
    unit: 'Bytes',
    dimensions: [['FileSystemId']],
    source: efsSource,
  },
  {
    namespace: 'AWS/NATGateway',
    metrics: ['ErrorPortAllocation', 'PacketsDropCount'],
    range: [0, Infinity],
    trouble: 'high',
    unit: 'Count',
    dimensions: [['NatGatewayId']],
    source: natSource,
  },
  {
    namespace: 'AWS/ApiGateway',
    metrics: ['4XXError', '5XXError'],
    range: [0, 1],
    trouble: 'high',
    unit: 'Count',
    source: apiSource,
  },
  {
    namespace: 'AWS/Events',
    metrics: ['FailedInvocations', 'DeadLetterInvocations', 'InvocationsFailedToBeSentToDlq'],
    sparse: 'while it is zero',
    trouble: 'high',
    source: eventsSource,
  },
];
