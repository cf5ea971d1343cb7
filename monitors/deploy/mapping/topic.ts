import type { Subscription } from '@aws-sdk/client-sns';
import { ofKind } from '../../definitions/definition.ts';
import type { Topic } from '../../definitions/topic.ts';
import { topicArn } from '../arn.ts';
import { normal, normalText } from '../json.ts';
import type { Json } from '../json.ts';
import type { ResourceOf, TopicContent } from '../resource.ts';
import { parsedJson } from './parsed-json.ts';
import type { Scope } from './scope.ts';
import { commonOf, placeOf, regionOf, targetArns } from './scope.ts';

/** What CreateTopic, Subscribe and SetTopicAttributes bring about. */
export function wantedTopic(scope: Scope, topic: Topic): ResourceOf<'topic'> {
  const arn = topicArn(placeOf(scope, topic), topic.name);
  const region = regionOf(scope, topic);
  return {
    ...commonOf(scope, topic),
    arn,
    content: {
      Name: topic.name,
      DisplayName: topic.displayName ?? '',
      Subscriptions: subscriptionNames(topic.subscriptions ?? []),
      EventsMayPublish: ofKind(scope.set.definitions, 'event-rule').some(
        (rule) =>
          regionOf(scope, rule) === region &&
          targetArns(placeOf(scope, rule), rule.targets).includes(arn),
      ),
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
  return {
    Name: name,
    DisplayName: attributes['DisplayName'] ?? '',
    Subscriptions: subscriptionNames(
      subscriptions.map(({ Protocol = '', Endpoint = '' }) => ({
        protocol: Protocol,
        endpoint: Endpoint,
      })),
    ),
    EventsMayPublish: statementsOf(attributes['Policy']).some(
      (statement) => normalText(statement) === normalText(publishStatement(arn)),
    ),
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

const statementId = 'BilanciaEventsMayPublish';

/**
 * Lets event rules publish to a topic. Alarms of the account may by the default policy, EventBridge may not:
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html
 */
function publishStatement(arn: string): Json {
  return {
    Sid: statementId,
    Effect: 'Allow',
    Principal: { Service: 'events.amazonaws.com' },
    Action: 'sns:Publish',
    Resource: arn,
  };
}

/** A topic's policy with our statement in it, or without. What else it says stays as it is. */
export function policyWith(
  policy: string | undefined,
  arn: string,
  eventsMayPublish: boolean,
): string {
  const others = statementsOf(policy).filter((statement) => !isOurs(statement));
  const frame = policy === undefined ? {} : objectOf(parsedJson(policy));
  return JSON.stringify({
    Version: '2012-10-17',
    ...frame,
    Statement: eventsMayPublish ? [...others, publishStatement(arn)] : others,
  });
}

function statementsOf(policy: string | undefined): readonly Json[] {
  if (policy === undefined) return [];
  const statement = objectOf(parsedJson(policy))['Statement'];
  if (statement === undefined) return [];
  return Array.isArray(statement) ? statement.map(normal) : [normal(statement)];
}

function isOurs(statement: Json): boolean {
  return objectOf(statement)['Sid'] === statementId;
}

function objectOf(value: Json): { readonly [key: string]: Json } {
  return value !== null && typeof value === 'object' && !isArray(value) ? value : {};
}

function isArray(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
