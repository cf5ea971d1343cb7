import type { AnyTest, Condition } from './ast.ts';

/** A condition whose operands may be conditions again, seen as a tree over its tests. */
interface Joined<Test extends AnyTest> {
  readonly kind: 'and' | 'or';
  readonly operands: readonly Condition<Test>[];
}

/** Whether a condition joins others, rather than being a test itself. */
export function isJoined<Test extends AnyTest>(
  condition: Condition<Test>,
): condition is Joined<Test> {
  return condition.kind === 'and' || condition.kind === 'or';
}

/** Every test of a condition, in the order they are written. */
export function testsOf<Test extends AnyTest>(condition: Condition<Test>): Test[] {
  return isJoined(condition)
    ? condition.operands.flatMap((operand) => testsOf(operand))
    : [condition];
}

/** Works a condition out, given how a single test is; what is not needed for the answer is not looked at. */
export function compileCondition<Test extends AnyTest, Input extends readonly unknown[]>(
  condition: Condition<Test>,
  compileTest: (test: Test) => (...input: Input) => boolean,
): (...input: Input) => boolean {
  if (!isJoined(condition)) return compileTest(condition);
  const operands = condition.operands.map((operand) => compileCondition(operand, compileTest));
  if (condition.kind === 'and') return (...input) => operands.every((operand) => operand(...input));
  return (...input) => operands.some((operand) => operand(...input));
}
