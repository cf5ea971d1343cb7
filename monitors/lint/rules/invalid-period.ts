import { isPeriod, periodsOf } from '../rule/periods.ts';
import { offlineRule } from '../rule/make-rule.ts';

export const invalidPeriod = offlineRule('invalid-period', function* (context) {
  for (const alarm of context.all('metric-alarm'))
    for (const period of new Set(periodsOf(alarm))) {
      if (isPeriod(period)) continue;
      yield {
        about: alarm,
        summary: `Its period is ${period} seconds.`,
        details: `A period is 10, 20, 30 or a multiple of 60 seconds; the nearest is ${nearestPeriod(period)}.`,
      };
    }
});

function nearestPeriod(period: number): number {
  return period <= 30
    ? Math.max(10, Math.round(period / 10) * 10)
    : Math.max(60, Math.round(period / 60) * 60);
}
