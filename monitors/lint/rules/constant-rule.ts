import { ruleReferences } from '../../composite-rule/references.ts';
import { parsedComposites } from '../rule/alarm-names.ts';
import type { OfflineRule } from '../rule/rule.ts';
import { sources } from '../rule/sources.ts';

export const constantRule: OfflineRule = {
  name: 'constant-rule',
  severity: 'warning',
  summary: 'A composite rule that refers to no alarm, so its state never changes.',
  source: sources.combining,
  *check(context) {
    for (const { composite, rule } of parsedComposites(context)) {
      if (ruleReferences(rule).length > 0) continue;
      yield {
        about: composite,
        summary: `Its rule ${composite.rule.trim()} refers to no alarm.`,
        details:
          'Its state never changes. TRUE and FALSE are for breaking a cycle of alarms by hand, and for tests.',
      };
    }
  },
};
