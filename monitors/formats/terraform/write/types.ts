import type { DefinitionKind } from '../../../definitions/definition.ts';

/** The resource of the aws provider that holds a definition of each kind. */
export const typeOf = {
  topic: 'aws_sns_topic',
  'metric-filter': 'aws_cloudwatch_log_metric_filter',
  'metric-alarm': 'aws_cloudwatch_metric_alarm',
  'composite-alarm': 'aws_cloudwatch_composite_alarm',
  'mute-rule': 'aws_cloudwatch_alarm_mute_rule',
  'event-rule': 'aws_cloudwatch_event_rule',
  dashboard: 'aws_cloudwatch_dashboard',
} as const satisfies Readonly<Record<DefinitionKind, string>>;
