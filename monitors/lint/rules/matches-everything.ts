import type { Condition, FieldComparison, FilterPattern } from '../../filter-pattern/syntax/ast.ts';
import { clashesIn, conditionsOf, parsedFilters } from '../rule/patterns.ts';
import { offlineRule } from '../rule/make-rule.ts';

export const matchesEverything = offlineRule('matches-everything', function* (context) {
  for (const { filter, pattern } of parsedFilters(context)) {
    const { value, dimensions = {} } = filter.transformation;
    // Fields are named for their values, too: then all lines are meant.
    const uses = value.startsWith('$') || Object.keys(dimensions).length > 0;
    if (!uses && isBare(pattern))
      yield {
        about: filter,
        summary: `Its pattern ${pattern.text} has no condition, so every line counts.`,
        details: remedy(pattern),
      };
    for (const condition of conditionsOf(pattern))
      for (const { subject, texts } of clashesIn(condition, 'or', '!='))
        yield {
          about: filter,
          summary: `\`${texts.map((text) => `${subject} != ${text}`).join(' || ')}\` is true of every value.`,
          details:
            'What is equal to one is not equal to the other. To exclude both, join them with &&.',
        };
  }
});

function isBare(pattern: FilterPattern): boolean {
  return (
    pattern.dialect === 'delimited' &&
    pattern.slots.every((slot) => slot.kind === 'ellipsis' || isOpen(slot.condition))
  );
}

/** Whether a field may be anything. */
function isOpen(condition: Condition<FieldComparison> | undefined): boolean {
  return (
    condition === undefined ||
    (condition.kind === 'compare' &&
      condition.operator === '=' &&
      condition.value.kind === 'text' &&
      /^\*+$/.test(condition.value.text))
  );
}

function remedy(pattern: FilterPattern): string {
  const names = pattern.dialect === 'delimited' ? pattern.slots : [];
  const word = names
    .map((slot) => (slot.kind === 'field' ? (slot.name ?? '') : ''))
    .find((name) => /^[A-Z][A-Z_]+$|^(?:error|exception|warn|warning|fatal|critical)$/i.test(name));
  if (word === undefined)
    return 'Give a field a condition, such as status = 5*; where every line is meant, leave the pattern empty.';
  return `${word} is the name of a field here. For lines with the word, write "${word}"; for [${word}] with its brackets, "[${word}]"; for a field that is the word, [..., level = ${word}, ...].`;
}
