import { factsOf } from '../catalog/index.ts';
import { onlineRule } from '../rule/make-rule.ts';
import { describeMetric, publishersOf, watchedMetrics } from '../rule/watched.ts';

export const metricWithoutData = onlineRule(
  'metric-without-data',
  async function* (context, account) {
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
);
