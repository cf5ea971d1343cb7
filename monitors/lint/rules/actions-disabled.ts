import type { OfflineRule } from '../rule/rule.ts';
import { sources } from '../rule/sources.ts';

export const actionsDisabled: OfflineRule = {
  name: 'actions-disabled',
  severity: 'warning',
  summary: 'An alarm with disabled actions.',
  source: sources.putMetricAlarm,
  *check(context) {
    for (const alarm of [...context.all('metric-alarm'), ...context.all('composite-alarm')]) {
      if (alarm.actionsEnabled !== false) continue;
      yield {
        about: alarm,
        summary: 'Its actions are disabled: it notifies no one.',
        details:
          'For a maintenance window use a mute rule, which ends by itself, or delete the alarm.',
      };
    }
  },
};
