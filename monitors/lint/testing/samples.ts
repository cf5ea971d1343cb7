import type { CompositeAlarm } from '../../definitions/composite-alarm.ts';
import type { Dashboard } from '../../definitions/dashboard.ts';
import type { Definition, DefinitionSet } from '../../definitions/definition.ts';
import type { EventRule } from '../../definitions/event-rule.ts';
import type { LintSettings } from '../../definitions/lint-settings.ts';
import type { MetricAlarm } from '../../definitions/metric-alarm.ts';
import type { MetricFilter, MetricTransformation } from '../../definitions/metric-filter.ts';
import type { MetricStat } from '../../definitions/metric.ts';
import type { MuteRule } from '../../definitions/mute-rule.ts';
import type { Topic } from '../../definitions/topic.ts';
import { lintContext } from '../rule/context.ts';
import { findOffline } from '../findings.ts';
import type { OfflineRule } from '../rule/rule.ts';

/** Definitions of the reference PMS that no rule objects to, to be made wrong in one point. */
export const environment = {
  name: 'prod',
  region: 'eu-south-1',
  accountId: '123456789012',
} as const;

export function setOf(definitions: readonly Definition[], lint?: LintSettings): DefinitionSet {
  return { environment, definitions, ...(lint === undefined ? {} : { lint }) };
}

export function topic(change: Partial<Topic> = {}): Topic {
  return {
    kind: 'topic',
    name: 'pages',
    subscriptions: [{ protocol: 'https', endpoint: 'https://pager.example/pms' }],
    ...change,
  };
}

export function filter(
  change: Partial<MetricFilter> = {},
  transformation: Partial<MetricTransformation> = {},
): MetricFilter {
  return {
    kind: 'metric-filter',
    name: 'pms-critical',
    logGroup: '/ecs/pms',
    pattern: '".CRITICAL:"',
    ...change,
    transformation: {
      namespace: 'Pms',
      metricName: 'Critical',
      value: '1',
      ...transformation,
    },
  };
}

export const cpu: MetricStat = {
  namespace: 'AWS/ECS',
  metricName: 'CPUUtilization',
  dimensions: { ClusterName: 'pms', ServiceName: 'api' },
  stat: 'Average',
  period: 60,
};

export function alarm(
  change: Partial<MetricAlarm> = {},
  metric: Partial<MetricStat> = {},
): MetricAlarm {
  return {
    kind: 'metric-alarm',
    name: 'api-cpu',
    description: 'The booking API is short of CPU. Runbook: scale out, then look for slow queries.',
    metric: { ...cpu, ...metric },
    comparisonOperator: 'GreaterThanThreshold',
    threshold: 80,
    evaluationPeriods: 5,
    datapointsToAlarm: 3,
    treatMissingData: 'notBreaching',
    actions: { alarm: [{ topic: 'pages' }] },
    ...change,
  };
}

/** An alarm on what `filter()` publishes. */
export function criticalAlarm(
  change: Partial<MetricAlarm> = {},
  metric: Partial<MetricStat> = {},
): MetricAlarm {
  return alarm({
    name: 'pms-critical-lines',
    metric: { namespace: 'Pms', metricName: 'Critical', stat: 'Sum', period: 60, ...metric },
    threshold: 0,
    evaluationPeriods: 1,
    datapointsToAlarm: 1,
    ...change,
  });
}

/** An alarm that the log group fell silent. */
export function heartbeat(change: Partial<MetricAlarm> = {}): MetricAlarm {
  return alarm({
    name: 'pms-silent',
    metric: {
      namespace: 'AWS/Logs',
      metricName: 'IncomingLogEvents',
      dimensions: { LogGroupName: '/ecs/pms' },
      stat: 'Sum',
      period: 300,
    },
    comparisonOperator: 'LessThanOrEqualToThreshold',
    threshold: 0,
    evaluationPeriods: 1,
    datapointsToAlarm: 1,
    treatMissingData: 'breaching',
    ...change,
  });
}

export function composite(change: Partial<CompositeAlarm> = {}): CompositeAlarm {
  return {
    kind: 'composite-alarm',
    name: 'pms-down',
    description: 'Guests cannot book.',
    rule: 'ALARM("api-cpu") OR ALARM("pms-critical-lines")',
    actions: { alarm: [{ topic: 'pages' }] },
    ...change,
  };
}

export function muteRule(change: Partial<MuteRule> = {}): MuteRule {
  return {
    kind: 'mute-rule',
    name: 'sunday-maintenance',
    schedule: 'cron(0 2 * * SUN)',
    duration: 'PT2H',
    timeZone: 'Europe/Rome',
    alarms: ['api-cpu'],
    ...change,
  };
}

export function eventRule(change: Partial<EventRule> = {}): EventRule {
  return {
    kind: 'event-rule',
    name: 'image-scan',
    eventPattern: {
      source: ['aws.ecr'],
      'detail-type': ['ECR Image Scan'],
      detail: { 'finding-severity-counts': { CRITICAL: [{ exists: true }] } },
    },
    targets: [{ topic: 'pages' }],
    ...change,
  };
}

export function dashboard(change: Partial<Dashboard> = {}): Dashboard {
  return {
    kind: 'dashboard',
    name: 'pms',
    title: 'PMS',
    widgets: [
      { kind: 'text', place: { x: 0, y: 0, width: 24, height: 2 }, markdown: '# PMS' },
      {
        kind: 'alarms',
        title: 'Alarms',
        place: { x: 0, y: 2, width: 24, height: 4 },
        alarms: ['api-cpu'],
      },
    ],
    ...change,
  };
}

/** A whole set that no rule objects to. */
export function soundDefinitions(): Definition[] {
  return [
    topic(),
    filter(),
    criticalAlarm(),
    heartbeat(),
    alarm(),
    composite(),
    muteRule(),
    eventRule(),
    dashboard(),
  ];
}

/** What one rule finds, a line each: `error metric alarm "a": summary details`. */
export function findingsOf(rule: OfflineRule, definitions: readonly Definition[]): string[] {
  return findOffline([rule], lintContext(setOf(definitions)), { silences: [] }).map(
    ({ severity, subject, summary, details }) => `${severity} ${subject}: ${summary} ${details}`,
  );
}
