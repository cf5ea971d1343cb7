import type { Definition, DefinitionSet } from '../../definitions/definition.ts';
import type { MetricAlarm } from '../../definitions/metric-alarm.ts';

export const home = 'eu-west-1';

export function setOf(...definitions: readonly Definition[]): DefinitionSet {
  return {
    stack: 'booking',
    environment: { name: 'test', region: home, accountId: '111122223333' },
    definitions,
  };
}

/** An alarm that says nothing special. */
export function alarm(name: string, changes: Partial<MetricAlarm> = {}): MetricAlarm {
  return {
    kind: 'metric-alarm',
    name,
    metric: { namespace: 'PMS', metricName: 'CriticalLines', stat: 'Sum', period: 60 },
    comparisonOperator: 'GreaterThanThreshold',
    threshold: 0,
    evaluationPeriods: 1,
    treatMissingData: 'notBreaching',
    ...changes,
  };
}

/** One of each kind, with what can be said of it, in two regions. */
export const everything: DefinitionSet = setOf(
  {
    kind: 'topic',
    name: 'on-call',
    displayName: 'On call',
    subscriptions: [
      { protocol: 'https', endpoint: 'https://pager.example/hook' },
      { protocol: 'email', endpoint: 'on-call@example.com' },
    ],
    tags: { team: 'booking' },
  },
  {
    kind: 'metric-filter',
    name: 'critical',
    logGroup: '/ecs/pms',
    pattern: '[(w1="*CRITICAL*")]',
    transformation: {
      namespace: 'PMS',
      metricName: 'CriticalLines',
      value: '1',
      defaultValue: 0,
      unit: 'Count',
    },
  },
  {
    kind: 'metric-filter',
    name: 'requests by tenant',
    logGroup: '/ecs/pms',
    pattern: '{ $.tenant = * }',
    transformation: {
      namespace: 'PMS',
      metricName: 'Requests',
      value: '1',
      dimensions: { Tenant: '$.tenant' },
    },
  },
  alarm('pms critical', {
    description: 'A CRITICAL line of the PMS',
    actions: { alarm: [{ topic: 'on-call' }], ok: [{ topic: 'on-call' }] },
    tags: { team: 'booking' },
  }),
  alarm('pms peak to average', {
    metric: [
      {
        id: 'peak',
        metric: {
          namespace: 'AWS/ECS',
          metricName: 'CPUUtilization',
          dimensions: { ServiceName: 'pms', ClusterName: 'booking' },
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
          dimensions: { ServiceName: 'pms', ClusterName: 'booking' },
          stat: 'Average',
          period: 300,
        },
        returnData: false,
      },
      { id: 'ratio', expression: 'peak / mean', label: 'Peak to average' },
    ],
    threshold: 2.5,
    evaluationPeriods: 5,
    datapointsToAlarm: 3,
    treatMissingData: 'ignore',
    actionsEnabled: false,
  }),
  alarm('latency', {
    metric: {
      namespace: 'AWS/ApplicationELB',
      metricName: 'TargetResponseTime',
      dimensions: { LoadBalancer: 'app/booking/1' },
      stat: 'p99.9',
      period: 3600,
      unit: 'Seconds',
    },
    threshold: 1.5,
    evaluateLowSampleCountPercentile: 'ignore',
    wallClock: { timeZone: 'Europe/Rome' },
    warmUp: { minutes: 30 },
  }),
  {
    kind: 'composite-alarm',
    name: 'site down',
    rule: 'ALARM("pms trouble") AND NOT OK(latency)',
    suppressor: { alarm: 'pms peak to average', waitPeriod: 60, extensionPeriod: 120 },
    actions: { alarm: [{ topic: 'on-call' }] },
  },
  {
    kind: 'composite-alarm',
    name: 'pms trouble',
    description: 'Any of the PMS',
    rule: 'ALARM("pms critical") OR ALARM("pms peak to average")',
  },
  {
    kind: 'mute-rule',
    name: 'weekly-maintenance',
    description: 'Sundays',
    schedule: 'cron(0 2 * * SUN)',
    duration: 'PT2H',
    timeZone: 'Europe/Rome',
    alarms: ['pms critical', 'latency'],
    start: '2026-12-01T00:00:00Z',
    expire: '2027-12-01T00:00:00+01:00',
  },
  {
    kind: 'event-rule',
    name: 'ecr-findings',
    description: 'Images with findings',
    eventPattern: { source: ['aws.ecr'], 'detail-type': ['ECR Image Scan'] },
    targets: [{ topic: 'on-call' }],
  },
  {
    kind: 'dashboard',
    name: 'booking-test',
    title: 'Booking',
    widgets: [],
    body: '{"widgets":[{"type":"text","x":0,"y":0,"width":24,"height":2,"properties":{"markdown":"# Booking"}}]}',
  },
  { kind: 'topic', name: 'on-call', region: 'us-east-1' },
  alarm('front end health', {
    region: 'us-east-1',
    metric: {
      namespace: 'AWS/Route53',
      metricName: 'HealthCheckStatus',
      dimensions: { HealthCheckId: 'abc' },
      stat: 'Minimum',
      period: 60,
    },
    comparisonOperator: 'LessThanThreshold',
    threshold: 1,
    actions: { alarm: [{ topic: 'on-call' }] },
  }),
);
