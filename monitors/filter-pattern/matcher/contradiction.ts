import type { Comparison, Value } from '../syntax/ast.ts';
import { numberOf } from '../parser/value.ts';
import { globTest } from './glob.ts';
import type { JsonScalar } from './json-values.ts';

/** What a comparison that failed says of the text of a field: `field` and the text stand before it. */
export function fieldContradiction(comparison: Comparison<string>, text: string): string {
  const { operator, value } = comparison;
  const ordering = operator !== '=' && operator !== '!=';
  if (ordering && numberOf(text) === undefined)
    return `is not a number, so it is not ${operator} ${shownValue(value)}`;
  return `${contradiction(comparison)}${caseHint(comparison, text, true)}`;
}

/** The same of a scalar of a JSON event. */
export function scalarContradiction(comparison: Comparison<unknown>, scalar: JsonScalar): string {
  const { operator, value } = comparison;
  if (scalar === null) return 'cannot be compared: test for it with IS NULL';
  const kind = typeof scalar;
  if (value.kind === 'number' && kind !== 'number')
    return operator === '='
      ? `is a ${kind}, not the number ${shownValue(value)}`
      : `is a ${kind}, so it is not ${operator} ${shownValue(value)}`;
  if (value.kind === 'text' && value.quoted && kind !== 'string')
    return `is a ${kind}, and ${shownValue(value)} in quotes matches strings only`;
  return `${contradiction(comparison)}${caseHint(comparison, String(scalar), false)}`;
}

function contradiction({ operator, value }: Comparison<unknown>): string {
  const shown = shownValue(value);
  const pattern = value.kind === 'regex' || (value.kind === 'text' && value.text.includes('*'));
  if (operator === '=') return pattern ? `does not match ${shown}` : `is not equal to ${shown}`;
  if (operator === '!=')
    return pattern
      ? `matches ${shown}, which is excluded`
      : `is equal to ${shown}, which is excluded`;
  return `is not ${operator} ${shown}`;
}

function caseHint({ operator, value }: Comparison<unknown>, text: string, interior: boolean) {
  if (operator !== '=' || value.kind !== 'text') return '';
  const holds = globTest(value.text.toLowerCase(), interior)(text.toLowerCase());
  return holds ? ' (case matters)' : '';
}

function shownValue(value: Value): string {
  if (value.kind === 'regex') return `\`%${value.regex.source}%\``;
  // Without its quotes, a text of nothing or of blanks at the ends would not be seen.
  return value.text === value.text.trim() && value.text !== ''
    ? `\`${value.text}\``
    : `\`"${value.text}"\``;
}
