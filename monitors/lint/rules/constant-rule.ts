import { ruleReferences } from '../../composite-rule/references.ts';
import { parsedComposites } from '../rule/alarm-names.ts';
import { offlineRule } from '../rule/make-rule.ts';

export const constantRule = offlineRule('constant-rule', function* (context) {
  for (const { composite, rule } of parsedComposites(context)) {
    if (ruleReferences(rule).length > 0) continue;
    yield {
      about: composite,
      summary: `Its rule ${composite.rule.trim()} refers to no alarm.`,
      details:
        'Its state never changes. TRUE and FALSE are for breaking a cycle of alarms by hand, and for tests.',
    };
  }
});
