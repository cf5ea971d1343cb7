import {
  CreateTopicCommand,
  DeleteTopicCommand,
  GetTopicAttributesCommand,
  SetTopicAttributesCommand,
  SubscribeCommand,
  TagResourceCommand,
} from '@aws-sdk/client-sns';
import type { Clients } from '../../aws/clients.ts';
import { present } from '../../../core/aws/present.ts';
import { policyWith } from '../mapping/topic.ts';
import type { ResourceOf, TopicContent } from '../resource/resource.ts';
import { missingTags, tagList } from './tags.ts';

type Topic = ResourceOf<'topic'>;

/** Creates the topic or changes what differs: display name, tags, missing subscriptions, and who may publish. */
export async function writeTopic(
  clients: Clients,
  topic: Topic,
  before: Topic | undefined,
): Promise<void> {
  const { sns } = clients;
  const { DisplayName, Subscriptions } = topic.content;
  const TopicArn = before?.arn ?? (await create(clients, topic));
  const Tags = missingTags(topic.tags, before?.tags ?? topic.tags);
  if (Tags.length > 0) await sns.send(new TagResourceCommand({ ResourceArn: TopicArn, Tags }));
  if (before !== undefined && before.content.DisplayName !== DisplayName) {
    await sns.send(
      new SetTopicAttributesCommand({
        TopicArn,
        AttributeName: 'DisplayName',
        AttributeValue: DisplayName,
      }),
    );
  }
  if (permits(before?.content) !== permits(topic.content))
    await permit(clients, TopicArn, topic.content);
  const known = new Set(before?.content.Subscriptions.map((subscription) => subscription.Name));
  for (const subscription of Subscriptions) {
    if (!known.has(subscription.Name)) await subscribe(clients, TopicArn, subscription.Name);
  }
}

async function create({ sns }: Clients, topic: Topic): Promise<string> {
  const { Name, DisplayName } = topic.content;
  const { TopicArn = topic.arn ?? Name } = await sns.send(
    new CreateTopicCommand({
      Name,
      Tags: tagList(topic.tags),
      ...(DisplayName === '' ? {} : { Attributes: { DisplayName } }),
    }),
  );
  return TopicArn;
}

function permits(content: TopicContent | undefined): string {
  return `${content?.AlarmsMayPublish ?? false} ${content?.EventsMayPublish ?? false}`;
}

async function permit({ sns }: Clients, TopicArn: string, content: TopicContent): Promise<void> {
  const { Attributes = {} } = await sns.send(new GetTopicAttributesCommand({ TopicArn }));
  await sns.send(
    new SetTopicAttributesCommand({
      TopicArn,
      AttributeName: 'Policy',
      AttributeValue: policyWith(Attributes['Policy'], TopicArn, content),
    }),
  );
}

async function subscribe({ sns }: Clients, TopicArn: string, name: string): Promise<void> {
  const [Protocol = '', ...endpoint] = name.split(' ');
  await sns.send(new SubscribeCommand({ TopicArn, Protocol, Endpoint: endpoint.join(' ') }));
}

/** With its subscriptions. */
export async function removeTopic({ sns }: Clients, topic: Topic): Promise<void> {
  if (topic.arn === undefined) return;
  await present(sns.send(new DeleteTopicCommand({ TopicArn: topic.arn })));
}
