import { parsedFilters } from '../rule/patterns.ts';
import type { OfflineRule } from '../rule/rule.ts';
import { sources } from '../rule/sources.ts';
import { listed } from '../rule/watched.ts';

export const ignoredOptionalTerms: OfflineRule = {
  name: 'ignored-optional-terms',
  severity: 'error',
  summary: 'Terms with `?` next to other terms, which are silently ignored.',
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
          'CloudWatch Logs ignores every term with ? as soon as the pattern has a term without one. ' +
          'Put ? on every term, or use one filter for each alternative.',
      };
    }
  },
};
