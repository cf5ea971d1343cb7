import { topicArn } from '../aws/arn.ts';
import type { ActionTarget, Actions } from '../definitions/base.ts';
import type { Definition, Environment } from '../definitions/definition.ts';
import { ofKind } from '../definitions/definition.ts';
import { compact } from './compact.ts';

/**
 * Definitions as our own files would have them: an ARN that is that of a topic among them becomes a reference to it, and
 * the region that is the environment's own is not repeated.
 */
export function finish(
  definitions: readonly Definition[],
  environment: Environment,
): readonly Definition[] {
  const { region: home, accountId } = environment;
  const topics = new Map(
    ofKind(definitions, 'topic').map(({ name, region = home }) => [
      topicArn({ region, accountId }, name),
      { name, region },
    ]),
  );
  return definitions.map((definition) => {
    const region = definition.region ?? home;
    const tie = (target: ActionTarget): ActionTarget => {
      const topic = typeof target === 'string' ? topics.get(target) : undefined;
      // A topic of another region can be reached by its ARN only.
      return topic?.region === region ? { topic: topic.name } : target;
    };
    const tied = tieTargets(definition, tie);
    return region === home ? withoutRegion(tied) : tied;
  });
}

function tieTargets(
  definition: Definition,
  tie: (target: ActionTarget) => ActionTarget,
): Definition {
  switch (definition.kind) {
    case 'metric-alarm':
    case 'composite-alarm':
      return definition.actions === undefined
        ? definition
        : { ...definition, actions: tieActions(definition.actions, tie) };
    case 'event-rule':
      return { ...definition, targets: definition.targets.map(tie) };
    case 'topic':
    case 'metric-filter':
    case 'mute-rule':
    case 'dashboard':
    default:
      return definition;
  }
}

function tieActions(actions: Actions, tie: (target: ActionTarget) => ActionTarget): Actions {
  return compact({
    alarm: actions.alarm?.map(tie),
    ok: actions.ok?.map(tie),
    insufficientData: actions.insufficientData?.map(tie),
  });
}

function withoutRegion(definition: Definition): Definition {
  const { region: _region, ...rest } = definition;
  return rest;
}
