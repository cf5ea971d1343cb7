import { describe, expect, it } from 'vitest';
import { alarm, findingsOf } from '../testing/samples.ts';
import { dynamodbMissingData as rule } from './dynamodb-missing-data.ts';

describe('dynamodb-missing-data', () => {
  const throttles = { namespace: 'AWS/DynamoDB', metricName: 'ThrottledRequests' };

  it('finds another treatment than ignore', () => {
    expect(findingsOf(rule, [alarm({ treatMissingData: 'breaching' }, throttles)]))
      .toMatchInlineSnapshot(`
      [
        "info metric alarm "api-cpu": It treats missing data as breaching, but alarms on DynamoDB may always ignore it. The user guide says that ignore is their default and can be overridden, the API reference of PutMetricAlarm that they always ignore. Do not rely on it: FILL the metric with metric math.",
      ]
    `);
  });
  it('accepts ignore, and other namespaces', () => {
    expect(findingsOf(rule, [alarm({ treatMissingData: 'ignore' }, throttles), alarm()])).toEqual(
      [],
    );
  });
});
