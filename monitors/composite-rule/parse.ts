import { alarmStates } from '../definitions/alarm-state.ts';
import { rejectable } from '../source/rejection.ts';
import type { TextError } from '../../core/source/text-error.ts';
import type { Rule } from './ast.ts';
import { parseAtLeast } from './at-least.ts';
import { acceptWord, expectSign, peekWord, rejectFound, type Cursor } from './cursor.ts';
import { reject, skipBlanks } from '../source/cursor.ts';
import { compositeRuleLimits } from './limits.ts';
import { parseReference } from './reference.ts';
import { ruleReferences } from './references.ts';

export type ParsedRule =
  | { readonly ok: true; readonly rule: Rule; readonly elements: number }
  | { readonly ok: false; readonly error: TextError };

/**
 * Parses a composite alarm's rule, or says where it is wrong. NOT binds more than AND, and AND more than OR; AWS prints no
 * precedence, so a rule that needs it is better written with parentheses (see `mixedOperators`). Words are in capitals, as
 * AWS documents them, but for TRUE and FALSE, which it also writes `False`.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-combining.html
 *
 * @example
 *   parseRule('ALARM(cpu) AND NOT ALARM("a deployment")'); // { ok: true, rule, elements: 2 }
 *   parseRule('ALARM(cpu) ADN OK(disk)'); // { ok: false, error: { offset: 11, problem: '"ADN" is not allowed here', ... } }
 */
export function parseRule(text: string): ParsedRule {
  const cursor: Cursor = { text, end: text.length, offset: 0, elements: 0 };
  const parsed = rejectable(text, () => parseWhole(cursor));
  return parsed.ok ? { ok: true, rule: parsed.value, elements: cursor.elements } : parsed;
}

function parseWhole(cursor: Cursor): Rule {
  const { length, children, elements } = compositeRuleLimits;
  if (cursor.text.length > length)
    reject(cursor, `it has ${cursor.text.length} characters`, `at most ${length}`, length);
  skipBlanks(cursor);
  const rule = parseOr(cursor);
  if (cursor.offset < cursor.text.length) rejectFound(cursor, 'AND, OR or the end of the rule');
  if (cursor.elements > elements)
    reject(cursor, `it has ${cursor.elements} elements`, `at most ${elements}`, 0);
  const alarms = new Set(ruleReferences(rule).map(({ alarm }) => alarm)).size;
  if (alarms > children) reject(cursor, `it refers to ${alarms} alarms`, `at most ${children}`, 0);
  return rule;
}

function parseOr(cursor: Cursor): Rule {
  return parseChain(cursor, 'OR', 'or', parseAnd);
}

function parseAnd(cursor: Cursor): Rule {
  return parseChain(cursor, 'AND', 'and', parseFactor);
}

function parseChain(
  cursor: Cursor,
  word: string,
  kind: 'and' | 'or',
  parseOperand: (cursor: Cursor) => Rule,
): Rule {
  const first = parseOperand(cursor);
  const operands = [first];
  while (acceptWord(cursor, word)) operands.push(parseOperand(cursor));
  return operands.length === 1 ? first : { kind, operands };
}

function parseFactor(cursor: Cursor): Rule {
  let negations = 0;
  while (acceptWord(cursor, 'NOT')) negations += 1;
  let rule = parseOperand(cursor);
  for (; negations > 0; negations -= 1) rule = { kind: 'not', operand: rule };
  return rule;
}

const operand = 'ALARM(...), OK(...), INSUFFICIENT_DATA(...), AT_LEAST(...), NOT, TRUE, FALSE or (';

function parseOperand(cursor: Cursor): Rule {
  if (cursor.text.charAt(cursor.offset) === '(') return parseGroup(cursor);
  const state = alarmStates.find((name) => acceptWord(cursor, name));
  if (state !== undefined) {
    expectSign(cursor, '(', `( after ${state}`);
    const reference = parseReference(cursor);
    expectSign(cursor, ')', ') after the alarm');
    return { kind: 'state', state, reference };
  }
  if (acceptWord(cursor, 'AT_LEAST')) return parseAtLeast(cursor);
  const word = peekWord(cursor);
  if (!/^(?:true|false)$/i.test(word)) return rejectFound(cursor, operand);
  acceptWord(cursor, word);
  cursor.elements += 1;
  return { kind: 'constant', value: word.toUpperCase() === 'TRUE' };
}

/** Each pair of parentheses is an element, so that their limit also bounds the depth of this recursion. */
function parseGroup(cursor: Cursor): Rule {
  cursor.elements += 1;
  if (cursor.elements > compositeRuleLimits.elements)
    reject(cursor, 'it has too many elements', `at most ${compositeRuleLimits.elements}`);
  expectSign(cursor, '(', '(');
  const inner = parseOr(cursor);
  expectSign(cursor, ')', 'AND, OR or )');
  return { kind: 'group', operand: inner };
}
