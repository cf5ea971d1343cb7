import type { AlarmState } from '../definitions/alarm-state.ts';
import type { Rule } from './ast.ts';
import { holdsAtLeast } from './at-least.ts';

/** Whether a rule holds, given the states of the alarms it looks at, by the name or ARN that it writes. */
export function ruleHolds(rule: Rule, stateOf: (alarm: string) => AlarmState): boolean {
  switch (rule.kind) {
    case 'and':
      return rule.operands.every((operand) => ruleHolds(operand, stateOf));
    case 'or':
      return rule.operands.some((operand) => ruleHolds(operand, stateOf));
    case 'not':
      return !ruleHolds(rule.operand, stateOf);
    case 'group':
      return ruleHolds(rule.operand, stateOf);
    case 'constant':
      return rule.value;
    case 'state':
      return stateOf(rule.reference.alarm) === rule.state;
    case 'at-least':
    default:
      return holdsAtLeast(rule, stateOf);
  }
}
