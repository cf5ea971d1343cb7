import { parseFilterPattern } from '../../filter-pattern/parser/parse.ts';
import type { PatternError } from '../../filter-pattern/syntax/pattern-error.ts';
import { renderPatternError } from '../../filter-pattern/parser/render.ts';
import { offlineRule } from '../rule/make-rule.ts';

export const filterPatternSyntax = offlineRule('filter-pattern-syntax', function* (context) {
  for (const filter of context.all('metric-filter')) {
    const result = parseFilterPattern(filter.pattern);
    if (result.ok || context.isUnknown(filter.pattern)) continue;
    const { problem, expected, awsMessage, column } = result.error;
    yield {
      about: filter,
      summary: `Its pattern does not parse: ${problem}.`,
      details: `Column ${column}: expected ${expected}. AWS would say "${awsMessage}".\n${excerpt(result.error)}`,
    };
  }
});

/** The line of the pattern and the caret, without the sentence before them. */
function excerpt(error: PatternError): string {
  return renderPatternError(error).split('\n').slice(-2).join('\n');
}
