import { casesOf } from '../testing/rule-cases.ts';
import { alarm } from '../testing/samples.ts';
import { dynamodbMissingData as rule } from './dynamodb-missing-data.ts';

const { accepts, finds } = casesOf(rule);

const throttles = { namespace: 'AWS/DynamoDB', metricName: 'ThrottledRequests' };

finds(
  'another treatment than ignore',
  [alarm({ treatMissingData: 'breaching' }, throttles)],
  'info metric alarm "api-cpu": It treats missing data as breaching, but alarms on DynamoDB may always ignore it. The user guide says that ignore is their default and can be overridden, the API reference of PutMetricAlarm that they always ignore. Do not rely on it: FILL the metric with metric math.',
);
accepts('ignore, and other namespaces', [
  alarm({ treatMissingData: 'ignore' }, throttles),
  alarm(),
]);
