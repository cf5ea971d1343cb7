import type { Comparison, FilterPattern } from '../../filter-pattern/syntax/ast.ts';
import { testsOf } from '../../filter-pattern/syntax/conditions.ts';
import { parsedFilters } from '../rule/patterns.ts';
import type { OfflineRule } from '../rule/rule.ts';
import { sources } from '../rule/sources.ts';

/** Levels of PSR-3 and of others, worse than information. */
const level = /^(?:notice|warn|warning|error|severe|critical|fatal|alert|emergency)$/i;

export const unanchoredLevel: OfflineRule = {
  name: 'unanchored-level',
  severity: 'warning',
  summary: 'A level such as CRITICAL that is matched anywhere in the line.',
  source: sources.filterSyntax,
  *check(context) {
    for (const { filter, pattern } of parsedFilters(context))
      for (const word of new Set(unanchored(pattern)))
        yield {
          about: filter,
          summary: `Its pattern matches "${word}" anywhere in the line, even in an INFO line that quotes it.`,
          details: `Anchor it: a Monolog line reads "channel.LEVEL: message", so ${suggestion(pattern, word)}.`,
        };
  },
};

function suggestion(pattern: FilterPattern, word: string): string {
  const name = word.toUpperCase();
  if (pattern.dialect === 'json') return `test the level itself: \`$.level_name = "${name}"\``;
  if (pattern.dialect === 'delimited') return `search "*.${name}:*"`;
  return `search ".${name}:"`;
}

/** The levels that a pattern searches without anything around them. */
function unanchored(pattern: FilterPattern): string[] {
  switch (pattern.dialect) {
    case 'unstructured':
      return pattern.terms
        .filter(({ mode, text }) => mode !== 'exclude' && level.test(text))
        .map(({ text }) => text);
    case 'regex':
      return pattern.regex.source.split('|').filter((alternative) => level.test(alternative));
    case 'json':
      return testsOf(pattern.condition).flatMap((test) =>
        test.kind === 'compare' && !/level|severity|priority/i.test(test.subject.text)
          ? searchedIn(test)
          : [],
      );
    case 'delimited':
      break;
  }
  // Only the last field is long enough: it takes the rest of the line, unless an ellipsis does.
  const last = pattern.slots.at(-1);
  if (pattern.slots.some(({ kind }) => kind === 'ellipsis')) return [];
  if (last?.kind !== 'field' || last.condition === undefined) return [];
  return testsOf(last.condition).flatMap((test) => searchedIn(test));
}

/** The level that a comparison such as `= "*CRITICAL*"` searches. */
function searchedIn({ operator, value }: Comparison<unknown>): string[] {
  if (operator !== '=' || value.kind === 'number') return [];
  const word =
    value.kind === 'regex' ? value.regex.source : (/^\*(.*)\*$/.exec(value.text)?.[1] ?? '');
  return level.test(word) ? [word] : [];
}
