import { z } from 'zod';
import type { Topic } from '../../definitions/topic.ts';
import { compact, filled } from '../compact.ts';
import { shape, tags, text } from './scalars.ts';
import { tagsOf } from './tags.ts';

export type Subscription = NonNullable<Topic['subscriptions']>[number];

/** The protocols that definitions know. */
export const protocolSchema = z.enum(['email', 'https', 'sqs', 'lambda', 'sms']);

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sns-topic.html */
export const topicSchema = shape({
  TopicName: text,
  DisplayName: text.optional(),
  Tags: tags.optional(),
});

export function topicOf(
  topic: z.infer<typeof topicSchema>,
  subscriptions: readonly Subscription[],
): Topic {
  return compact({
    kind: 'topic' as const,
    name: topic.TopicName,
    displayName: topic.DisplayName === '' ? undefined : topic.DisplayName,
    subscriptions: filled(subscriptions),
    tags: tagsOf(topic.Tags),
  });
}
