import { eventRuleOf, eventRuleSchema } from '../../shapes/event-rule.ts';
import { unsupportedRule } from '../../unsupported.ts';
import type { Read } from './reading.ts';
import { present, tags } from './shapes.ts';

/** The pattern is a text of JSON in an argument; the targets are resources of their own. */
export const eventRule: Read = (resource, reading) => {
  const { values } = resource;
  const given = present(values);
  const why = unsupportedRule({
    EventPattern: given['event_pattern'],
    ScheduleExpression:
      given['schedule_expression'] === '' ? undefined : given['schedule_expression'],
    EventBusName: given['event_bus_name'],
    State: given['is_enabled'] === false ? 'DISABLED' : given['state'],
  });
  if (why !== undefined) {
    reading.note(`it is left out: ${why}`, resource);
    return undefined;
  }
  const rule = reading.as(
    resource,
    present({
      Name: values['name'],
      Description: values['description'],
      EventPattern: parsed(values['event_pattern']),
      Targets: reading.targets(resource).map((Arn) => ({ Arn })),
      Tags: tags(values['tags']),
    }),
    eventRuleSchema,
  );
  return rule && eventRuleOf(rule);
};

/** The text itself where it is no JSON, so that the message can show it. */
function parsed(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  try {
    const pattern: unknown = JSON.parse(value);
    return pattern;
  } catch (error) {
    if (error instanceof SyntaxError) return value;
    throw error;
  }
}
