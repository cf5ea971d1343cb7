import type { CompositeAlarm } from '../../definitions/composite-alarm.ts';
import type { MetricAlarm } from '../../definitions/metric-alarm.ts';
import { childrenOf } from '../../composite-rule/named-alarms.ts';
import { offlineRule } from '../rule/make-rule.ts';

const most = 150;

export const tooManyParents = offlineRule('too-many-parents', function* (context) {
  const parents = new Map<MetricAlarm | CompositeAlarm, number>();
  for (const composite of context.all('composite-alarm'))
    for (const name of childrenOf(composite)) {
      const child = context.alarmNamed(name, context.regionOf(composite));
      if (child !== undefined) parents.set(child, (parents.get(child) ?? 0) + 1);
    }
  for (const [alarm, count] of parents)
    if (count > most)
      yield {
        about: alarm,
        summary: `It is a child of ${count} composite alarms; at most ${most} are allowed.`,
        details: 'Put a composite alarm between it and its parents.',
      };
});
