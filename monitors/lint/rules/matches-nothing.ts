import type { FilterPattern, Term, Value } from '../../filter-pattern/syntax/ast.ts';
import { testsOf } from '../../filter-pattern/syntax/conditions.ts';
import { clashesIn, conditionsOf, parsedFilters } from '../rule/patterns.ts';
import type { Problem } from '../rule/rule.ts';
import { offlineRule } from '../rule/make-rule.ts';

type Found = Pick<Problem, 'summary' | 'details'>;

export const matchesNothing = offlineRule('matches-nothing', function* (context) {
  for (const { filter, pattern } of parsedFilters(context))
    for (const found of [...inTerms(pattern), ...inConditions(pattern)])
      yield { about: filter, ...found };
});

/** What people write in a term that it does not mean there. */
const mistaken: readonly {
  readonly sign: RegExp;
  readonly because: string;
  readonly remedy: (text: string, all: readonly Term[]) => string;
}[] = [
  {
    sign: /^(?:AND|OR|NOT|\|\|?|&&?)$/,
    because: 'is a term like any other: a line must hold it, and all other terms',
    remedy: (text, all) =>
      /OR|\|/.test(text)
        ? `For either, write ${others(all)
            .map((term) => `?${quoted(term)}`)
            .join(' ')}.`
        : `For all of several, write them one after the other; to exclude one, put - before it: ${others(all).map(quoted).join(' ')}.`,
  },
  {
    sign: /^\*+[^*\s].*[^*\s]\**$|^[^*\s].*[^*\s]\*$/,
    because: 'has stars that are ordinary characters in a term',
    remedy: (text) =>
      `A term matches anywhere in the line: write ${quoted(text.replaceAll(/^\*+|\*+$/g, ''))}.`,
  },
  {
    sign: /^[?-]\S.*\s[?-]\S/,
    because: 'is one term, since the quotes are around all of it',
    remedy: (text) => `Quote each word alone, or none: ${text}.`,
  },
  {
    sign: /^\{\s*\(*\s*\$\.|^\[\s*[\w.]+\s*[=,]/,
    because: 'is a term, since it is in quotes',
    remedy: (text) => `Write the pattern without them: ${text}.`,
  },
  {
    sign: /^%.+%$|^\/.*[\\|^$()+*].*\/$|\.\*/,
    because: 'is no regular expression, since it is a term in quotes',
    remedy: (text) => `Write %${text.replaceAll(/^[%/]|[%/]$/g, '')}% without quotes.`,
  },
  {
    sign: /^\w+(?:\s*\|\|?\s*\w+)+$/,
    because: 'has bars that are ordinary characters in a term',
    remedy: (text) =>
      `For either, write ${text
        .split(/\s*\|+\s*/)
        .map((term) => `?${quoted(term)}`)
        .join(' ')}.`,
  },
];

function quoted(text: string): string {
  return /^\w+$/.test(text) ? text : `"${text}"`;
}

function others(all: readonly Term[]): readonly string[] {
  return all.map(({ text }) => text).filter((text) => !/^(?:AND|OR|NOT|\|\|?|&&?)$/.test(text));
}

function* inTerms(pattern: FilterPattern): Generator<Found> {
  if (pattern.dialect !== 'unstructured') return;
  const { terms } = pattern;
  const wanted = terms.filter(({ mode }) => mode !== 'exclude');
  for (const text of new Set(wanted.map((term) => term.text))) {
    const found = mistaken.find(({ sign }) => sign.test(text));
    if (found === undefined) continue;
    yield {
      summary: `Its term ${text} ${found.because}.`,
      details: found.remedy(text, terms),
    };
  }
  for (const { text } of wanted.filter(({ mode }) => mode === 'include')) {
    const excluded = terms.find((term) => term.mode === 'exclude' && text.includes(term.text));
    if (excluded !== undefined)
      yield {
        summary: `It needs ${quoted(text)} and excludes ${quoted(excluded.text)}, which is part of it.`,
        details: 'No line can have the one without the other. Leave one of them out.',
      };
  }
}

function* inConditions(pattern: FilterPattern): Generator<Found> {
  for (const condition of conditionsOf(pattern)) {
    for (const test of pattern.dialect === 'json' ? testsOf(condition) : [])
      if (test.kind === 'compare' && test.operator === '=' && isNull(test.value)) {
        const subject = typeof test.subject === 'string' ? test.subject : test.subject.text;
        yield {
          summary: `\`${subject} = ${test.value.text}\` is never true: null is equal to nothing.`,
          details: `Write \`${subject} IS NULL\`, or \`${subject} NOT EXISTS\` for events without the property.`,
        };
      }
    for (const { subject, texts } of clashesIn(condition, 'and', '='))
      yield {
        summary: `\`${texts.map((text) => `${subject} = ${text}`).join(' && ')}\` is never true.`,
        details: 'A value is equal to one text only. For either, join them with ||.',
      };
  }
}

function isNull(value: Value): value is Extract<Value, { kind: 'text' }> {
  return value.kind === 'text' && !value.quoted && value.text.toLowerCase() === 'null';
}
