import { wallClockProblems } from '../../alarms/windows/wall-clock-rules.ts';
import type { MetricAlarm } from '../../definitions/metric-alarm.ts';
import { expressionsOf, periodsOf } from '../rule/periods.ts';
import { offlineRule } from '../rule/make-rule.ts';

export const wallClock = offlineRule('wall-clock', function* (context) {
  for (const alarm of context.all('metric-alarm')) {
    const { wallClock, evaluationPeriods } = alarm;
    if (wallClock === undefined) continue;
    const kind = expressionsOf(alarm).some(({ expression }) => /^\s*SELECT\s/i.test(expression))
      ? 'MetricsInsights'
      : 'Metric';
    const { timeZone } = wallClock;
    if (scales(alarm))
      yield {
        about: alarm,
        severity: 'warning',
        summary: 'It scales on a wall clock window.',
        details:
          'A clock period ends long after the load has changed; AWS advises against it. Scale on an alarm without `wallClock`.',
      };
    for (const period of new Set(periodsOf(alarm))) {
      const settings = { kind, period, evaluationPeriods };
      const problems = wallClockProblems(
        timeZone === undefined ? settings : { ...settings, timeZone },
      );
      for (const problem of problems)
        yield {
          about: alarm,
          summary: problem,
          details: 'Without `wallClock` the window slides with the clock.',
        };
    }
  }
});

function scales({ actions = {} }: MetricAlarm): boolean {
  return Object.values(actions)
    .flat()
    .some((target) => typeof target === 'string' && /^arn:[^:]*:autoscaling:/.test(target));
}
