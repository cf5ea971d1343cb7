import { compositeAlarmOf, compositeAlarmSchema } from '../../shapes/composite-alarm.ts';
import { dashboardOf, dashboardSchema } from '../../shapes/dashboard.ts';
import { metricAlarmOf, metricAlarmSchema } from '../../shapes/metric-alarm.ts';
import { metricFilterOf, metricFilterSchema } from '../../shapes/metric-filter.ts';
import { muteRuleOf, muteRuleSchema } from '../../shapes/mute-rule.ts';
import { topicOf, topicSchema } from '../../shapes/topic.ts';
import { eventRule } from './event-rule.ts';
import type { Read } from './reading.ts';
import {
  compositeAlarmShape,
  dashboardShape,
  metricAlarmShape,
  metricFilterShape,
  muteRuleShape,
  topicShape,
} from './shapes.ts';

/** Types that are, or make, definitions. To add one: a line here, and a shape. */
export const readers: ReadonlyMap<string, Read> = new Map(
  Object.entries<Read>({
    aws_sns_topic: (resource, reading) => {
      const topic = reading.as(resource, topicShape(resource.values), topicSchema);
      return topic && topicOf(topic, reading.subscriptions(resource));
    },
    aws_cloudwatch_log_metric_filter: (resource, reading) => {
      const filter = reading.as(resource, metricFilterShape(resource.values), metricFilterSchema);
      return filter && metricFilterOf(filter);
    },
    aws_cloudwatch_metric_alarm: (resource, reading) => {
      const shape = metricAlarmShape(resource.values);
      if (shape['EvaluationCriteria'] !== undefined) {
        reading.note('it is left out: it is a PromQL alarm', resource);
        return undefined;
      }
      const alarm = reading.as(resource, shape, metricAlarmSchema);
      return alarm && metricAlarmOf(alarm);
    },
    aws_cloudwatch_composite_alarm: (resource, reading) => {
      const alarm = reading.as(
        resource,
        compositeAlarmShape(resource.values),
        compositeAlarmSchema,
      );
      return alarm && compositeAlarmOf(alarm);
    },
    aws_cloudwatch_alarm_mute_rule: (resource, reading) => {
      const rule = reading.as(resource, muteRuleShape(resource.values), muteRuleSchema);
      return rule && muteRuleOf(rule);
    },
    aws_cloudwatch_event_rule: eventRule,
    aws_cloudwatch_dashboard: (resource, reading) => {
      const board = reading.as(resource, dashboardShape(resource.values), dashboardSchema);
      return board && dashboardOf(board);
    },
  }),
);

/** Types that are part of a definition. */
export const parts: ReadonlySet<string> = new Set([
  'aws_sns_topic_subscription',
  'aws_sns_topic_policy',
  'aws_cloudwatch_event_target',
]);
