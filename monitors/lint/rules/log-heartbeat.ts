import type { Dimensions } from '../../definitions/metric.ts';
import type { MetricFilter } from '../../definitions/metric-filter.ts';
import { byLogGroup } from '../rule/patterns.ts';
import { offlineRule } from '../rule/make-rule.ts';
import { isLow } from '../rule/value-range.ts';
import { watchedMetrics } from '../rule/watched.ts';

export const logHeartbeat = offlineRule('log-heartbeat', function* (context) {
  const watched = [...watchedMetrics(context)];
  const hasHeartbeat = (filter: MetricFilter): boolean =>
    watched.some(
      ({ metric, alarm, region }) =>
        metric.namespace === 'AWS/Logs' &&
        isGroup(metric.dimensions ?? {}, filter.logGroup) &&
        region === context.regionOf(filter) &&
        isLow(alarm.comparisonOperator),
    );
  const isGroup = (dimensions: Dimensions, group: string): boolean =>
    dimensions['LogGroupName'] === group ||
    Object.values(dimensions).some((value) => context.isUnknown(value));
  const filters = context.all('metric-filter').map((filter) => ({ filter }));
  for (const [{ filter }] of byLogGroup(context, filters)) {
    if (hasHeartbeat(filter)) continue;
    yield {
      about: filter,
      summary: `Nothing notices when ${filter.logGroup} stops receiving lines.`,
      details:
        'A dead application writes no errors, so every alarm on its metric filters stays OK. Add an alarm ' +
        'on AWS/Logs IncomingLogEvents of the log group, <= 0, with missing data breaching.',
    };
  }
});
