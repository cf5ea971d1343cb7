import type { Topic } from '../../../definitions/topic.ts';
import { publishPolicy } from '../../../aws/topic-policy.ts';
import { compact } from '../../compact.ts';
import { shortHash } from '../../identifiers.ts';
import { tagList } from '../../shapes/tags.ts';
import type { Resources } from '../template.ts';
import type { Scope } from './scope.ts';

/** A topic, the policy that lets alarms and rules publish to it, and its subscriptions. */
export function topicResources(topic: Topic, scope: Scope): Resources {
  const id = scope.idOf(topic);
  const subscriptions = (topic.subscriptions ?? []).map(
    ({ protocol, endpoint }) =>
      [
        // The position in the list must not matter: a subscription that moves would be made anew, and confirmed anew.
        `SubscriptionOf${id}${shortHash(`${protocol} ${endpoint}`).toUpperCase()}`,
        {
          Type: 'AWS::SNS::Subscription',
          Properties: { TopicArn: { Ref: id }, Protocol: protocol, Endpoint: endpoint },
        },
      ] as const,
  );
  return {
    [id]: {
      Type: 'AWS::SNS::Topic',
      Properties: compact({
        TopicName: topic.name,
        DisplayName: topic.displayName,
        Tags: tagList(topic.tags),
      }),
    },
    [`PolicyOf${id}`]: {
      Type: 'AWS::SNS::TopicPolicy',
      Properties: {
        Topics: [{ Ref: id }],
        PolicyDocument: publishPolicy<object>(
          { Ref: id },
          { Ref: 'AWS::AccountId' },
          scope.hearsEvents(topic),
        ),
      },
    },
    ...Object.fromEntries(subscriptions),
  };
}
