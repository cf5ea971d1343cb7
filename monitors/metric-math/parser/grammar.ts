import type { Link, Node, Operator } from '../ast.ts';
import { precedence } from '../operators.ts';
import { Rejection } from '../../source/rejection.ts';
import type { Token } from './lexer.ts';
import { parseName } from './names.ts';
import {
  expectSign,
  isSign,
  nested,
  next,
  peek,
  takeSign,
  unexpected,
  type Tokens,
} from './tokens.ts';

const operand = 'a metric id, a number, a function or "("';

/** Powers bind tighter than a minus sign, which binds tighter than the levels before. */
const power = precedence.length - 1;

/** A whole expression: nothing may follow. */
export function parseWhole(tokens: Tokens): Node {
  const root = parseLevel(tokens, 0);
  const rest = peek(tokens);
  if (rest.kind !== 'end') throw afterOperand(rest);
  return root;
}

function parseLevel(tokens: Tokens, level: number): Node {
  const operators = precedence[level] ?? [];
  const parseOperand = () =>
    level + 1 < power ? parseLevel(tokens, level + 1) : parseSigned(tokens);
  return parseChain(tokens, operators, parseOperand, parseOperand);
}

/** Operands of one precedence in a row: a single one stands for itself. */
function parseChain(
  tokens: Tokens,
  operators: readonly Operator[],
  parseFirst: () => Node,
  parseOther: () => Node,
): Node {
  const first = parseFirst();
  const rest: Link[] = [];
  for (;;) {
    const token = peek(tokens);
    const operator = operatorOf(token);
    if (operator === undefined || !operators.includes(operator)) break;
    next(tokens);
    rest.push({ operator, operand: parseOther(), offset: token.offset });
  }
  return rest.length === 0 ? first : { kind: 'chain', first, rest, offset: first.offset };
}

const aliases: Readonly<Record<string, Operator>> = { '&&': 'AND', '||': 'OR' };
const operators = new Map<string, Operator>([
  ...precedence.flat().map((operator) => [operator, operator] as const),
  ...Object.entries(aliases),
]);

function operatorOf(token: Token): Operator | undefined {
  return token.kind === 'sign' || token.kind === 'name' ? operators.get(token.text) : undefined;
}

function parseSigned(tokens: Tokens): Node {
  const { offset } = peek(tokens);
  if (takeSign(tokens, '-'))
    return {
      kind: 'negation',
      operand: nested(tokens, offset, () => parseSigned(tokens)),
      offset,
    };
  const parseExponent = () =>
    isSign(peek(tokens), '-') ? parseSigned(tokens) : parsePrimary(tokens);
  return parseChain(tokens, precedence[power] ?? [], () => parsePrimary(tokens), parseExponent);
}

function parsePrimary(tokens: Tokens): Node {
  const token = next(tokens);
  const { offset } = token;
  if (isSign(token, '('))
    return nested(tokens, offset, () => {
      const inner = parseLevel(tokens, 0);
      expectSign(tokens, ')', '")" or an operator');
      return inner.kind === 'chain' ? { ...inner, parenthesized: true } : inner;
    });
  if (isSign(token, '['))
    return nested(tokens, offset, () => ({
      kind: 'list',
      items: parseItems(tokens, ']'),
      offset,
    }));
  if (token.kind === 'number') return numberNode(token);
  if (token.kind === 'text') return { kind: 'text', text: token.text, quote: token.quote, offset };
  if (token.kind === 'name')
    return parseName(token, isSign(peek(tokens), '('), () => {
      next(tokens);
      return nested(tokens, offset, () => (takeSign(tokens, ')') ? [] : parseItems(tokens, ')')));
    });
  throw unexpected(token, operand);
}

function parseItems(tokens: Tokens, close: string): Node[] {
  const items = [parseLevel(tokens, 0)];
  while (takeSign(tokens, ',')) items.push(parseLevel(tokens, 0));
  expectSign(tokens, close, `"," or "${close}" or an operator`);
  return items;
}

function numberNode({ text, offset }: Token): Node {
  const value = Number(text);
  if (!Number.isFinite(value))
    throw new Rejection(offset, `${text} is too large`, 'a number that a double can hold');
  return { kind: 'number', value, offset };
}

/** Words that look like operators of other languages. */
function afterOperand(token: Token): Rejection {
  const upper = token.text.toUpperCase();
  if (token.kind === 'name' && (upper === 'AND' || upper === 'OR'))
    return new Rejection(
      token.offset,
      `"${token.text}" is not an operator`,
      `${upper}: operators are written in upper case`,
    );
  return unexpected(token, 'an operator or the end');
}
