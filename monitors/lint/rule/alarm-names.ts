import { parseRule } from '../../composite-rule/parse.ts';
import type { Rule } from '../../composite-rule/ast.ts';
import type { CompositeAlarm } from '../../definitions/composite-alarm.ts';
import type { MetricAlarm } from '../../definitions/metric-alarm.ts';
import type { LintContext } from './context.ts';

/** The composite alarms whose rule parses; the others are `composite-rule-syntax`'s. */
export function* parsedComposites(
  context: LintContext,
): Generator<{ readonly composite: CompositeAlarm; readonly rule: Rule }> {
  for (const composite of context.all('composite-alarm')) {
    const parsed = parseRule(composite.rule);
    if (parsed.ok) yield { composite, rule: parsed.rule };
  }
}

export function allAlarms(context: LintContext): readonly (MetricAlarm | CompositeAlarm)[] {
  return [...context.all('metric-alarm'), ...context.all('composite-alarm')];
}
