import type { OfflineRule } from '../rule/rule.ts';
import { sources } from '../rule/sources.ts';

export const alarmDescription: OfflineRule = {
  name: 'alarm-description',
  severity: 'info',
  summary: 'An alarm that does not say what it means and what to do.',
  source: sources.putMetricAlarm,
  *check(context) {
    for (const alarm of [...context.all('metric-alarm'), ...context.all('composite-alarm')]) {
      if ((alarm.description ?? '').trim() !== '') continue;
      yield {
        about: alarm,
        summary: 'It has no description.',
        details:
          'The person on call reads it first: say what guests notice, and where the runbook is.',
      };
    }
  },
};
