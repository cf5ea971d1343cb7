import type { Definition, DefinitionSet } from '../../definitions/definition.ts';
import type { MetricAlarm } from '../../definitions/metric-alarm.ts';

/** An alarm for tests: the sum of errors in a minute is more than 4. */
export function errorsAlarm(changes: Partial<MetricAlarm> = {}): MetricAlarm {
  return {
    kind: 'metric-alarm',
    name: 'errors',
    metric: { namespace: 'Booking', metricName: 'Errors', stat: 'Sum', period: 60 },
    comparisonOperator: 'GreaterThanThreshold',
    threshold: 4,
    evaluationPeriods: 1,
    actions: { alarm: ['arn:aws:sns:eu-south-1:111122223333:alerts'] },
    ...changes,
  };
}

export function setOf(...definitions: readonly Definition[]): DefinitionSet {
  return {
    environment: { name: 'test', region: 'eu-south-1', accountId: '111122223333' },
    definitions,
  };
}
