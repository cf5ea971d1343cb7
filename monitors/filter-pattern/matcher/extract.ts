import type { DelimitedPattern, JsonPattern } from '../syntax/ast.ts';
import { testsOf } from '../syntax/conditions.ts';
import { selectorOf } from '../parser/selector.ts';
import type { Notes } from '../syntax/undocumented.ts';
import type { CompiledFilterPattern } from './compile.ts';
import { isContainer, parseEvent, select } from './json-values.ts';
import { fieldsFor, layoutOf, placeFields } from './layout.ts';
import { notePrecision } from './numbers.ts';

/**
 * The values that a matching line gives to a metric: `$name` for named fields, `$1`, `$2`, ... for unnamed ones, and the
 * selectors of a JSON pattern. Unstructured patterns and regular expressions give none. `references` asks for these
 * values only; with a JSON pattern they may be any selectors, as in a metric value or a dimension. What the line does
 * not have is left out. Undefined when the line does not match.
 *
 * @example
 *   const filter = compileFilterPattern('{ $.level >= 500 }');
 *   extract(filter, '{"level":500,"channel":"payment"}', ['$.channel']); // { '$.channel': 'payment' }
 */
export function extract(
  filter: CompiledFilterPattern,
  line: string,
  references?: readonly string[],
): Readonly<Record<string, string>> | undefined {
  return filter.matches(line) ? extractNoting(filter, line, undefined, references) : undefined;
}

/** `extract` of a line that is known to match; notes what the values rest on that AWS does not document. */
export function extractNoting(
  filter: CompiledFilterPattern,
  line: string,
  notes: Notes | undefined,
  references?: readonly string[],
): Readonly<Record<string, string>> {
  const { pattern } = filter;
  if (pattern.dialect === 'json')
    return extractProperties(line, references ?? selectorsOf(pattern), notes);
  if (pattern.dialect === 'delimited')
    return pickReferences(extractFields(pattern, line), references);
  return {};
}

function selectorsOf(pattern: JsonPattern): string[] {
  return testsOf(pattern.condition).map((test) => test.subject.text);
}

function extractProperties(
  line: string,
  references: readonly string[],
  notes: Notes | undefined,
): Record<string, string> {
  const event = parseEvent(line);
  if (event === undefined) return {};
  return Object.fromEntries(
    references.flatMap((reference): [string, string][] => {
      const selector = selectorOf(reference);
      const [value] = selector === undefined ? [] : select(event, selector);
      if (value === undefined || value === null || isContainer(value)) return [];
      if (typeof value === 'number') notePrecision(notes, value);
      return [[reference, String(value)]];
    }),
  );
}

function extractFields(pattern: DelimitedPattern, line: string): Record<string, string> {
  const layout = layoutOf(pattern.slots);
  const fields = fieldsFor(layout, line);
  if (typeof fields === 'number') return {};
  return Object.fromEntries(
    placeFields(layout, fields).map(({ position, text, slot }): [string, string] => [
      `$${slot?.name ?? position}`,
      text,
    ]),
  );
}

function pickReferences(
  values: Record<string, string>,
  references: readonly string[] | undefined,
): Record<string, string> {
  if (references === undefined) return values;
  return Object.fromEntries(Object.entries(values).filter(([name]) => references.includes(name)));
}
