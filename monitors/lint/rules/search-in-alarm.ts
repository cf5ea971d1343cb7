import { queryProblems } from '../rule/query-problems.ts';
import { offlineRule } from '../rule/make-rule.ts';

export const searchInAlarm = offlineRule('search-in-alarm', function* (context) {
  for (const { alarm, problem } of queryProblems(context))
    if (problem.code === 'search')
      yield {
        about: alarm,
        summary: `Its query "${problem.id ?? ''}" uses SEARCH, which alarms do not support.`,
        details:
          'List the metrics, or use a Metrics Insights query, which finds new resources by itself: ' +
          'SELECT MAX(CPUUtilization) FROM SCHEMA("AWS/RDS", DBInstanceIdentifier).',
      };
});
