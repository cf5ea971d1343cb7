import type { Rule } from './ast.ts';
import { printReference } from './reference.ts';

/** A rule as text, every name between quotes. What it gives parses to the same rule, but for offsets. */
export function printRule(rule: Rule): string {
  switch (rule.kind) {
    case 'and':
      return rule.operands.map(printRule).join(' AND ');
    case 'or':
      return rule.operands.map(printRule).join(' OR ');
    case 'not':
      return `NOT ${printRule(rule.operand)}`;
    case 'group':
      return `(${printRule(rule.operand)})`;
    case 'constant':
      return rule.value ? 'TRUE' : 'FALSE';
    case 'state':
      return `${rule.state}(${printReference(rule.reference)})`;
    case 'at-least':
    default: {
      const minimum = `${rule.minimum}${rule.percent ? '%' : ''}`;
      const condition = `${rule.negated ? 'NOT ' : ''}${rule.state}`;
      return `AT_LEAST(${minimum}, ${condition}, (${rule.references.map(printReference).join(', ')}))`;
    }
  }
}
