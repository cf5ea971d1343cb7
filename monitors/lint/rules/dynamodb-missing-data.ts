import { offlineRule } from '../rule/make-rule.ts';
import { metricsOf } from '../rule/watched.ts';

export const dynamodbMissingData = offlineRule('dynamodb-missing-data', function* (context) {
  for (const alarm of context.all('metric-alarm')) {
    const { treatMissingData = 'ignore' } = alarm;
    if (treatMissingData === 'ignore') continue;
    if (!metricsOf(alarm).some(({ metric }) => metric.namespace === 'AWS/DynamoDB')) continue;
    yield {
      about: alarm,
      summary: `It treats missing data as ${treatMissingData}, but alarms on DynamoDB may always ignore it.`,
      details:
        'The user guide says that ignore is their default and can be overridden, the API reference of PutMetricAlarm ' +
        'that they always ignore. Do not rely on it: FILL the metric with metric math.',
    };
  }
});
