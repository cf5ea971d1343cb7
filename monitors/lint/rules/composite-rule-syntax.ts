import { parseRule } from '../../composite-rule/parse.ts';
import { renderTextError } from '../../source/text-error.ts';
import type { OfflineRule } from '../rule/rule.ts';
import { sources } from '../rule/sources.ts';

export const compositeRuleSyntax: OfflineRule = {
  name: 'composite-rule-syntax',
  severity: 'error',
  summary: 'A rule of a composite alarm that does not parse or exceeds its limits.',
  source: sources.putCompositeAlarm,
  *check(context) {
    for (const composite of context.all('composite-alarm')) {
      const parsed = parseRule(composite.rule);
      if (parsed.ok || context.isUnknown(composite.rule)) continue;
      yield {
        about: composite,
        summary: `Its rule does not parse: ${parsed.error.problem}.`,
        details: renderTextError(parsed.error),
      };
    }
  },
};
