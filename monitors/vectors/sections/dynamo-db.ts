import { z } from 'zod';
import { treatmentOf } from '../../alarms/evaluation/settings.ts';
import type { MetricAlarm } from '../../definitions/metric-alarm.ts';
import { evidence, openness } from '../rows/evidence.ts';
import { section } from '../rows/section.ts';

const form = z.object({
  ...evidence,
  userGuide: z.string().optional(),
  apiReference: z.string().optional(),
});

const overridden: MetricAlarm = {
  kind: 'metric-alarm',
  name: 'dynamo-db',
  metric: { namespace: 'AWS/DynamoDB', metricName: 'ThrottledRequests', stat: 'Sum', period: 60 },
  comparisonOperator: 'GreaterThanThreshold',
  threshold: 0,
  evaluationPeriods: 1,
  treatMissingData: 'breaching',
};

/** Whether an alarm on DynamoDB can treat missing data otherwise than by ignoring them: two pages of AWS say two things. */
export const dynamoDb = section('dynamoDb', form, (row) => [
  {
    id: 'dynamoDb',
    expected: { userGuide: row.userGuide, apiReference: row.apiReference },
    got: `an alarm with "breaching" is treated as ${treatmentOf(overridden)}`,
    ...openness(row),
  },
]);
