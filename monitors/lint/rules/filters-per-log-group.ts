import { byLogGroup } from '../rule/patterns.ts';
import type { OfflineRule } from '../rule/rule.ts';
import { sources } from '../rule/sources.ts';

/** Metric filters of one log group; the quota cannot be raised. */
const most = 100;

export const filtersPerLogGroup: OfflineRule = {
  name: 'filters-per-log-group',
  severity: 'error',
  summary: 'More than 100 metric filters on one log group.',
  source: sources.logsQuotas,
  *check(context) {
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
  },
};
