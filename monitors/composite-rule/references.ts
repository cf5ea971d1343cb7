import type { Reference, Rule } from './ast.ts';

/** The alarms that a rule looks at, in the order of the text and as often as they are written. */
export function ruleReferences(rule: Rule): Reference[] {
  switch (rule.kind) {
    case 'and':
    case 'or':
      return rule.operands.flatMap(ruleReferences);
    case 'not':
    case 'group':
      return ruleReferences(rule.operand);
    case 'state':
      return [rule.reference];
    case 'at-least':
      return [...rule.references];
    case 'constant':
    default:
      return [];
  }
}
