import type { Rule as CompositeRule } from '../../composite-rule/ast.ts';
import { parsedComposites } from '../rule/alarm-names.ts';
import { alarmReference } from '../../aws/arn.ts';
import { offlineRule } from '../rule/make-rule.ts';

export const notAlarm = offlineRule('not-alarm', function* (context) {
  for (const { composite, rule } of parsedComposites(context))
    for (const name of new Set(negatedAlarms(rule, false))) {
      const child = context.alarmNamed(name, context.regionOf(composite));
      if (child?.kind !== 'metric-alarm') continue;
      const treatment = child.treatMissingData ?? 'missing';
      if (treatment === 'breaching' || treatment === 'notBreaching') continue;
      yield {
        about: composite,
        summary: `NOT ALARM("${name}") also holds while "${name}" is in INSUFFICIENT_DATA.`,
        details: `It starts there, and ${treatment === 'missing' ? 'goes there whenever data is missing' : 'stays there until data arrives'}. Write OK("${name}") if you mean that everything is fine.`,
      };
    }
});

/** The alarms whose not being in ALARM makes the rule true; `negated` tells whether the rule stands under NOT. */
function negatedAlarms(rule: CompositeRule, negated: boolean): string[] {
  switch (rule.kind) {
    case 'and':
    case 'or':
      return rule.operands.flatMap((operand) => negatedAlarms(operand, negated));
    case 'group':
      return negatedAlarms(rule.operand, negated);
    case 'not':
      return negatedAlarms(rule.operand, !negated);
    case 'state':
      return negated && rule.state === 'ALARM' ? [alarmReference(rule.reference.alarm).name] : [];
    case 'at-least':
      return negated !== rule.negated && rule.state === 'ALARM'
        ? rule.references.map(({ alarm }) => alarmReference(alarm).name)
        : [];
    case 'constant':
      break;
  }
  return [];
}
