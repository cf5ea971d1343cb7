import type { ChainNode, Expression, Node } from './ast.ts';
import { precedence } from './operators.ts';

/** How tightly a part holds together: the levels of precedence, then the minus sign, then what stands alone. */
const power = precedence.length - 1;
const alone = precedence.length;

/** The text of an expression in one form: single spaces around operators, no parentheses that change nothing. */
export function printExpression(expression: Expression): string {
  return expression.language === 'metric-math' ? print(expression.root) : expression.text;
}

function print(node: Node): string {
  switch (node.kind) {
    case 'number':
      return String(node.value);
    case 'reference':
      return node.id;
    case 'text':
      return `${node.quote}${node.text}${node.quote}`;
    case 'keyword':
      return node.name;
    case 'boolean':
      return String(node.value);
    case 'list':
      return `[${node.items.map(print).join(', ')}]`;
    case 'call':
      return `${node.name}(${node.arguments.map(print).join(', ')})`;
    case 'negation':
      return `-${printAt(node.operand, power - 0.5)}`;
    case 'chain':
    default:
      return printChain(node);
  }
}

function printChain(node: ChainNode): string {
  const above = strengthOf(node) + 0.5;
  const rest = node.rest.map(({ operator, operand }) => `${operator} ${printAt(operand, above)}`);
  return [printAt(node.first, above), ...rest].join(' ');
}

/** In parentheses when the part holds less tightly than its place needs. */
function printAt(node: Node, strength: number): string {
  return strengthOf(node) < strength ? `(${print(node)})` : print(node);
}

function strengthOf(node: Node): number {
  if (node.kind === 'negation') return power - 0.5;
  if (node.kind !== 'chain') return alone;
  const [first] = node.rest;
  return precedence.findIndex(
    (operators) => first !== undefined && operators.includes(first.operator),
  );
}
