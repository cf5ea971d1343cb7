import { groupBy } from '../../../../core/group-by.ts';
import { topicArn } from '../../../aws/arn.ts';
import type { ActionTarget } from '../../../definitions/base.ts';
import type { Definition, DefinitionSet } from '../../../definitions/definition.ts';
import { nameOf, ofKind } from '../../../definitions/definition.ts';
import type { Topic } from '../../../definitions/topic.ts';
import { hearsEvents } from '../../../aws/topic-policy.ts';
import { creationOrder } from '../../children.ts';
import { identify } from '../../identifiers.ts';
import { regionOf } from '../../regions.ts';
import type { Expression } from './expression.ts';
import { assumed } from '../../source/options.ts';
import { callerAccount, reference } from './expression.ts';
import { resourceName } from './name.ts';
import { typeOf } from './types.ts';

/** What resources of one region know of one another. */
export interface Scope {
  readonly region: string;
  readonly accountId: string;
  /** The account as Terraform has it: an expression where it is not known. */
  readonly account: string;
  readonly nameOf: (definition: Definition) => string;
  /** A topic of the same region by reference, any other by its ARN. */
  readonly target: (target: ActionTarget) => string | Expression;
  /** Addresses of the alarms of these names that are exported. */
  readonly alarms: (names: readonly string[]) => readonly string[];
  readonly childrenOf: (composite: string) => readonly string[];
  /** Whether an event rule tells the topic. */
  readonly hearsEvents: (topic: Topic) => boolean;
  readonly note: (sentence: string) => void;
}

export type ScopeOf = (region: string) => Scope;

/** Names are unique over all regions, since all resources are in one module. */
export function scopes(set: DefinitionSet, note: (sentence: string) => void): ScopeOf {
  const { environment, definitions } = set;
  const names = new Map(
    [...groupBy(definitions, ({ kind }) => kind).values()].flatMap((group) => [
      ...identify(group, (definition) => {
        const region = regionOf(definition, set);
        return resourceName(definition.name, region === environment.region ? undefined : region);
      }),
    ]),
  );
  const nameIn = (definition: Definition): string => names.get(definition) ?? definition.name;
  return (region) => {
    const here = definitions.filter((definition) => regionOf(definition, set) === region);
    const composites = ofKind(here, 'composite-alarm');
    const order = creationOrder(composites);
    for (const name of order.circular)
      note(
        `${nameOf({ kind: 'composite-alarm', name })} is part of a cycle of alarms: Terraform cannot create the others first.`,
      );
    const alarms = new Map(
      [...ofKind(here, 'metric-alarm'), ...composites].map((alarm) => [
        alarm.name,
        `${typeOf[alarm.kind]}.${nameIn(alarm)}`,
      ]),
    );
    const topics = new Map(ofKind(here, 'topic').map((topic) => [topic.name, nameIn(topic)]));
    const { accountId } = environment;
    return {
      region,
      accountId,
      account: accountId === assumed.accountId ? callerAccount : accountId,
      nameOf: nameIn,
      target: (target) => {
        if (typeof target === 'string') return target;
        const topic = topics.get(target.topic);
        return topic === undefined
          ? topicArn({ region, accountId }, target.topic)
          : reference(`aws_sns_topic.${topic}.arn`);
      },
      alarms: (names) =>
        names
          .map((name) => alarms.get(name))
          .filter((address) => address !== undefined)
          .toSorted(),
      childrenOf: (composite) => order.children.get(composite) ?? [],
      hearsEvents: (topic) => hearsEvents(set, topic),
      note,
    };
  };
}
