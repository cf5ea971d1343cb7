import { queryProblems } from '../rule/query-problems.ts';
import type { OfflineRule } from '../rule/rule.ts';
import { sources } from '../rule/sources.ts';

export const searchInAlarm: OfflineRule = {
  name: 'search-in-alarm',
  severity: 'error',
  summary: 'SEARCH in an alarm, which CloudWatch rejects.',
  source: sources.metricMath,
  *check(context) {
    for (const { alarm, problem } of queryProblems(context))
      if (problem.code === 'search')
        yield {
          about: alarm,
          summary: `Its query "${problem.id ?? ''}" uses SEARCH, which alarms do not support.`,
          details:
            'List the metrics, or use a Metrics Insights query, which finds new resources by itself: ' +
            'SELECT MAX(CPUUtilization) FROM SCHEMA("AWS/RDS", DBInstanceIdentifier).',
        };
  },
};
