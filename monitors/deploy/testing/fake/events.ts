import { eventRuleArn, partitionOf } from '../../../aws/arn.ts';
import type { Input } from './input.ts';
import { optionalText, records, text, texts, without } from './input.ts';
import type { Call, Operations } from './operation.ts';
import { ServiceError } from './service-error.ts';
import type { FakeRule } from './state.ts';
import { addTags, page, tagsOf } from './state.ts';

const targetsPerRule = 5;

/** Rules of the default bus as EventBridge keeps them. */
export const eventsOperations: Operations = {
  DescribeEventBus: ({ account: { accountId }, here: { region } }) => ({
    Name: 'default',
    Arn: `arn:${partitionOf(region)}:events:${region}:${accountId}:event-bus/default`,
  }),
  PutRule: ({ account, here, input }) => {
    const name = text(input, 'Name');
    const there = here.rules.get(name);
    if (there === undefined) addTags(account, eventRuleArn({ ...here, ...account }, name), input);
    here.rules.set(name, {
      config: { State: 'ENABLED', ...without(input, 'Tags') },
      targets: there?.targets ?? new Map<string, Input>(),
    });
    return { RuleArn: eventRuleArn({ ...here, ...account }, name) };
  },
  PutTargets: (call) => {
    const { targets } = ruleIn(call, 'Rule');
    for (const target of records(call.input, 'Targets')) targets.set(text(target, 'Id'), target);
    if (targets.size > targetsPerRule)
      throw new ServiceError(
        'LimitExceededException',
        'The requested resource exceeds the maximum.',
      );
    return { FailedEntryCount: 0, FailedEntries: [] };
  },
  RemoveTargets: (call) => {
    const { targets } = ruleIn(call, 'Rule');
    for (const id of texts(call.input, 'Ids')) targets.delete(id);
    return { FailedEntryCount: 0, FailedEntries: [] };
  },
  DeleteRule: (call) => {
    const { account, here, input } = call;
    const name = text(input, 'Name');
    if ((here.rules.get(name)?.targets.size ?? 0) > 0)
      throw new ServiceError('ValidationException', `Rule can't be deleted since it has targets.`);
    // Deleting a rule that is not there succeeds.
    here.rules.delete(name);
    account.tags.delete(eventRuleArn({ ...here, ...account }, name));
  },
  ListRules: ({ account, here, input }) => {
    const all = [...here.rules].map(([name, { config }]) => ({
      ...config,
      Arn: eventRuleArn({ ...here, ...account }, name),
    }));
    const { items, ...next } = page(account, all, optionalText(input, 'NextToken'));
    return { Rules: items, ...next };
  },
  ListTargetsByRule: (call) => {
    const all = [...ruleIn(call, 'Rule').targets.values()];
    const { items, ...next } = page(call.account, all, optionalText(call.input, 'NextToken'));
    return { Targets: items, ...next };
  },
  TagResource: ({ account, input }) => addTags(account, text(input, 'ResourceARN'), input),
  ListTagsForResource: ({ account, input }) => ({
    Tags: tagsOf(account, text(input, 'ResourceARN')),
  }),
};

function ruleIn({ here, input }: Call, field: string): FakeRule {
  const name = text(input, field);
  const rule = here.rules.get(name);
  if (rule === undefined)
    throw new ServiceError('ResourceNotFoundException', `Rule ${name} does not exist.`);
  return rule;
}
