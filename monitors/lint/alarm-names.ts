import { parseRule } from '../composite-rule/parse.ts';
import { ruleReferences } from '../composite-rule/references.ts';
import type { Rule } from '../composite-rule/ast.ts';
import type { CompositeAlarm } from '../definitions/composite-alarm.ts';
import type { MetricAlarm } from '../definitions/metric-alarm.ts';
import type { LintContext } from './context.ts';

/** An alarm that is named somewhere: by its name, or by an ARN, which also tells where it lives. */
export interface AlarmReference {
  readonly name: string;
  readonly region?: string;
  readonly account?: string;
}

export function alarmReference(text: string): AlarmReference {
  const [, region, account, name] =
    /^arn:[^:]+:cloudwatch:([^:]*):([^:]*):alarm:(.+)$/s.exec(text) ?? [];
  return name === undefined || region === undefined || account === undefined
    ? { name: text }
    : { name, region, account };
}

/** The composite alarms whose rule parses; the others are `composite-rule-syntax`'s. */
export function* parsedComposites(
  context: LintContext,
): Generator<{ readonly composite: CompositeAlarm; readonly rule: Rule }> {
  for (const composite of context.all('composite-alarm')) {
    const parsed = parseRule(composite.rule);
    if (parsed.ok) yield { composite, rule: parsed.rule };
  }
}

/** Names of the alarms that a composite alarm's rule looks at, each once. */
export function childrenOf(composite: CompositeAlarm): readonly string[] {
  const parsed = parseRule(composite.rule);
  if (!parsed.ok) return [];
  return [...new Set(ruleReferences(parsed.rule).map(({ alarm }) => alarmReference(alarm).name))];
}

/** The same, and its suppressor. */
export function alarmsNamedBy(composite: CompositeAlarm): readonly string[] {
  const { suppressor } = composite;
  const children = childrenOf(composite);
  return suppressor === undefined ? children : [...children, alarmReference(suppressor.alarm).name];
}

export function allAlarms(context: LintContext): readonly (MetricAlarm | CompositeAlarm)[] {
  return [...context.all('metric-alarm'), ...context.all('composite-alarm')];
}
