import { parsedFilters } from '../rule/patterns.ts';
import type { OfflineRule } from '../rule/rule.ts';
import { sources } from '../rule/sources.ts';
import { listed } from '../rule/watched.ts';

export const ignoredOptionalTerms: OfflineRule = {
  name: 'ignored-optional-terms',
  severity: 'error',
  summary: 'Terms with `?` beside other terms, which are ignored without a word.',
  source: sources.filterSyntax,
  *check(context) {
    for (const { filter, pattern } of parsedFilters(context)) {
      if (pattern.dialect !== 'unstructured') continue;
      const optional = pattern.terms.filter(({ mode }) => mode === 'optional');
      const others = pattern.terms.filter(({ mode }) => mode !== 'optional');
      if (optional.length === 0 || others.length === 0) continue;
      yield {
        about: filter,
        summary: `Its pattern ignores ${listed(optional.map(({ text }) => `?${text}`))}.`,
        details:
          'CloudWatch Logs ignores every term with ? as soon as a term without one stands beside it. ' +
          'Give every term its ?, or make one filter of each alternative.',
      };
    }
  },
};
