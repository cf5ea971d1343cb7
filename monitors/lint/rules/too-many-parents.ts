import { allAlarms, childrenOf } from '../alarm-names.ts';
import type { OfflineRule } from '../rule.ts';
import { sources } from '../sources.ts';

const most = 150;

export const tooManyParents: OfflineRule = {
  name: 'too-many-parents',
  severity: 'error',
  summary: 'An alarm that is a child of more than 150 composite alarms.',
  source: sources.alarmLimits,
  *check(context) {
    const composites = context.all('composite-alarm');
    for (const alarm of allAlarms(context)) {
      const parents = composites.filter(
        (composite) =>
          context.regionOf(composite) === context.regionOf(alarm) &&
          childrenOf(composite).includes(alarm.name),
      );
      if (parents.length <= most) continue;
      yield {
        about: alarm,
        summary: `It is a child of ${parents.length} composite alarms; at most ${most} are taken.`,
        details: 'Put a composite alarm between it and its parents.',
      };
    }
  },
};
