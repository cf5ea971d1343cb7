import { expect, it } from 'vitest';
import type { Definition, DefinitionSet } from '../definitions/definition.ts';
import { toCloudFormation } from './cloudformation/write/write.ts';
import { toTerraform } from './terraform/write/write.ts';
import { policyWith, wantedTopic } from '../deploy/mapping/topic.ts';
import { hearsEvents, publishPolicy } from '../aws/topic-policy.ts';

const environment = { name: 'prod', region: 'eu-south-1', accountId: '012345678901' };
const arn = 'arn:aws:sns:eu-south-1:012345678901:alerts';
const topic = { kind: 'topic', name: 'alerts' } as const;

function setWith(...others: Definition[]): DefinitionSet {
  return { environment, definitions: [topic, ...others] };
}

function rule(target: string | { readonly topic: string }, region?: string): Definition {
  const eventPattern = { source: ['aws.ecr'] };
  const place = region === undefined ? {} : { region };
  return { kind: 'event-rule', name: 'scans', eventPattern, targets: [target], ...place };
}

const alarms = {
  Sid: 'BilanciaAlarmsMayPublish',
  Effect: 'Allow',
  Principal: { Service: 'cloudwatch.amazonaws.com' },
  Action: 'sns:Publish',
  Resource: arn,
  Condition: { StringEquals: { 'aws:SourceAccount': '012345678901' } },
};
// EventBridge drops what a condition guards: there must be none.
const events = {
  Sid: 'BilanciaEventsMayPublish',
  Effect: 'Allow',
  Principal: { Service: 'events.amazonaws.com' },
  Action: 'sns:Publish',
  Resource: arn,
};

it.each([
  ['its name', setWith(rule({ topic: 'alerts' })), true],
  ['its ARN', setWith(rule(arn)), true],
  ['another name', setWith(rule({ topic: 'other' })), false],
  ['its name in another region', setWith(rule({ topic: 'alerts' }, 'us-east-1')), false],
  ['nothing', setWith(), false],
])('a topic hears events when a rule tells %s: %#', (_what, set, expected) => {
  expect(hearsEvents(set, topic)).toBe(expected);
  expect(publishPolicy(arn, environment.accountId, hearsEvents(set, topic))).toEqual({
    Version: '2012-10-17',
    Statement: expected ? [alarms, events] : [alarms],
  });
});

it('apply adds the statements to what a policy says already, once', () => {
  const set = setWith(rule({ topic: 'alerts' }));
  const { content } = wantedTopic({ set, owner: { stack: 's', environment: 'prod' } }, topic);
  const theirs = { Sid: 'theirs', Effect: 'Allow', Principal: '*', Action: 'sns:Subscribe' };
  const before = JSON.stringify({ Version: '2008-10-17', Id: 'x', Statement: theirs });
  const once = policyWith(before, arn, content);
  expect(JSON.parse(once)).toEqual({
    Version: '2008-10-17',
    Id: 'x',
    Statement: [theirs, alarms, events],
  });
  expect(policyWith(once, arn, content)).toBe(once);
  expect(JSON.parse(policyWith(once, arn, { ...content, EventsMayPublish: false }))).toEqual({
    Version: '2008-10-17',
    Id: 'x',
    Statement: [theirs, alarms],
  });
});

it('exports give a topic the statements that apply gives it', () => {
  const set = setWith(rule({ topic: 'alerts' }));
  const template = toCloudFormation(set, 'json').files[0]?.text ?? '';
  const [inTemplate] = /"Statement": (\[[^]*?\n {10}\])/.exec(template)?.slice(1) ?? [];
  const references: Readonly<Record<string, string>> = {
    TopicAlerts: arn,
    'AWS::AccountId': environment.accountId,
  };
  const resolved = (inTemplate ?? '').replaceAll(
    /\{\s*"Ref": "([^"]+)"\s*\}/g,
    (_all, name: string) => JSON.stringify(references[name]),
  );
  expect(JSON.parse(resolved)).toEqual([alarms, events]);

  const terraform = toTerraform(set).files[1]?.text ?? '';
  const [policy] = /"policy": (".*")/.exec(terraform)?.slice(1) ?? [];
  const text = String(JSON.parse(policy ?? '')).replaceAll('${aws_sns_topic.alerts.arn}', arn);
  expect(JSON.parse(text)).toEqual({ Version: '2012-10-17', Statement: [alarms, events] });
});
