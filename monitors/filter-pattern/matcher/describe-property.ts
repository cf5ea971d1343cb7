import type { JsonTest } from '../syntax/ast.ts';
import { scalarContradiction } from './contradiction.ts';
import {
  isContainer,
  select,
  type JsonObject,
  type JsonScalar,
  type JsonValue,
} from './json-values.ts';
import { whyMissing } from './missing-property.ts';
import { shownText } from './shown-text.ts';

/** So many of the values that a wildcard selects are shown. */
const mostValues = 5;

/** Why a test of a property does not hold in an event, in a sentence. */
export function describeProperty(test: JsonTest, event: JsonObject): string {
  const name = `\`${test.subject.text}\``;
  const values = select(event, test.subject);
  if (test.kind === 'not-exists') return `${name} exists`;
  if (values.length === 0)
    return `${name} does not exist${whyMissing(event, test.subject)}${missingHint(test)}`;
  const scalars = values.flatMap((value): JsonScalar[] => (isContainer(value) ? [] : [value]));
  if (scalars.length === 0) return containerHint(test.subject.text, values);
  const shown = `${name} = ${shownScalars(scalars)}`;
  if (test.kind === 'is') return `${shown} is not ${test.constant}${wordHint(test, scalars)}`;
  const contradictions = new Set(scalars.map((scalar) => scalarContradiction(test, scalar)));
  return `${shown} ${[...contradictions].slice(0, mostValues).join('; ')}`;
}

function missingHint(test: JsonTest): string {
  if (test.kind === 'is')
    return test.constant === 'NULL' ? ', and a missing property is not NULL' : '';
  return test.kind === 'compare' && test.operator === '!='
    ? ', and != is false for a missing property'
    : '';
}

function containerHint(selector: string, values: readonly JsonValue[]): string {
  const [value, ...others] = values;
  const single = 'a test compares single values';
  if (others.length > 0) return `\`${selector}\` are arrays or objects, and ${single}`;
  return Array.isArray(value)
    ? `\`${selector}\` is an array, and ${single}, such as \`${selector}[0]\``
    : `\`${selector}\` is an object, and ${single}, such as its properties`;
}

function wordHint(test: Extract<JsonTest, { kind: 'is' }>, scalars: readonly JsonScalar[]): string {
  const word = test.constant.toLowerCase();
  return scalars.some((scalar) => typeof scalar === 'string' && scalar.toLowerCase() === word)
    ? ': it is a string'
    : '';
}

function shownScalars(scalars: readonly JsonScalar[]): string {
  const shown = scalars
    .slice(0, mostValues)
    .map((scalar) => (typeof scalar === 'string' ? shownText(scalar) : String(scalar)));
  const more = scalars.length > mostValues ? `, ... (${scalars.length} values)` : '';
  return `${shown.join(', ')}${more}`;
}
