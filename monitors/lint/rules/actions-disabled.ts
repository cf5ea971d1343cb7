import { offlineRule } from '../rule/make-rule.ts';

export const actionsDisabled = offlineRule('actions-disabled', function* (context) {
  for (const alarm of [...context.all('metric-alarm'), ...context.all('composite-alarm')]) {
    if (alarm.actionsEnabled !== false) continue;
    yield {
      about: alarm,
      summary: 'Its actions are disabled: it notifies no one.',
      details:
        'For a maintenance window use a mute rule, which ends by itself, or delete the alarm.',
    };
  }
});
