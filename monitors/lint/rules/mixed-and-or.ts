import { mixedOperators } from '../../composite-rule/mixed.ts';
import { parsedComposites } from '../rule/alarm-names.ts';
import type { OfflineRule } from '../rule/rule.ts';
import { sources } from '../rule/sources.ts';

export const mixedAndOr: OfflineRule = {
  name: 'mixed-and-or',
  severity: 'warning',
  summary: 'AND next to OR without parentheses in a composite rule.',
  source: sources.combining,
  *check(context) {
    for (const { composite, rule } of parsedComposites(context)) {
      if (!mixedOperators(rule)) continue;
      yield {
        about: composite,
        summary: 'Its rule has AND next to OR without parentheses.',
        details:
          'AWS documents no precedence. Most readers assume AND first, but write it out: a OR (b AND c).',
      };
    }
  },
};
