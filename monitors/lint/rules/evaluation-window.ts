import { periodsOf } from '../rule/periods.ts';
import { offlineRule } from '../rule/make-rule.ts';

const hour = 3600;
const day = 86_400;
const week = 7 * day;

export const evaluationWindow = offlineRule('evaluation-window', function* (context) {
  for (const alarm of context.all('metric-alarm')) {
    const { evaluationPeriods: n, datapointsToAlarm: m = n } = alarm;
    if (!isCount(n)) {
      yield {
        about: alarm,
        summary: `Its evaluation periods are ${n}.`,
        details: 'Give a whole number, 1 or more.',
      };
      continue;
    }
    if (!isCount(m))
      yield {
        about: alarm,
        summary: `Its datapoints to alarm are ${m}.`,
        details: 'Give a whole number, 1 or more.',
      };
    else if (m > n)
      yield {
        about: alarm,
        summary: `It needs ${m} datapoints to alarm, but evaluates ${n}.`,
        details: 'It can never fire, and PutMetricAlarm rejects it. M of N means M <= N.',
      };
    const period = Math.max(0, ...periodsOf(alarm));
    const most = period < hour ? day : week;
    if (period * n <= most) continue;
    yield {
      about: alarm,
      summary: `It looks at ${n} periods of ${period} seconds, ${period * n} in all; at most ${most} are allowed.`,
      details:
        'With periods under an hour the window is at most a day, with longer ones seven days.',
    };
  }
});

function isCount(count: number): boolean {
  return Number.isInteger(count) && count >= 1;
}
