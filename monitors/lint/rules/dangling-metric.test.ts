import { expect, it } from 'vitest';
import { casesOf } from '../testing/rule-cases.ts';
import { alarm, criticalAlarm, filter, findingsOf } from '../testing/samples.ts';
import { danglingMetric as rule } from './dangling-metric.ts';

const { finds } = casesOf(rule);

finds(
  'a misspelled metric',
  [filter(), criticalAlarm({}, { metricName: 'Criticals' })],
  'warning metric alarm "pms-critical-lines": No metric filter publishes Pms Criticals. Did you mean Critical? Filters publish other metrics of this namespace; if the application publishes this one itself, silence this rule.',
);
finds(
  'a metric of another region',
  [filter(), criticalAlarm({ region: 'us-east-1' })],
  'error metric alarm "pms-critical-lines": Pms Critical is published in eu-south-1, but the alarm is in us-east-1. An alarm sees only metrics of its own region.',
);
finds(
  'an alarm over all values of a dimension',
  [
    filter({ pattern: '{ $.level >= 500 }' }, { dimensions: { Channel: '$.channel' } }),
    criticalAlarm(),
  ],
  'error metric alarm "pms-critical-lines": Pms Critical is published with the dimensions Channel, but the alarm names none. All dimensions identify a metric, and CloudWatch does not aggregate over them. Name them all, or publish without.',
);
it('dangling-metric accepts what is published, and namespaces of others', () => {
  const byChannel = filter(
    { pattern: '{ $.level >= 500 }' },
    { dimensions: { Channel: '$.channel' } },
  );
  const right = [
    byChannel,
    criticalAlarm({}, { dimensions: { Channel: 'payment' } }),
    alarm({}, { namespace: 'Theirs' }),
  ];
  expect(findingsOf(rule, right)).toEqual([]);
});
