import type { ChainNode, Node, Operator } from '../ast.ts';
import type { UndocumentedMathCode } from '../undocumented.ts';

/** The choices that a node by itself rests on, where AWS is silent; those of functions are in their overloads. */
export function silencesOf(node: Node): readonly UndocumentedMathCode[] {
  switch (node.kind) {
    case 'text':
      return node.text.includes('\\') ? ['text-escapes'] : [];
    case 'negation':
      return isBare(node.operand, '^') ? ['negated-power'] : [];
    case 'chain':
      return chainSilences(node);
    case 'number':
    case 'reference':
    case 'list':
    case 'call':
    case 'keyword':
    case 'boolean':
    default:
      return [];
  }
}

function chainSilences({ first, rest }: ChainNode): readonly UndocumentedMathCode[] {
  const operator = rest[0]?.operator;
  if (operator === '^') return rest.length > 1 ? ['power-order', 'not-a-number'] : ['not-a-number'];
  if (operator === 'OR') {
    const operands = [first, ...rest.map(({ operand }) => operand)];
    return operands.some((operand) => isBare(operand, 'AND')) ? ['mixed-and-or'] : [];
  }
  return isComparison(operator) && rest.length > 1 ? ['chained-comparison'] : [];
}

/** A chain of this operator without parentheses around it. */
function isBare(node: Node, operator: Operator): boolean {
  return (
    node.kind === 'chain' && node.parenthesized !== true && node.rest[0]?.operator === operator
  );
}

function isComparison(operator: Operator | undefined): boolean {
  return operator !== undefined && ['==', '!=', '<=', '>=', '<', '>'].includes(operator);
}
