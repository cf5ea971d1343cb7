import { byLogGroup } from '../rule/patterns.ts';
import { offlineRule } from '../rule/make-rule.ts';

/** Metric filters of one log group; the quota cannot be raised. */
const most = 100;

export const filtersPerLogGroup = offlineRule('filters-per-log-group', function* (context) {
  const filters = context.all('metric-filter').map((filter) => ({ filter }));
  for (const group of byLogGroup(context, filters)) {
    const beyond = group[most];
    if (beyond === undefined) continue;
    yield {
      about: beyond.filter,
      summary: `It is one of ${group.length} metric filters on ${beyond.filter.logGroup}; a log group allows ${most}.`,
      details:
        'Use one filter with a dimension instead of a filter for each value, or split the log group.',
    };
  }
});
