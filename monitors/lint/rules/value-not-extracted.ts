import type { DelimitedPattern, FilterPattern } from '../../filter-pattern/syntax/ast.ts';
import { selectorOf } from '../../filter-pattern/parser/selector.ts';
import { parsedFilters } from '../rule/patterns.ts';
import { offlineRule } from '../rule/make-rule.ts';
import { listed } from '../rule/watched.ts';

/** Characters in a metric value. */
const longest = 100;

export const valueNotExtracted = offlineRule('value-not-extracted', function* (context) {
  for (const { filter, pattern } of parsedFilters(context)) {
    const { value, dimensions = {} } = filter.transformation;
    if (value.length > longest)
      yield {
        about: filter,
        summary: `Its metric value has ${value.length} characters; at most ${longest} are allowed.`,
        details:
          'A metric value is a number, a field such as $bytes, or a selector such as $.latency.',
      };
    if (!isNumber(value) && !isExtracted(pattern, value))
      yield {
        about: filter,
        summary: `Its metric value ${value} is ${whatItIs(pattern, value)}.`,
        details: `${extractable(pattern)} A line whose value is not a number publishes nothing.`,
      };
    if (pattern.dialect === 'unstructured' || pattern.dialect === 'regex') continue;
    for (const [name, reference] of Object.entries(dimensions))
      if (!isExtracted(pattern, reference))
        yield {
          about: filter,
          summary: `Its dimension ${name} is ${reference}, which is ${whatItIs(pattern, reference)}.`,
          details: extractable(pattern),
        };
  }
});

function isNumber(text: string): boolean {
  return text.trim() !== '' && Number.isFinite(Number(text));
}

/** Whether a match of the pattern can give a value for a reference such as `$status`, `$7` or `$.latency`. */
function isExtracted(pattern: FilterPattern, reference: string): boolean {
  if (pattern.dialect === 'json') return selectorOf(reference) !== undefined;
  if (pattern.dialect !== 'delimited') return false;
  const name = reference.startsWith('$') ? reference.slice(1) : '';
  return (
    namesOf(pattern).includes(name) || (/^[1-9]\d*$/.test(name) && isUnnamed(pattern, Number(name)))
  );
}

function namesOf(pattern: DelimitedPattern): string[] {
  return pattern.slots.flatMap((slot) =>
    slot.kind === 'field' && slot.name !== undefined ? [slot.name] : [],
  );
}

/** Whether the field at a position, from 1, can be one without a name: those are extracted by their number. */
function isUnnamed({ slots }: DelimitedPattern, position: number): boolean {
  if (slots.length === 0) return true;
  const ellipsis = slots.findIndex(({ kind }) => kind === 'ellipsis');
  if (ellipsis !== -1 && position > ellipsis) return true;
  const slot = slots[position - 1];
  return slot?.kind === 'field' && slot.name === undefined;
}

function whatItIs(pattern: FilterPattern, reference: string): string {
  if (!reference.startsWith('$')) return 'neither a number nor a field';
  if (pattern.dialect === 'json') return 'not a property selector';
  return 'not among the fields of its pattern';
}

function extractable(pattern: FilterPattern): string {
  if (pattern.dialect === 'json')
    return 'A JSON pattern can extract any property, with a selector such as $.latency.';
  if (pattern.dialect !== 'delimited')
    return 'Only JSON and space-delimited patterns extract fields; here the value must be a number.';
  const names = namesOf(pattern).map((name) => `$${name}`);
  return `The pattern names ${listed(names)}; fields without a name are $1, $2 and so on.`;
}
