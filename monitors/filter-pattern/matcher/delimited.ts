import type { DelimitedPattern } from '../syntax/ast.ts';
import { compileCondition } from '../syntax/conditions.ts';
import { fieldTest, type FieldTest } from './field-test.ts';
import { fieldsFor, layoutOf } from './layout.ts';
import type { LineTest } from './line-test.ts';

/** A slot's condition, and which field of the line it is about: counted from the end when `index` is negative. */
interface PlacedTest {
  readonly index: number;
  readonly test: FieldTest;
}

export function compileDelimited(pattern: DelimitedPattern): LineTest {
  const layout = layoutOf(pattern.slots);
  const { head, tail } = layout;
  const tests = [
    ...head.map((slot, index) => ({ slot, index })),
    ...tail.map((slot, index) => ({ slot, index: index - tail.length })),
  ].flatMap(({ slot, index }): PlacedTest[] =>
    slot.condition === undefined
      ? []
      : [{ index, test: compileCondition(slot.condition, fieldTest) }],
  );
  return (line, notes) => {
    const fields = fieldsFor(layout, line, notes);
    if (typeof fields === 'number') return false;
    return tests.every(({ index, test }) => test(fields.at(index) ?? '', notes));
  };
}
