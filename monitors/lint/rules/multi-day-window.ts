import { periodsOf } from '../rule/periods.ts';
import { offlineRule } from '../rule/make-rule.ts';

const day = 86_400;

export const multiDayWindow = offlineRule('multi-day-window', function* (context) {
  for (const alarm of context.all('metric-alarm')) {
    const window = Math.max(0, ...periodsOf(alarm)) * alarm.evaluationPeriods;
    if (!(window > day)) continue;
    yield {
      about: alarm,
      summary: `Its window of ${window} seconds is longer than a day, so it is evaluated once an hour.`,
      details:
        'Only data up to the last full hour counts: it fires and ends up to an hour late. ' +
        'Where minutes matter, add an alarm with a short window.',
    };
  }
});
