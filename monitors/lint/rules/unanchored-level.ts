import type { Comparison, FilterPattern } from '../../filter-pattern/syntax/ast.ts';
import { testsOf } from '../../filter-pattern/syntax/conditions.ts';
import type { MetricFilter } from '../../definitions/metric-filter.ts';
import type { LintContext } from '../rule/context.ts';
import { parsedFilters } from '../rule/patterns.ts';
import { offlineRule } from '../rule/make-rule.ts';

/** Levels of PSR-3 and of others, worse than information. */
const level = /^(?:notice|warn|warning|error|severe|critical|fatal|alert|emergency)$/i;

export const unanchoredLevel = offlineRule('unanchored-level', function* (context) {
  for (const { filter, pattern } of parsedFilters(context))
    for (const word of new Set(unanchored(pattern)))
      yield {
        about: filter,
        summary: `Its pattern matches "${word}" anywhere in the line, even in an INFO line that quotes it.`,
        details: suggestion(context, filter, pattern, word),
      };
});

/** How the level stands in the lines, as far as other patterns of the log group and its name tell. */
function suggestion(context: LintContext, filter: MetricFilter, own: FilterPattern, word: string) {
  const level = word.toUpperCase();
  const others = [...parsedFilters(context)]
    .filter((one) => one.filter.logGroup === filter.logGroup && one.filter !== filter)
    .map(({ pattern }) => pattern);
  const property = [own, ...others]
    .flatMap((pattern) => (pattern.dialect === 'json' ? testsOf(pattern.condition) : []))
    .find(({ subject }) => /level|severity|priority/i.test(subject.text));
  const isJson = [own, ...others].some(({ dialect }) => dialect === 'json');
  const json = `{ ${property?.subject.text ?? '$.level'} = "${level}" }`;
  if (isJson) return `Its lines are JSON: test the level itself, ${json}.`;
  const [before, after] = own.dialect === 'delimited' ? ['"*', '*"'] : ['"', '"'];
  const monolog = `${before}.${level}:${after}`;
  if (others.some(({ text }) => /\.[A-Z]+:/.test(text)))
    return `Anchor it: these lines read "channel.LEVEL: message", so search ${monolog}.`;
  if (filter.logGroup.startsWith('/aws/lambda/'))
    return `Lambda's own lines have time, id, level and text: [time, id, level = ${level}, ...].`;
  return `Anchor it by what stands around it in the lines: ${before}[${level}]${after} in brackets, ${monolog} as Monolog writes it, [..., level = ${level}, ...] as a word of its own, ${json} in JSON.`;
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
