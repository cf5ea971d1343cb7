import { isPeriod, periodsOf } from '../rule/periods.ts';
import type { OfflineRule } from '../rule/rule.ts';
import { sources } from '../rule/sources.ts';

export const invalidPeriod: OfflineRule = {
  name: 'invalid-period',
  severity: 'error',
  summary: 'A period that CloudWatch rejects: it allows 10, 20, 30 or a multiple of 60 seconds.',
  source: sources.putMetricAlarm,
  *check(context) {
    for (const alarm of context.all('metric-alarm'))
      for (const period of new Set(periodsOf(alarm))) {
        if (isPeriod(period)) continue;
        yield {
          about: alarm,
          summary: `Its period is ${period} seconds.`,
          details: `A period is 10, 20, 30 or a multiple of 60 seconds; the nearest is ${nearestPeriod(period)}.`,
        };
      }
  },
};

function nearestPeriod(period: number): number {
  return period <= 30
    ? Math.max(10, Math.round(period / 10) * 10)
    : Math.max(60, Math.round(period / 60) * 60);
}
