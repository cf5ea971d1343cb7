import { parsedFilters } from '../rule/patterns.ts';
import { offlineRule } from '../rule/make-rule.ts';
import { listed } from '../rule/watched.ts';

export const ignoredOptionalTerms = offlineRule('ignored-optional-terms', function* (context) {
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
});
