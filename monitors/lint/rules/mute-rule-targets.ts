import { offlineRule } from '../rule/make-rule.ts';

const most = 100;

export const muteRuleTargets = offlineRule('mute-rule-targets', function* (context) {
  for (const mute of context.all('mute-rule')) {
    const { length } = mute.alarms ?? [];
    if (length > most)
      yield {
        about: mute,
        summary: `It mutes ${length} alarms; at most ${most} are allowed.`,
        details: 'Mute the composite alarms that notify for them, or use several rules.',
      };
    else if (length === 0)
      yield {
        about: mute,
        severity: 'warning',
        summary: 'It mutes no alarm.',
        details: 'List the alarms to mute.',
      };
  }
});
