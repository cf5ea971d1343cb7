import type { ActionTarget } from '../../../definitions/base.ts';
import type { Definition, DefinitionSet } from '../../../definitions/definition.ts';
import { nameOf, ofKind } from '../../../definitions/definition.ts';
import type { Topic } from '../../../definitions/topic.ts';
import { hearsEvents } from '../../../aws/topic-policy.ts';
import { creationOrder } from '../../children.ts';
import { identify } from '../../identifiers.ts';
import { logicalId } from './logical-id.ts';
import type { TemplateValue } from '../template.ts';

/** What the resources of one template know of one another. */
export interface Scope {
  readonly region: string;
  readonly accountId: string;
  readonly idOf: (definition: Definition) => string;
  /** A topic of the template by reference, any other by its ARN. */
  readonly target: (target: ActionTarget) => TemplateValue;
  /** Logical ids of the alarms of these names that are in the template. */
  readonly alarmIds: (names: readonly string[]) => readonly string[];
  /** Names of the alarms that a composite needs. */
  readonly childrenOf: (composite: string) => readonly string[];
  /** Whether an event rule tells the topic. */
  readonly hearsEvents: (topic: Topic) => boolean;
  /** Keeps a sentence on what the template cannot say. */
  readonly note: (sentence: string) => void;
}

export function scopeOf(
  set: DefinitionSet,
  region: string,
  definitions: readonly Definition[],
  note: (sentence: string) => void,
): Scope {
  const ids = identify(definitions, ({ kind, name }) => logicalId(kind, name));
  const idOf = (definition: Definition): string =>
    ids.get(definition) ?? logicalId(definition.kind, definition.name);
  const composites = ofKind(definitions, 'composite-alarm');
  const alarms = new Map(
    [...ofKind(definitions, 'metric-alarm'), ...composites].map((alarm) => [
      alarm.name,
      idOf(alarm),
    ]),
  );
  const topics = new Map(ofKind(definitions, 'topic').map((topic) => [topic.name, idOf(topic)]));
  const order = creationOrder(composites);
  for (const name of order.circular)
    note(
      `${nameOf({ kind: 'composite-alarm', name })} is part of a cycle of alarms: CloudFormation cannot create the others first.`,
    );
  return {
    region,
    accountId: set.environment.accountId,
    idOf,
    target: (target) => writeTarget(target, topics),
    alarmIds: (names) =>
      names
        .map((name) => alarms.get(name))
        .filter((id) => id !== undefined)
        .toSorted(),
    childrenOf: (composite) => order.children.get(composite) ?? [],
    hearsEvents: (topic) => hearsEvents(set, topic),
    note,
  };
}

function writeTarget(target: ActionTarget, topics: ReadonlyMap<string, string>): TemplateValue {
  if (typeof target === 'string') return target;
  const id = topics.get(target.topic);
  // A topic that another stack made: its ARN follows from where the template is deployed.
  return id === undefined
    ? { 'Fn::Sub': `arn:\${AWS::Partition}:sns:\${AWS::Region}:\${AWS::AccountId}:${target.topic}` }
    : { Ref: id };
}
