import { lastPart, topicArn } from '../../../aws/arn.ts';
import { optionalText, record, text } from './input.ts';
import type { Call, Operations } from './operation.ts';
import { ServiceError } from './service-error.ts';
import type { FakeTopic } from './state.ts';
import { addTags, page, tagsOf } from './state.ts';

/** Topics as SNS keeps them. */
export const snsOperations: Operations = {
  CreateTopic: ({ account, here, input }) => {
    const name = text(input, 'Name');
    const arn = topicArn({ ...here, ...account }, name);
    const attributes = Object.entries(record(input, 'Attributes'));
    const there = here.topics.get(name);
    if (there === undefined) {
      here.topics.set(name, {
        attributes: new Map([
          ['TopicArn', arn],
          ['Policy', defaultPolicy(arn, account.accountId)],
          ...attributes.map(([key, value]) => [key, String(value)] as const),
        ]),
        subscriptions: [],
      });
      addTags(account, arn, input);
    } else if (attributes.some(([key, value]) => there.attributes.get(key) !== value)) {
      throw new ServiceError(
        'InvalidParameter',
        'Invalid parameter: Attributes Reason: Topic already exists with different attributes',
      );
    }
    return { TopicArn: arn };
  },
  DeleteTopic: ({ account, here, input }) => {
    const arn = text(input, 'TopicArn');
    here.topics.delete(lastPart(arn));
    account.tags.delete(arn);
  },
  ListTopics: ({ account, here, input }) => {
    const arns = [...here.topics.keys()].map((name) => topicArn({ ...here, ...account }, name));
    const { items, ...next } = page(account, arns, optionalText(input, 'NextToken'));
    return { Topics: items.map((TopicArn) => ({ TopicArn })), ...next };
  },
  GetTopicAttributes: (call) => ({ Attributes: topicIn(call).attributes }),
  SetTopicAttributes: (call) => {
    const { attributes } = topicIn(call);
    const value = optionalText(call.input, 'AttributeValue') ?? '';
    attributes.set(text(call.input, 'AttributeName'), value);
  },
  Subscribe: (call) => {
    const { subscriptions } = topicIn(call);
    const Protocol = text(call.input, 'Protocol');
    const Endpoint = text(call.input, 'Endpoint');
    const known = subscriptions.some(
      (subscription) => subscription.Protocol === Protocol && subscription.Endpoint === Endpoint,
    );
    if (!known) subscriptions.push({ Protocol, Endpoint });
    return { SubscriptionArn: 'pending confirmation' };
  },
  ListSubscriptionsByTopic: (call) => {
    const TopicArn = text(call.input, 'TopicArn');
    const all = topicIn(call).subscriptions.map((subscription) => ({ ...subscription, TopicArn }));
    const { items, ...next } = page(call.account, all, optionalText(call.input, 'NextToken'));
    return { Subscriptions: items, ...next };
  },
  TagResource: ({ account, input }) => addTags(account, text(input, 'ResourceArn'), input),
  ListTagsForResource: (call) => {
    const arn = text(call.input, 'ResourceArn');
    if (!call.here.topics.has(lastPart(arn)))
      throw new ServiceError('ResourceNotFound', 'Resource does not exist', 404);
    return { Tags: tagsOf(call.account, arn) };
  },
};

function topicIn({ here, input }: Call): FakeTopic {
  const topic = here.topics.get(lastPart(text(input, 'TopicArn')));
  if (topic === undefined) throw new ServiceError('NotFound', 'Topic does not exist', 404);
  return topic;
}

/** The account's own services may publish: alarms may, EventBridge may not. */
function defaultPolicy(arn: string, accountId: string): string {
  return JSON.stringify({
    Version: '2008-10-17',
    Id: '__default_policy_ID',
    Statement: [
      {
        Sid: '__default_statement_ID',
        Effect: 'Allow',
        Principal: { AWS: '*' },
        Action: ['SNS:Publish', 'SNS:Subscribe'],
        Resource: arn,
        Condition: { StringEquals: { 'AWS:SourceOwner': accountId } },
      },
    ],
  });
}
