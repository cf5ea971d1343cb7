import { collected } from '../../../core/collected.ts';
import type { Subscription } from '@aws-sdk/client-sns';
import {
  GetTopicAttributesCommand,
  ListTagsForResourceCommand,
  paginateListSubscriptionsByTopic,
  paginateListTopics,
} from '@aws-sdk/client-sns';
import type { Clients } from '../../aws/clients.ts';
import { lastPart } from '../../aws/arn.ts';
import { mapPresent } from '../../../core/aws/bounded.ts';
import { foundTopic } from '../mapping/topic.ts';
import { ownerOfTags } from '../resource/ownership.ts';
import { topicKey } from '../resource/resource.ts';
import type { Found } from './found.ts';
import type { Reading } from './reading.ts';
import { matters, tagRecord } from './reading.ts';

export async function readTopics(reading: Reading): Promise<Found[]> {
  const { sns } = reading.clients;
  const pages = await collected(paginateListTopics({ client: sns }, {}));
  const topics = pages.flatMap(({ Topics = [] }) => Topics);
  return mapPresent(topics, ({ TopicArn = '' }) => found(reading, TopicArn));
}

async function found(reading: Reading, arn: string): Promise<Found> {
  const { clients } = reading;
  const { region, sns } = clients;
  const name = lastPart(arn);
  const key = topicKey(region, name);
  const { Tags } = await sns.send(new ListTagsForResourceCommand({ ResourceArn: arn }));
  const tags = tagRecord(Tags);
  const owner = ownerOfTags(tags);
  if (!matters(reading, key, owner))
    return { whole: false, key, kind: 'topic', region, name, tags, owner };
  const { Attributes = {} } = await sns.send(new GetTopicAttributesCommand({ TopicArn: arn }));
  const content = foundTopic(name, arn, Attributes, await subscriptionsOf(clients, arn));
  return { whole: true, key, owner, resource: { kind: 'topic', region, name, arn, tags, content } };
}

/** What SNS lists for some days in place of the ARN of a subscription that was ended. */
const ended = 'Deleted';

async function subscriptionsOf({ sns }: Clients, arn: string): Promise<Subscription[]> {
  const pages = paginateListSubscriptionsByTopic({ client: sns }, { TopicArn: arn });
  return (await collected(pages))
    .flatMap(({ Subscriptions = [] }) => Subscriptions)
    .filter(({ SubscriptionArn }) => SubscriptionArn !== ended);
}
