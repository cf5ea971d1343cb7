import type { Topic } from '../../../definitions/topic.ts';
import { publishPolicy } from '../../../aws/topic-policy.ts';
import { shortHash } from '../../identifiers.ts';
import { reference } from './expression.ts';
import type { Block } from './block.ts';
import type { Scope } from './scope.ts';
import { typeOf } from './types.ts';

/** A topic, the policy that lets alarms and rules publish to it, and its subscriptions. */
export function topicResources(topic: Topic, scope: Scope): readonly Block[] {
  const name = scope.nameOf(topic);
  const arn = reference(`${typeOf.topic}.${name}.arn`);
  const subscriptions = (topic.subscriptions ?? []).map(({ protocol, endpoint }) => ({
    type: 'aws_sns_topic_subscription',
    // The position in the list must not matter: a subscription that moves would be made anew, and confirmed anew.
    name: `${name}_${shortHash(`${protocol} ${endpoint}`)}`,
    arguments: { topic_arn: arn, protocol, endpoint },
  }));
  return [
    {
      type: typeOf.topic,
      name,
      arguments: { name: topic.name, display_name: topic.displayName, tags: topic.tags },
    },
    {
      type: 'aws_sns_topic_policy',
      name,
      arguments: {
        arn,
        policy: {
          template: JSON.stringify(
            publishPolicy(arn.template, scope.account, scope.hearsEvents(topic)),
          ),
        },
      },
    },
    ...subscriptions,
  ];
}
