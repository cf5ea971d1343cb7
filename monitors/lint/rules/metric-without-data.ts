import { factsOf } from '../catalog/index.ts';
import type { OnlineRule } from '../rule/rule.ts';
import { sources } from '../rule/sources.ts';
import { describeMetric, publishersOf, watchedMetrics } from '../rule/watched.ts';

export const metricWithoutData: OnlineRule = {
  name: 'metric-without-data',
  online: true,
  severity: 'warning',
  summary: 'An alarm on a metric that had no data in the last two weeks.',
  source: sources.listMetrics,
  async *check(context, account) {
    for (const { alarm, metric, region, elsewhere } of watchedMetrics(context)) {
      if (elsewhere || (await account.metricExists(region, metric))) continue;
      const quiet =
        factsOf(metric)?.sparse !== undefined || publishersOf(context, metric, region).length > 0;
      const dimensions = Object.entries(metric.dimensions ?? {});
      const named = dimensions.map(([name, value]) => `${name}=${value}`).join(', ');
      yield {
        about: alarm,
        ...(quiet ? { severity: 'info' as const } : {}),
        summary: `${describeMetric(metric)}${named === '' ? '' : ` {${named}}`} had no data in ${region} in the last two weeks.`,
        details: quiet
          ? 'It is published only when there is something to count, so this may be good news: test it once.'
          : 'Check its name and the values of its dimensions: the alarm has nothing to look at.',
      };
    }
  },
};
