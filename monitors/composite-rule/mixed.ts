import type { Rule } from './ast.ts';

/**
 * Whether AND and OR stand side by side without parentheses: AWS prints no precedence, so that what the rule means is
 * only convention (AND first).
 */
export function mixedOperators(rule: Rule): boolean {
  switch (rule.kind) {
    case 'and':
    case 'or':
      return rule.operands.some(
        (operand) => operand.kind === 'and' || operand.kind === 'or' || mixedOperators(operand),
      );
    case 'not':
    case 'group':
      return mixedOperators(rule.operand);
    case 'state':
    case 'at-least':
    case 'constant':
    default:
      return false;
  }
}
