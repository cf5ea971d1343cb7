import { alarmReference } from '../aws/arn.ts';
import type { CompositeAlarm } from '../definitions/composite-alarm.ts';
import { parseRule } from './parse.ts';
import { ruleReferences } from './references.ts';

/** Names of the alarms that a composite alarm's rule looks at, each once; none of a rule that cannot be read. */
export function childrenOf({ rule }: CompositeAlarm): readonly string[] {
  const parsed = parseRule(rule);
  if (!parsed.ok) return [];
  return [...new Set(ruleReferences(parsed.rule).map(({ alarm }) => alarmReference(alarm).name))];
}

/** The same, and its suppressor. */
export function alarmsNamedBy(composite: CompositeAlarm): readonly string[] {
  const { suppressor } = composite;
  const children = childrenOf(composite);
  if (suppressor === undefined) return children;
  return [...new Set([...children, alarmReference(suppressor.alarm).name])];
}
