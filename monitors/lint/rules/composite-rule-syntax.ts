import { parseRule } from '../../composite-rule/parse.ts';
import { renderTextError } from '../../../core/source/text-error.ts';
import { offlineRule } from '../rule/make-rule.ts';

export const compositeRuleSyntax = offlineRule('composite-rule-syntax', function* (context) {
  for (const composite of context.all('composite-alarm')) {
    const parsed = parseRule(composite.rule);
    if (parsed.ok || context.isUnknown(composite.rule)) continue;
    yield {
      about: composite,
      summary: `Its rule does not parse: ${parsed.error.problem}.`,
      details: renderTextError(parsed.error),
    };
  }
});
