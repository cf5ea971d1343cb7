import type { Rule, Target } from '@aws-sdk/client-eventbridge';
import {
  ListRulesCommand,
  ListTagsForResourceCommand,
  ListTargetsByRuleCommand,
} from '@aws-sdk/client-eventbridge';
import { eventRuleArn } from '../../aws/arn.ts';
import { mapPresent } from '../../../core/aws/bounded.ts';
import { foundEventRule } from '../mapping/event-rule.ts';
import { ownerOfTags } from '../resource/ownership.ts';
import type { Found } from './found.ts';
import type { Reading } from './reading.ts';
import { matters, placeOf, tagRecord } from './reading.ts';

/** The rules on the default bus. */
export async function readEventRules(reading: Reading): Promise<Found[]> {
  const { events } = reading.clients;
  const rules = await allPages(async (token) => {
    const { Rules = [], NextToken } = await events.send(new ListRulesCommand(token));
    return { items: Rules, next: NextToken };
  });
  return mapPresent(rules, (rule) => found(reading, rule));
}

async function found(reading: Reading, rule: Rule): Promise<Found> {
  const { region, events } = reading.clients;
  const name = rule.Name ?? '';
  const arn = rule.Arn ?? eventRuleArn(placeOf(reading), name);
  const key = `event-rule ${region} ${name}`;
  const { Tags } = await events.send(new ListTagsForResourceCommand({ ResourceARN: arn }));
  const tags = tagRecord(Tags);
  const owner = ownerOfTags(tags);
  if (!matters(reading, key, owner))
    return { whole: false, key, kind: 'event-rule', region, name, tags, owner };
  const targets = await targetsOf(reading, name);
  const content = foundEventRule(rule, targets);
  return {
    whole: true,
    key,
    owner,
    resource: { kind: 'event-rule', region, name, arn, tags, content },
  };
}

function targetsOf({ clients }: Reading, name: string): Promise<Target[]> {
  return allPages(async (token) => {
    const page = await clients.events.send(new ListTargetsByRuleCommand({ Rule: name, ...token }));
    return { items: page.Targets ?? [], next: page.NextToken };
  });
}

/** All items of a list that comes in pages: EventBridge's client has no paginators. */
async function allPages<T>(
  page: (token: {
    readonly NextToken?: string;
  }) => Promise<{ readonly items: readonly T[]; readonly next: string | undefined }>,
): Promise<T[]> {
  const all: T[] = [];
  let token: string | undefined;
  do {
    const { items, next } = await page(token === undefined ? {} : { NextToken: token });
    all.push(...items);
    token = next;
  } while (token !== undefined);
  return all;
}
