import { childrenOf } from '../../composite-rule/named-alarms.ts';
import { alarmReference } from '../../aws/arn.ts';
import { offlineRule } from '../rule/make-rule.ts';

export const suppressorIsChild = offlineRule('suppressor-is-child', function* (context) {
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
});
