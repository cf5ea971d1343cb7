import { minimumSamples } from '../../alarms/evaluation/low-samples.ts';
import { offlineRule } from '../rule/make-rule.ts';
import { percentileOf } from '../rule/statistics.ts';
import { watchedMetrics } from '../rule/watched.ts';

export const percentileLowSamples = offlineRule('percentile-low-samples', function* (context) {
  for (const { alarm, metric } of watchedMetrics(context)) {
    const percentile = percentileOf(metric.stat);
    if (percentile === undefined || percentile <= 0 || percentile >= 100) continue;
    if (alarm.evaluateLowSampleCountPercentile === 'ignore') continue;
    yield {
      about: alarm,
      summary: `${metric.stat} of fewer than ${minimumSamples(percentile)} samples per period means little, but is evaluated anyway.`,
      details:
        'At night a single slow request sets the percentile. Set evaluateLowSampleCountPercentile to ignore: the alarm then ' +
        'keeps its state until there are enough samples.',
    };
  }
});
