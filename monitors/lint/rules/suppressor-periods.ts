import { offlineRule } from '../rule/make-rule.ts';

/** Alarms are evaluated once a minute. */
const enough = 60;

export const suppressorPeriods = offlineRule('suppressor-periods', function* (context) {
  for (const composite of context.all('composite-alarm')) {
    const { suppressor } = composite;
    if (suppressor === undefined) continue;
    const periods = {
      'wait period': suppressor.waitPeriod,
      'extension period': suppressor.extensionPeriod,
    };
    for (const [what, seconds] of Object.entries(periods)) {
      const valid = Number.isInteger(seconds) && seconds >= 0;
      if (valid && seconds >= enough) continue;
      yield {
        about: composite,
        ...(valid ? {} : { severity: 'error' as const }),
        summary: `Its ${what} is ${seconds} seconds.`,
        details: valid
          ? `Alarms are evaluated once a minute, so the suppressor may start too late or end too early. AWS's examples use ${enough}.`
          : 'Use whole seconds, 0 or more.',
      };
    }
  }
});
