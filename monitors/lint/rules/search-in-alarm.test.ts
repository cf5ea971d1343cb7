import { describe, expect, it } from 'vitest';
import { alarm, findingsOf } from '../testing/samples.ts';
import { searchInAlarm as rule } from './search-in-alarm.ts';

describe('search-in-alarm', () => {
  it('finds SEARCH', () => {
    const expression =
      "MAX(SEARCH('{AWS/RDS,DBInstanceIdentifier} CPUUtilization', 'Average', 60))";
    expect(findingsOf(rule, [alarm({ metric: [{ id: 'm', expression, period: 60 }] })]))
      .toMatchInlineSnapshot(`
      [
        "error metric alarm "api-cpu": Its query "m" uses SEARCH, which alarms do not support. List the metrics, or use a Metrics Insights query, which finds new resources by itself: SELECT MAX(CPUUtilization) FROM SCHEMA("AWS/RDS", DBInstanceIdentifier).",
      ]
    `);
  });
  it('accepts Metrics Insights', () => {
    const expression = 'SELECT MAX(CPUUtilization) FROM SCHEMA("AWS/RDS", DBInstanceIdentifier)';
    expect(findingsOf(rule, [alarm({ metric: [{ id: 'm', expression, period: 60 }] })])).toEqual(
      [],
    );
  });
});
