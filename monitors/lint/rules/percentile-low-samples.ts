import { minimumSamples } from '../../alarms/evaluation/low-samples.ts';
import type { OfflineRule } from '../rule/rule.ts';
import { sources } from '../rule/sources.ts';
import { percentileOf } from '../rule/statistics.ts';
import { watchedMetrics } from '../rule/watched.ts';

export const percentileLowSamples: OfflineRule = {
  name: 'percentile-low-samples',
  severity: 'info',
  summary: 'A percentile that is evaluated even on very few samples.',
  source: sources.lowSamples,
  *check(context) {
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
  },
};
