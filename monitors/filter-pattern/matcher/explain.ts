import type {
  Comparison,
  Condition,
  DelimitedPattern,
  FieldComparison,
  JsonPattern,
  JsonTest,
  UnstructuredPattern,
} from '../syntax/ast.ts';
import { compileCondition, isJoined } from '../syntax/conditions.ts';
import type { CompiledFilterPattern } from './compile.ts';
import { fieldContradiction } from './contradiction.ts';
import { describeProperty } from './describe-property.ts';
import { fieldTest } from './field-test.ts';
import { containerSelectors, eventTest, pointsToContainer } from './json.ts';
import { parseEvent } from './json-values.ts';
import { fieldsFor, layoutOf, placeFields } from './layout.ts';
import { whyNotAnObject } from './not-an-object.ts';
import { shownText } from './shown-text.ts';
import { holdsTerm } from './unstructured.ts';
import { countedTerms } from '../syntax/terms.ts';

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
  if (pattern.dialect === 'regex') {
    const hint = filter.matches(line.replace(/\r$/, ''))
      ? ', but would without the carriage return'
      : '';
    return [`the line does not match \`%${pattern.regex.source}%\`${hint}`];
  }
  return pattern.dialect === 'json'
    ? explainProperties(pattern, line)
    : explainFields(pattern, line);
}

function explainTerms(pattern: UnstructuredPattern, line: string): string[] {
  const counted = countedTerms(pattern);
  const reasons = counted.flatMap((term) => {
    const holds = holdsTerm(line, term);
    const shown = JSON.stringify(term.text);
    if (term.mode === 'exclude')
      return holds ? [`the line contains ${shown}, which is excluded`] : [];
    return holds ? [] : [`the line does not contain ${shown}${otherCase(line, term.text)}`];
  });
  const ignored = pattern.terms.filter((term) => !counted.includes(term) && holdsTerm(line, term));
  return [
    ...reasons,
    ...ignored.map(
      ({ text }) =>
        `the line contains ${JSON.stringify(text)}, but a term with ? is ignored next to terms without`,
    ),
  ];
}

/** How the line spells a term that it holds in other letters only. */
function otherCase(line: string, term: string): string {
  const lower = line.toLowerCase();
  const at = lower.indexOf(term.toLowerCase());
  // A few letters are longer in lower case: then the place found is not the place in the line.
  if (at < 0 || lower.length !== line.length) return '';
  return `, only ${JSON.stringify(line.slice(at, at + term.length))}: case matters`;
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
  return `field \`${test.subject}\` = ${shownText(text)} ${fieldContradiction(test, text)}`;
}

function explainProperties(pattern: JsonPattern, line: string): string[] {
  const event = parseEvent(line);
  if (event === undefined) return [whyNotAnObject(line)];
  const reasons = failing(pattern.condition, (test) => eventTest(test)(event)).map((test) =>
    describeProperty(test, event),
  );
  if (reasons.length > 0) return reasons;
  return containerSelectors(pattern)
    .filter((selector) => pointsToContainer(event, selector))
    .map(({ text }) => `\`${text}\` is an array or an object, so the whole pattern does not match`);
}
