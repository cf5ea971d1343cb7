import { parseRule } from '../../composite-rule/parse.ts';
import { alarmsNamedBy } from '../../composite-rule/named-alarms.ts';
import { offlineRule } from '../rule/make-rule.ts';

export const noActions = offlineRule('no-actions', function* (context) {
  const composites = context.all('composite-alarm');
  // A rule that is not known may name any alarm.
  if (composites.some(({ rule }) => context.isUnknown(rule) && !parseRule(rule).ok)) return;
  const used = new Set(composites.flatMap((alarm) => alarmsNamedBy(alarm)));
  for (const alarm of [...context.all('metric-alarm'), ...context.all('composite-alarm')]) {
    if ((alarm.actions?.alarm ?? []).length > 0 || used.has(alarm.name)) continue;
    yield {
      about: alarm,
      summary: 'It notifies no one when it goes to ALARM.',
      details: 'Add an alarm action, or make it part of a composite alarm that has one.',
    };
  }
});
