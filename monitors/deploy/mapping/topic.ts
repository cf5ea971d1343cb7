import type { Subscription } from '@aws-sdk/client-sns';
import type { Topic } from '../../definitions/topic.ts';
import { accountOf, topicArn } from '../../aws/arn.ts';
import { isList, normal, normalText } from '../resource/json.ts';
import type { Json } from '../resource/json.ts';
import type { ResourceOf, TopicContent } from '../resource/resource.ts';
import {
  alarmsStatement,
  eventsStatement,
  hearsEvents,
  statementIds,
} from '../../aws/topic-policy.ts';
import { parsedJson } from './parsed-json.ts';
import type { Scope } from './scope.ts';
import { commonOf, placeOf } from './scope.ts';

/** What CreateTopic, Subscribe and SetTopicAttributes bring about. */
export function wantedTopic(scope: Scope, topic: Topic): ResourceOf<'topic'> {
  return {
    ...commonOf(scope, topic),
    arn: topicArn(placeOf(scope, topic), topic.name),
    content: {
      Name: topic.name,
      DisplayName: topic.displayName ?? '',
      Subscriptions: subscriptionNames(topic.subscriptions ?? []),
      AlarmsMayPublish: true,
      EventsMayPublish: hearsEvents(scope.set, topic),
    },
  };
}

/** What GetTopicAttributes and ListSubscriptionsByTopic give, in the same form. */
export function foundTopic(
  name: string,
  arn: string,
  attributes: Readonly<Record<string, string>>,
  subscriptions: readonly Subscription[],
): TopicContent {
  const statements = new Set(statementsOf(attributes['Policy']).map(normalText));
  const says = (statement: object): boolean => statements.has(normalText(statement));
  return {
    Name: name,
    DisplayName: attributes['DisplayName'] ?? '',
    Subscriptions: subscriptionNames(
      subscriptions.map(({ Protocol = '', Endpoint = '' }) => ({
        protocol: Protocol,
        endpoint: Endpoint,
      })),
    ),
    AlarmsMayPublish: says(alarmsStatement(arn, accountOf(arn) ?? '')),
    EventsMayPublish: says(eventsStatement(arn)),
  };
}

/** A subscription as one text, `protocol endpoint`: it is known by both, and has nothing else. */
function subscriptionNames(
  subscriptions: readonly { readonly protocol: string; readonly endpoint: string }[],
): { readonly Name: string }[] {
  const names = subscriptions.map(({ protocol, endpoint }) => `${protocol} ${endpoint}`);
  return [...new Set(names)].toSorted().map((Name) => ({ Name }));
}

/** The found content without the subscriptions that are not ours to judge. */
export function comparableTopic(found: TopicContent, wanted: TopicContent): TopicContent {
  const ours = new Set(wanted.Subscriptions.map(({ Name }) => Name));
  return { ...found, Subscriptions: found.Subscriptions.filter(({ Name }) => ours.has(Name)) };
}

/** A topic's policy with the statements that it needs of us. What others have it say stays as it is. */
export function policyWith(
  policy: string | undefined,
  arn: string,
  { AlarmsMayPublish, EventsMayPublish }: TopicContent,
): string {
  const others = statementsOf(policy).filter((statement) => !isOurs(statement));
  const frame = policy === undefined ? {} : objectOf(parsedJson(policy));
  return JSON.stringify({
    Version: '2012-10-17',
    ...frame,
    Statement: [
      ...others,
      ...(AlarmsMayPublish ? [alarmsStatement(arn, accountOf(arn) ?? '')] : []),
      ...(EventsMayPublish ? [eventsStatement(arn)] : []),
    ],
  });
}

function statementsOf(policy: string | undefined): readonly Json[] {
  if (policy === undefined) return [];
  const statement = objectOf(parsedJson(policy))['Statement'];
  if (statement === undefined) return [];
  return Array.isArray(statement) ? statement.map(normal) : [normal(statement)];
}

function isOurs(statement: Json): boolean {
  const id = objectOf(statement)['Sid'];
  return Object.values(statementIds).some((ours) => ours === id);
}

function objectOf(value: Json): { readonly [key: string]: Json } {
  return value !== null && typeof value === 'object' && !isList(value) ? value : {};
}
