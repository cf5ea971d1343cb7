import type { Comparison } from '../syntax/ast.ts';
import { numberOf } from '../parser/value.ts';
import type { Notes } from '../syntax/undocumented.ts';
import { globTest } from './glob.ts';
import type { LineTest } from './line-test.ts';
import { compareNumbers, notePrecision } from './numbers.ts';
import { regexTest } from './regex-test.ts';

/** Tests the text of one field of a space-delimited line. */
export type FieldTest = (field: string, notes?: Notes) => boolean;

/** Compiles one comparison of a slot. */
export function fieldTest(comparison: Comparison<string>): FieldTest {
  const { operator, value } = comparison;
  if (value.kind === 'number') return numberTest(operator, value);
  const test: LineTest =
    value.kind === 'regex' ? regexTest(value.regex) : globTest(value.text, true);
  return operator === '!=' ? (field, notes) => !test(field, notes) : test;
}

function numberTest(
  operator: Comparison<string>['operator'],
  value: { readonly number: number; readonly text: string },
): FieldTest {
  if (operator !== '=' && operator !== '!=') {
    const compare = compareNumbers[operator];
    return (field, notes) => {
      const number = numberOf(field) ?? Number.NaN;
      notePrecision(notes, number, value.number);
      return compare(number, value.number);
    };
  }
  const wanted = operator === '=';
  return (field, notes) => {
    if (field === value.text) return wanted;
    if (numberOf(field) !== value.number) return !wanted;
    notes?.add('numeric-equality');
    notePrecision(notes, value.number);
    return wanted;
  };
}
