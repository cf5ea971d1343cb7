import type { z } from 'zod';
import type { Definition } from '../../../definitions/definition.ts';
import { compositeAlarmOf, compositeAlarmSchema } from '../../shapes/composite-alarm.ts';
import { dashboardOf, dashboardSchema } from '../../shapes/dashboard.ts';
import { eventRuleOf, eventRuleSchema } from '../../shapes/event-rule.ts';
import { metricAlarmOf, metricAlarmSchema } from '../../shapes/metric-alarm.ts';
import { metricFilterOf, metricFilterSchema } from '../../shapes/metric-filter.ts';
import { muteRuleOf, muteRuleSchema } from '../../shapes/mute-rule.ts';
import type { Subscription } from '../../shapes/topic.ts';
import { topicOf, topicSchema } from '../../shapes/topic.ts';
import { unsupportedRule } from '../../unsupported.ts';
import type { TemplateResource } from './resource.ts';

/** What a reader of one type of resource needs of the template. */
export interface Reading {
  /** The properties in the shape of `schema`, or undefined when that cannot be known. */
  readonly as: <S extends z.ZodType>(
    resource: TemplateResource,
    schema: S,
  ) => z.infer<S> | undefined;
  readonly subscriptions: (resource: TemplateResource) => readonly Subscription[];
}

type Read = (resource: TemplateResource, reading: Reading) => Definition | undefined;

/** Types that are, or make, definitions. To add one: a line here, and a shape. */
export const readers: ReadonlyMap<string, Read> = new Map(
  Object.entries<Read>({
    'AWS::SNS::Topic': (resource, reading) => {
      const topic = reading.as(resource, topicSchema);
      return topic && topicOf(topic, reading.subscriptions(resource));
    },
    'AWS::Logs::MetricFilter': (resource, reading) => {
      const filter = reading.as(resource, metricFilterSchema);
      return filter && metricFilterOf(filter);
    },
    'AWS::CloudWatch::Alarm': (resource, reading) => {
      if (resource.properties['EvaluationCriteria'] !== undefined) {
        resource.note(`${resource.id} is left out: it is a PromQL alarm.`);
        return undefined;
      }
      const alarm = reading.as(resource, metricAlarmSchema);
      return alarm && metricAlarmOf(alarm);
    },
    'AWS::CloudWatch::CompositeAlarm': (resource, reading) => {
      const alarm = reading.as(resource, compositeAlarmSchema);
      return alarm && compositeAlarmOf(alarm);
    },
    'AWS::CloudWatch::AlarmMuteRule': (resource, reading) => {
      const rule = reading.as(resource, muteRuleSchema);
      return rule && muteRuleOf(rule);
    },
    'AWS::Events::Rule': (resource, reading) => {
      const { EventPattern, ScheduleExpression, EventBusName, State } = resource.properties;
      const why = unsupportedRule({ EventPattern, ScheduleExpression, EventBusName, State });
      if (why !== undefined) {
        resource.note(`${resource.id} is left out: ${why}.`);
        return undefined;
      }
      const rule = reading.as(resource, eventRuleSchema);
      return rule && eventRuleOf(rule);
    },
    'AWS::CloudWatch::Dashboard': (resource, reading) => {
      const board = reading.as(resource, dashboardSchema);
      return board && dashboardOf(board);
    },
  }),
);
