import { homeRegions } from '../catalog/index.ts';
import type { OfflineRule } from '../rule.ts';
import { sources } from '../sources.ts';
import { describeMetric, watchedMetrics } from '../watched.ts';

export const wrongRegion: OfflineRule = {
  name: 'wrong-region',
  severity: 'error',
  summary: 'An alarm in a region to which its metric is not reported.',
  source: sources.recommended,
  *check(context) {
    for (const { alarm, metric, region } of watchedMetrics(context)) {
      const home = homeRegions[metric.namespace];
      if (home === undefined || home.region === region) continue;
      yield {
        about: alarm,
        summary: `It is in ${region}, but ${describeMetric(metric)} is reported to ${home.region} only.`,
        details: `It never gets a datapoint (${home.source}). Set its region to ${home.region}, and give it a topic there.`,
      };
    }
  },
};
