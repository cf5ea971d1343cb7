import type { DefinitionSet } from '../definitions/definition.ts';
import { ofKind } from '../definitions/definition.ts';
import type { Topic } from '../definitions/topic.ts';
import { topicArn } from './arn.ts';

/** A statement of a topic's policy. `V` is how the format at hand writes values that are not plain texts. */
export interface PublishStatement<V> {
  readonly Sid: string;
  readonly Effect: 'Allow';
  readonly Principal: { readonly Service: string };
  readonly Action: 'sns:Publish';
  readonly Resource: V;
  readonly Condition?: { readonly StringEquals: { readonly 'aws:SourceAccount': V } };
}

/** By these a statement of a policy is known as ours. */
export const statementIds = {
  alarms: 'BilanciaAlarmsMayPublish',
  events: 'BilanciaEventsMayPublish',
} as const;

/**
 * Lets the alarms of an account publish to a topic: by the default policy they may, but a topic with a policy of its own has
 * lost that one.
 * https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-use-cases.html
 */
export function alarmsStatement<V>(topic: V, account: V): PublishStatement<V> {
  return {
    Sid: statementIds.alarms,
    Effect: 'Allow',
    Principal: { Service: 'cloudwatch.amazonaws.com' },
    Action: 'sns:Publish',
    Resource: topic,
    Condition: { StringEquals: { 'aws:SourceAccount': account } },
  };
}

/**
 * Lets event rules publish to a topic, which no default policy does. EventBridge sends nothing that a condition could look
 * at: with one, every event is dropped without a word. Hence none, and the statement only where a rule needs it.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html#eb-sns-permissions
 */
export function eventsStatement<V>(topic: V): PublishStatement<V> {
  return {
    Sid: statementIds.events,
    Effect: 'Allow',
    Principal: { Service: 'events.amazonaws.com' },
    Action: 'sns:Publish',
    Resource: topic,
  };
}

/** The policy of a topic that has nothing else to say. */
export function publishPolicy<V>(topic: V, account: V, eventsMayPublish: boolean): object {
  return {
    Version: '2012-10-17',
    Statement: [
      alarmsStatement(topic, account),
      ...(eventsMayPublish ? [eventsStatement(topic)] : []),
    ],
  };
}

/** Whether an event rule among the definitions tells the topic. */
export function hearsEvents({ definitions, environment }: DefinitionSet, topic: Topic): boolean {
  const { region: home, accountId } = environment;
  const region = topic.region ?? home;
  const arn = topicArn({ region, accountId }, topic.name);
  return ofKind(definitions, 'event-rule').some((rule) =>
    rule.targets.some((target) =>
      typeof target === 'string'
        ? target === arn
        : target.topic === topic.name && (rule.region ?? home) === region,
    ),
  );
}
