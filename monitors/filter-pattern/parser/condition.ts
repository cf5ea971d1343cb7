import type { AnyTest, Condition } from '../syntax/ast.ts';
import { rejectFound, type PatternCursor } from '../syntax/cursor.ts';
import { accept, peek, skipBlanks } from '../../source/cursor.ts';

/** What differs between the dialects: how a test is read, and who hears of `&&` and `||` side by side. */
export interface TestParser<Test extends AnyTest> {
  /** Parses one test (`subject operator value` and the like) at the cursor. */
  readonly parseTest: (cursor: PatternCursor) => Test;
  readonly onMixed?: () => unknown;
}

/** Tests joined by `&&` and `||` with parentheses; precedence `()` over `&&` over `||`. */
export function parseCondition<Test extends AnyTest>(
  cursor: PatternCursor,
  parser: TestParser<Test>,
): Condition<Test> {
  let bareAnd = false;
  const condition = parseJoined('or', '||', cursor, () => {
    let operands = 0;
    const operand = parseJoined('and', '&&', cursor, () => {
      operands += 1;
      return parseOperand(cursor, parser);
    });
    bareAnd ||= operands > 1;
    return operand;
  });
  if (bareAnd && condition.kind === 'or') parser.onMixed?.();
  return condition;
}

function parseJoined<Test extends AnyTest>(
  kind: 'and' | 'or',
  token: '&&' | '||',
  cursor: PatternCursor,
  parseNext: () => Condition<Test>,
): Condition<Test> {
  const first = parseNext();
  const operands: Condition<Test>[] = [first];
  for (;;) {
    skipBlanks(cursor);
    if (!accept(cursor, token)) break;
    operands.push(parseNext());
  }
  if (peek(cursor) === token.charAt(0)) rejectFound(cursor, 'alone', token);
  return operands.length === 1 ? first : { kind, operands };
}

function parseOperand<Test extends AnyTest>(
  cursor: PatternCursor,
  parser: TestParser<Test>,
): Condition<Test> {
  skipBlanks(cursor);
  if (!accept(cursor, '(')) return parser.parseTest(cursor);
  const inner = parseCondition(cursor, parser);
  skipBlanks(cursor);
  if (!accept(cursor, ')')) rejectFound(cursor, 'after a condition', 'a closing ), && or ||');
  return inner;
}
