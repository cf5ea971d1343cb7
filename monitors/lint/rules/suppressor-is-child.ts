import { childrenOf } from '../../composite-rule/named-alarms.ts';
import { alarmReference } from '../../aws/arn.ts';
import type { OfflineRule } from '../rule/rule.ts';
import { sources } from '../rule/sources.ts';

export const suppressorIsChild: OfflineRule = {
  name: 'suppressor-is-child',
  severity: 'warning',
  summary: 'A composite alarm that one of its own children, or itself, suppresses.',
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
          'What puts it into ALARM also stops its notifications. Use an alarm that explains why this one does not matter.',
      };
    }
  },
};
