import { childrenOf } from '../../composite-rule/named-alarms.ts';
import { alarmReference } from '../../aws/arn.ts';
import type { OfflineRule } from '../rule/rule.ts';
import { sources } from '../rule/sources.ts';

export const suppressorIsChild: OfflineRule = {
  name: 'suppressor-is-child',
  severity: 'warning',
  summary: 'A composite alarm that is suppressed by one of its own children, or by itself.',
  source: sources.suppression,
  *check(context) {
    for (const composite of context.all('composite-alarm')) {
      if (composite.suppressor === undefined) continue;
      const { name } = alarmReference(composite.suppressor.alarm);
      if (name !== composite.name && !childrenOf(composite).includes(name)) continue;
      yield {
        about: composite,
        summary: `Its suppressor "${name}" is ${name === composite.name ? 'itself' : 'one of its children'}.`,
        details:
          'What makes it alarm also keeps it from telling anybody. Take an alarm that says why the alarm is no news.',
      };
    }
  },
};
