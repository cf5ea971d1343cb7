import { offlineRule } from '../rule/make-rule.ts';

export const alarmDescription = offlineRule('alarm-description', function* (context) {
  for (const alarm of [...context.all('metric-alarm'), ...context.all('composite-alarm')]) {
    if ((alarm.description ?? '').trim() !== '') continue;
    yield {
      about: alarm,
      summary: 'It has no description.',
      details:
        'The person on call reads it first: say what guests notice, and where the runbook is.',
    };
  }
});
