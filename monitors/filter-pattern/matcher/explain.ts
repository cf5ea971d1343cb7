import type {
  Comparison,
  Condition,
  DelimitedPattern,
  FieldComparison,
  JsonPattern,
  JsonTest,
  UnstructuredPattern,
  Value,
} from '../ast.ts';
import { compileCondition, isJoined } from '../conditions.ts';
import type { CompiledFilterPattern } from './compile.ts';
import { fieldTest } from './field-test.ts';
import { containerSelectors, eventTest, pointsToContainer } from './json.ts';
import { isContainer, parseEvent, select, type JsonObject } from './json-values.ts';
import { fieldsFor, layoutOf, placeFields } from './layout.ts';
import { countedTerms, holdsTerm } from './unstructured.ts';

/**
 * Why a line does not match, a reason a line; empty when it matches.
 *
 * @example
 *   explain(compileFilterPattern('[ip, status_code = 4*]'), '127.0.0.1 200')
 *   // ['field `status_code` = "200" does not match `4*`']
 */
export function explain(filter: CompiledFilterPattern, line: string): string[] {
  if (filter.matches(line)) return [];
  const { pattern } = filter;
  if (pattern.dialect === 'unstructured') return explainTerms(pattern, line);
  if (pattern.dialect === 'regex') return [`the line does not match \`%${pattern.regex.source}%\``];
  return pattern.dialect === 'json'
    ? explainProperties(pattern, line)
    : explainFields(pattern, line);
}

function explainTerms(pattern: UnstructuredPattern, line: string): string[] {
  return countedTerms(pattern).flatMap((term) => {
    const holds = holdsTerm(line, term);
    const shown = JSON.stringify(term.text);
    if (term.mode === 'exclude') return holds ? [`the line holds ${shown}, which is excluded`] : [];
    return holds ? [] : [`the line does not hold ${shown}`];
  });
}

/** The tests that keep a condition from holding: of `&&` those that fail, of `||` all. */
function failing<Test extends Comparison<unknown> | JsonTest>(
  condition: Condition<Test>,
  holds: (test: Test) => boolean,
): Test[] {
  if (compileCondition<Test, []>(condition, (test) => () => holds(test))()) return [];
  if (!isJoined(condition)) return [condition];
  return condition.operands.flatMap((operand) => failing(operand, holds));
}

function explainFields(pattern: DelimitedPattern, line: string): string[] {
  const layout = layoutOf(pattern.slots);
  const fields = fieldsFor(layout, line);
  if (typeof fields === 'number') {
    const needed = layout.head.length + layout.tail.length;
    return [`the line has ${fields} of the ${needed} fields that the pattern names`];
  }
  return placeFields(layout, fields).flatMap(({ text, slot }) => {
    if (slot?.condition === undefined) return [];
    return failing(slot.condition, (test) => fieldTest(test)(text)).map((test) =>
      describeField(test, text),
    );
  });
}

function describeField(test: FieldComparison, text: string): string {
  return `field \`${test.subject}\` = ${JSON.stringify(text)} ${contradiction(test)}`;
}

function explainProperties(pattern: JsonPattern, line: string): string[] {
  const event = parseEvent(line);
  if (event === undefined) return ['the line is not one JSON object'];
  const reasons = failing(pattern.condition, (test) => eventTest(test)(event)).map((test) =>
    describeProperty(test, event),
  );
  if (reasons.length > 0) return reasons;
  return containerSelectors(pattern)
    .filter((selector) => pointsToContainer(event, selector))
    .map(({ text }) => `\`${text}\` is an array or an object, so the whole pattern does not match`);
}

function describeProperty(test: JsonTest, event: JsonObject): string {
  const name = `\`${test.subject.text}\``;
  const values = select(event, test.subject);
  const [value] = values;
  if (test.kind === 'not-exists') return `${name} exists`;
  if (value === undefined)
    return `${name} does not exist${test.kind === 'compare' && test.operator === '!=' ? ', and a missing property is not different from a value' : ''}`;
  if (values.every(isContainer)) return `${name} is an array or an object, which no test is about`;
  const scalars = values.filter((each) => !isContainer(each));
  const shown = `${name} = ${scalars.map((each) => JSON.stringify(each)).join(', ')}`;
  return test.kind === 'is'
    ? `${shown} is not ${test.constant}`
    : `${shown} ${contradiction(test)}`;
}

/** What a comparison that failed says of its subject. */
function contradiction({ operator, value }: Comparison<unknown>): string {
  const shown = describeValue(value);
  const pattern = value.kind === 'regex' || (value.kind === 'text' && value.text.includes('*'));
  if (operator === '=') return pattern ? `does not match ${shown}` : `is not equal to ${shown}`;
  if (operator === '!=')
    return pattern
      ? `matches ${shown}, which is excluded`
      : `is equal to ${shown}, which is excluded`;
  return `is not ${operator} ${shown}`;
}

function describeValue(value: Value): string {
  if (value.kind === 'regex') return `\`%${value.regex.source}%\``;
  return `\`${value.text}\``;
}
