import { periodsOf } from '../rule/periods.ts';
import { offlineRule } from '../rule/make-rule.ts';

/** Minutes that PutMetricAlarm takes. */
const longest = 2880;

export const warmUp = offlineRule('warm-up', function* (context) {
  for (const alarm of context.all('metric-alarm')) {
    const { warmUp, evaluationPeriods } = alarm;
    if (warmUp === undefined) continue;
    const { minutes, onlyStartEvaluatingAfterwards = false } = warmUp;
    const window = (Math.max(0, ...periodsOf(alarm)) * evaluationPeriods) / 60;
    if (!Number.isInteger(minutes) || minutes < 1 || minutes > longest)
      yield {
        about: alarm,
        summary: `Its warm-up is ${minutes} minutes; 1 to ${longest} are allowed.`,
        details: 'During the warm-up an alarm stays in INSUFFICIENT_DATA and notifies no one.',
      };
    else if (minutes > 60 && minutes > 2 * window && onlyStartEvaluatingAfterwards)
      yield {
        about: alarm,
        severity: 'warning',
        summary: `It is blind for ${minutes} minutes after each creation, though its window is only ${window}.`,
        details:
          'Without `onlyStartEvaluatingAfterwards` the warm-up ends as soon as the window is full of data.',
      };
  }
});
