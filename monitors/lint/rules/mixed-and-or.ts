import { mixedOperators } from '../../composite-rule/mixed.ts';
import { parsedComposites } from '../rule/alarm-names.ts';
import { offlineRule } from '../rule/make-rule.ts';

export const mixedAndOr = offlineRule('mixed-and-or', function* (context) {
  for (const { composite, rule } of parsedComposites(context)) {
    if (!mixedOperators(rule)) continue;
    yield {
      about: composite,
      summary: 'Its rule has AND next to OR without parentheses.',
      details:
        'AWS documents no precedence. Most readers assume AND first, but write it out: a OR (b AND c).',
    };
  }
});
