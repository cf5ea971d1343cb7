import type { Comparison, Operator, Selector, Value } from '../syntax/ast.ts';
import type { Notes } from '../syntax/undocumented.ts';
import { globTest } from './glob.ts';
import type { JsonScalar } from './json-values.ts';
import type { LineTest } from './line-test.ts';
import { compareNumbers, notePrecision } from './numbers.ts';
import { regexTest } from './regex-test.ts';

/** Tests one scalar of a JSON event. */
export type ScalarTest = (scalar: JsonScalar, notes?: Notes) => boolean;

/** Compiles the right side of a comparison; null is never equal nor different. */
export function scalarTest(comparison: Comparison<Selector>): ScalarTest {
  const { operator, value } = comparison;
  const test =
    value.kind === 'number' ? numberTest(operator, value.number) : textTest(operator, value);
  return (scalar, notes) => {
    if (scalar !== null) return test(scalar, notes);
    notes?.add('comparison-with-null');
    return false;
  };
}

type PresentTest = (scalar: string | number | boolean, notes?: Notes) => boolean;

function numberTest(operator: Operator, number: number): PresentTest {
  const compare = compareNumbers[operator];
  return (scalar, notes) => {
    if (typeof scalar === 'number') {
      notePrecision(notes, scalar, number);
      return compare(scalar, number);
    }
    notes?.add('number-against-text');
    return operator === '!=';
  };
}

function textTest(operator: Operator, value: Exclude<Value, { kind: 'number' }>): PresentTest {
  const equals: LineTest =
    value.kind === 'regex' ? regexTest(value.regex) : globTest(value.text, false);
  const quoted = value.kind === 'text' && value.quoted;
  const anything = value.kind === 'text' && value.text === '*';
  const holds = (scalar: string | number | boolean, notes?: Notes): boolean => {
    if (typeof scalar === 'string') return equals(scalar, notes);
    return quoted ? differentKind(notes) : asText(scalar, equals, anything ? undefined : notes);
  };
  return operator === '!=' ? (scalar, notes) => !holds(scalar, notes) : holds;
}

function differentKind(notes: Notes | undefined): boolean {
  notes?.add('quoted-against-number');
  return false;
}

function asText(scalar: number | boolean, equals: LineTest, notes: Notes | undefined): boolean {
  notes?.add('text-against-number');
  return equals(String(scalar));
}
