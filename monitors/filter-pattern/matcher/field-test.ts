import type { Comparison } from '../ast.ts';
import { numberOf } from '../parser/value.ts';
import { searchFor } from '../regex/search.ts';
import type { Notes } from '../undocumented.ts';
import { globTest } from './glob.ts';
import { compareNumbers } from './numbers.ts';

/** Tests the text of one field of a space-delimited line. */
export type FieldTest = (field: string, notes?: Notes) => boolean;

/** Compiles one comparison of a slot. */
export function fieldTest(comparison: Comparison<string>): FieldTest {
  const { operator, value } = comparison;
  if (value.kind === 'number') return numberTest(operator, value);
  const test = value.kind === 'regex' ? searchFor(value.regex) : globTest(value.text, true);
  return operator === '!=' ? (field) => !test(field) : test;
}

function numberTest(
  operator: Comparison<string>['operator'],
  value: { readonly number: number; readonly text: string },
): FieldTest {
  if (operator !== '=' && operator !== '!=') {
    const compare = compareNumbers[operator];
    return (field) => compare(numberOf(field) ?? Number.NaN, value.number);
  }
  const wanted = operator === '=';
  return (field, notes) => {
    if (field === value.text) return wanted;
    if (numberOf(field) !== value.number) return !wanted;
    notes?.add('numeric-equality');
    return wanted;
  };
}
