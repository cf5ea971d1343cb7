import { z } from 'zod';
import type { EventRule } from '../../definitions/event-rule.ts';
import { compact } from '../compact.ts';
import { shape, tags, text } from './scalars.ts';
import { tagsOf } from './tags.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-events-rule.html */
export const eventRuleSchema = shape({
  Name: text,
  Description: text.optional(),
  EventPattern: z.record(z.string(), z.unknown(), { error: 'an event pattern' }),
  Targets: z.array(shape({ Arn: text }), { error: 'a list of targets' }).optional(),
  Tags: tags.optional(),
});

export function eventRuleOf(rule: z.infer<typeof eventRuleSchema>): EventRule {
  return compact({
    kind: 'event-rule' as const,
    name: rule.Name,
    description: rule.Description === '' ? undefined : rule.Description,
    eventPattern: rule.EventPattern,
    targets: (rule.Targets ?? []).map(({ Arn }) => Arn),
    tags: tagsOf(rule.Tags),
  });
}
