import { expressionFacts } from '../../metric-math/facts/facts.ts';
import { parseExpression } from '../../metric-math/parser/parse.ts';
import { undocumentedMath } from '../../metric-math/undocumented.ts';
import { expressionsOf } from '../rule/periods.ts';
import { offlineRule } from '../rule/make-rule.ts';

export const undocumentedMetricMath = offlineRule('undocumented-metric-math', function* (context) {
  for (const alarm of context.all('metric-alarm'))
    for (const { id, expression } of expressionsOf(alarm)) {
      const parsed = parseExpression(expression);
      if (!parsed.ok) continue;
      for (const code of expressionFacts(parsed.expression).undocumented)
        yield {
          about: alarm,
          summary: `Its query "${id}" depends on an undocumented point: ${code}.`,
          details: `Assumed here: ${undocumentedMath[code]} Try it on a dashboard, or write it another way.`,
        };
    }
});
