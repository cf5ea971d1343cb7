import type { EventRule } from '../../../definitions/event-rule.ts';
import { shortHash } from '../../identifiers.ts';
import { targetId } from '../../target-id.ts';
import type { Block } from './block.ts';
import { reference } from './expression.ts';
import type { Scope } from './scope.ts';
import { typeOf } from './types.ts';

/** A rule, and each of its targets. */
export function eventRuleResources(rule: EventRule, scope: Scope): readonly Block[] {
  const name = scope.nameOf(rule);
  const targets = rule.targets.map((target) => ({
    type: 'aws_cloudwatch_event_target',
    name: `${name}_${shortHash(targetId(target))}`,
    arguments: {
      rule: reference(`${typeOf['event-rule']}.${name}.name`),
      target_id: targetId(target),
      arn: scope.target(target),
    },
  }));
  return [
    {
      type: typeOf['event-rule'],
      name,
      arguments: {
        name: rule.name,
        description: rule.description,
        event_pattern: JSON.stringify(rule.eventPattern),
        tags: rule.tags,
      },
    },
    ...targets,
  ];
}
