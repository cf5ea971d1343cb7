import type { Definition, DefinitionSet } from '../definition.ts';
import type { MetricAlarm } from '../metric-alarm.ts';

export const home = 'eu-south-1';

export function setOf(...definitions: readonly Definition[]): DefinitionSet {
  return {
    stack: 'booking',
    environment: { name: 'prod', region: home, accountId: '012345678901' },
    definitions,
  };
}

/** An alarm that says nothing special. */
export function alarm(name: string, changes: Partial<MetricAlarm> = {}): MetricAlarm {
  return {
    kind: 'metric-alarm',
    name,
    metric: { namespace: 'Prod/Pms', metricName: 'CriticalLines', stat: 'Sum', period: 60 },
    comparisonOperator: 'GreaterThanThreshold',
    threshold: 0,
    evaluationPeriods: 1,
    ...changes,
  };
}

/** One of everything, in two regions. */
export const sample: DefinitionSet = setOf(
  {
    kind: 'topic',
    name: 'prod-alerts',
    displayName: 'Alerts of production',
    subscriptions: [
      { protocol: 'email', endpoint: 'on-call@booking.example' },
      { protocol: 'https', endpoint: 'https://pager.example/hook' },
    ],
    tags: { team: 'booking', cost: '42' },
  },
  { kind: 'topic', name: 'prod-alerts', region: 'us-east-1' },
  {
    kind: 'metric-filter',
    name: 'prod-pms-critical',
    logGroup: '/ecs/prod/pms',
    pattern: '[(w1="*CRITICAL*") && (w1!="*Errore da Ignorare*")]',
    transformation: {
      namespace: 'Prod/Pms',
      metricName: 'CriticalLines',
      value: '1',
      defaultValue: 0,
      unit: 'Count',
    },
  },
  {
    kind: 'metric-filter',
    name: 'prod-pms-per-tenant',
    logGroup: '/ecs/prod/pms',
    pattern: '{ $.tenant = %${x}.*% }',
    transformation: {
      namespace: 'Prod/Pms',
      metricName: 'Bookings',
      value: '$.bookings',
      dimensions: { Tenant: '$.tenant' },
    },
    applyOnTransformedLogs: true,
  },
  {
    kind: 'metric-alarm',
    name: 'prod-pms-critical',
    description: 'Some line of the PMS is CRITICAL: 100%{sure}. Look at ${log} first.',
    metric: {
      namespace: 'Prod/Pms',
      metricName: 'CriticalLines',
      stat: 'Sum',
      period: 60,
    },
    comparisonOperator: 'GreaterThanOrEqualToThreshold',
    threshold: 1,
    evaluationPeriods: 1,
    treatMissingData: 'notBreaching',
    actions: { alarm: [{ topic: 'prod-alerts' }], ok: [{ topic: 'prod-alerts' }] },
    tags: { team: 'booking' },
  },
  {
    kind: 'metric-alarm',
    name: 'prod-pms-peak-to-average',
    metric: [
      { id: 'ratio', expression: 'peak / mean', label: '${LAST}', period: 300 },
      {
        id: 'peak',
        metric: {
          namespace: 'AWS/ECS',
          metricName: 'CPUUtilization',
          dimensions: { ClusterName: 'prod', ServiceName: 'pms' },
          stat: 'Maximum',
          period: 300,
        },
        returnData: false,
      },
      {
        id: 'mean',
        metric: {
          namespace: 'AWS/ECS',
          metricName: 'CPUUtilization',
          dimensions: { ClusterName: 'prod', ServiceName: 'pms' },
          stat: 'Average',
          period: 300,
          unit: 'Percent',
        },
        returnData: false,
      },
    ],
    comparisonOperator: 'GreaterThanThreshold',
    threshold: 1.5,
    evaluationPeriods: 6,
    datapointsToAlarm: 3,
    warmUp: { minutes: 30, onlyStartEvaluatingAfterwards: true },
    actionsEnabled: false,
  },
  {
    kind: 'metric-alarm',
    name: 'prod-alb-latency',
    metric: {
      namespace: 'AWS/ApplicationELB',
      metricName: 'TargetResponseTime',
      dimensions: { LoadBalancer: 'app/prod/0123456789abcdef' },
      stat: 'p99.9',
      period: 60,
    },
    comparisonOperator: 'GreaterThanThreshold',
    threshold: 0.25,
    evaluationPeriods: 5,
    evaluateLowSampleCountPercentile: 'ignore',
    actions: { alarm: ['arn:aws:sns:eu-south-1:999999999999:elsewhere'] },
  },
  {
    kind: 'metric-alarm',
    name: 'prod-alb-requests-band',
    metric: [
      {
        id: 'm1',
        metric: {
          namespace: 'AWS/ApplicationELB',
          metricName: 'RequestCount',
          dimensions: { LoadBalancer: 'app/prod/0123456789abcdef' },
          stat: 'Sum',
          period: 300,
        },
      },
      { id: 'band', expression: 'ANOMALY_DETECTION_BAND(m1, 2)' },
    ],
    comparisonOperator: 'LessThanLowerOrGreaterThanUpperThreshold',
    threshold: { metricId: 'band' },
    evaluationPeriods: 3,
  },
  {
    kind: 'metric-alarm',
    name: 'prod-front-end-errors',
    region: 'us-east-1',
    metric: {
      namespace: 'AWS/CloudFront',
      metricName: 'TotalErrorRate',
      dimensions: { DistributionId: 'E123', Region: 'Global' },
      stat: 'Average',
      period: 60,
    },
    comparisonOperator: 'GreaterThanThreshold',
    threshold: 5,
    evaluationPeriods: 5,
    actions: { alarm: [{ topic: 'prod-alerts' }] },
  },
  {
    kind: 'composite-alarm',
    name: 'prod-pms',
    description: 'The PMS is in trouble',
    rule: 'ALARM("prod-pms-critical") OR (ALARM(prod-alb-latency) AND NOT ALARM(prod-pms-peak-to-average))',
    suppressor: { alarm: 'prod-alb-requests-band', waitPeriod: 60, extensionPeriod: 120 },
    actions: { alarm: [{ topic: 'prod-alerts' }] },
  },
  {
    kind: 'composite-alarm',
    name: 'prod-anything',
    rule: 'ALARM(prod-pms)',
    actionsEnabled: false,
  },
  {
    kind: 'mute-rule',
    name: 'prod-sunday-night',
    description: 'Backups',
    schedule: 'cron(0 2 * * SUN)',
    duration: 'PT2H',
    timeZone: 'Europe/Rome',
    alarms: ['prod-pms-critical', 'prod-pms'],
    start: '2026-12-01T00:00:00Z',
    expire: '2027-12-01T00:00:00Z',
  },
  {
    kind: 'event-rule',
    name: 'prod-image-findings',
    description: 'The scanner found something bad',
    eventPattern: {
      source: ['aws.ecr'],
      'detail-type': ['ECR Image Scan'],
      detail: {
        'finding-severity-counts': { CRITICAL: [{ exists: true }, { numeric: ['>', 0] }] },
      },
    },
    targets: [{ topic: 'prod-alerts' }, 'arn:aws:lambda:eu-south-1:012345678901:function:triage'],
  },
  {
    kind: 'dashboard',
    name: 'prod-overview',
    title: 'prod-overview',
    widgets: [],
    body: '{"widgets":[{"type":"text","x":0,"y":0,"width":24,"height":2,"properties":{"markdown":"${x} %{y}"}}]}',
  },
);

/** What CloudFormation can say and Terraform cannot. */
export const wallClockAlarm = {
  kind: 'metric-alarm',
  name: 'prod-nightly-report',
  metric: { namespace: 'Prod/Pms', metricName: 'Reports', stat: 'Sum', period: 86_400 },
  comparisonOperator: 'LessThanThreshold',
  threshold: 1,
  evaluationPeriods: 1,
  treatMissingData: 'breaching',
  wallClock: { timeZone: 'Europe/Rome' },
} as const satisfies MetricAlarm;

/** The sample with all that CloudFormation can say. */
export const everything: DefinitionSet = setOf(...sample.definitions, wallClockAlarm);
