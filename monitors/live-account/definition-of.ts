import type { z } from 'zod';
import type { Tags } from '../definitions/base.ts';
import type { Definition } from '../definitions/definition.ts';
import type { Resource, TopicContent } from '../deploy/resource/resource.ts';
import { compositeAlarmOf, compositeAlarmSchema } from '../formats/shapes/composite-alarm.ts';
import { dashboardOf, dashboardSchema } from '../formats/shapes/dashboard.ts';
import { eventRuleOf, eventRuleSchema } from '../formats/shapes/event-rule.ts';
import { metricAlarmOf, metricAlarmSchema } from '../formats/shapes/metric-alarm.ts';
import { metricFilterOf, metricFilterSchema } from '../formats/shapes/metric-filter.ts';
import { muteRuleOf, muteRuleSchema } from '../formats/shapes/mute-rule.ts';
import { tagList } from '../formats/shapes/tags.ts';
import { protocolSchema, topicOf } from '../formats/shapes/topic.ts';
import { shapeProblems } from '../formats/source/issue.ts';
import type { Fields } from '../formats/source/record.ts';
import { fieldsOf } from '../formats/source/record.ts';
import { unsupportedRule } from '../formats/unsupported.ts';

/** What was found as a definition, or why it is none. */
export function definitionOf(resource: Resource): Definition | string {
  const { tags } = resource;
  switch (resource.kind) {
    case 'topic':
      return topic(resource.content, tags);
    case 'metric-filter':
      return read(upperCase(resource.content), tags, metricFilterSchema, metricFilterOf);
    case 'metric-alarm':
      return resource.content.EvaluationCriteria === undefined
        ? read(resource.content, tags, metricAlarmSchema, metricAlarmOf)
        : 'it is a PromQL alarm';
    case 'composite-alarm':
      return read(resource.content, tags, compositeAlarmSchema, compositeAlarmOf);
    case 'mute-rule':
      return read(resource.content, tags, muteRuleSchema, muteRuleOf);
    case 'event-rule': {
      const { EventPattern, ScheduleExpression, State } = resource.content;
      const pattern = EventPattern === null ? undefined : EventPattern;
      return (
        unsupportedRule({
          EventPattern: pattern,
          ScheduleExpression,
          State,
          EventBusName: 'default',
        }) ?? read(resource.content, tags, eventRuleSchema, eventRuleOf)
      );
    }
    case 'dashboard':
    default: {
      const { DashboardName, DashboardBody } = resource.content;
      const body = JSON.stringify(DashboardBody);
      return read({ DashboardName, DashboardBody: body }, tags, dashboardSchema, dashboardOf);
    }
  }
}

function read<S extends z.ZodType>(
  content: object,
  tags: Tags,
  schema: S,
  definition: (shape: z.infer<S>) => Definition,
): Definition | string {
  const shape = { ...content, Tags: tagList(tags) };
  const parsed = schema.safeParse(shape);
  if (parsed.success) return definition(parsed.data);
  return shapeProblems(shape, parsed.error)
    .map(({ problem, expected }) => `${problem}, where ${expected} was expected`)
    .join('; ');
}

/** CloudWatch Logs alone writes its fields with a small letter, and dimensions as a map. */
function upperCase(content: object): Fields {
  const filter = capitals(fieldsOf(content));
  const transformations = filter['MetricTransformations'];
  return {
    ...filter,
    MetricTransformations: (Array.isArray(transformations) ? transformations : []).map((item) => {
      const transformation = capitals(fieldsOf(item));
      const dimensions = Object.entries(fieldsOf(transformation['Dimensions']));
      return {
        ...transformation,
        Dimensions: dimensions.map(([Key, Value]) => ({ Key, Value })),
      };
    }),
  };
}

function capitals(fields: Fields): Fields {
  return Object.fromEntries(
    Object.entries(fields).map(([key, value]) => [
      key.charAt(0).toUpperCase() + key.slice(1),
      value,
    ]),
  );
}

function topic({ Name, DisplayName, Subscriptions }: TopicContent, tags: Tags): Definition {
  const subscriptions = Subscriptions.flatMap((subscription) => {
    const [protocol = '', ...endpoint] = subscription.Name.split(' ');
    const known = protocolSchema.safeParse(protocol);
    return known.success ? [{ protocol: known.data, endpoint: endpoint.join(' ') }] : [];
  });
  return topicOf({ TopicName: Name, DisplayName, Tags: [...(tagList(tags) ?? [])] }, subscriptions);
}
