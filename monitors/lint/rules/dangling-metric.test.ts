import { describe, expect, it } from 'vitest';
import { alarm, criticalAlarm, filter, findingsOf } from '../testing/samples.ts';
import { danglingMetric as rule } from './dangling-metric.ts';

describe('dangling-metric', () => {
  it('finds a misspelled metric', () => {
    expect(findingsOf(rule, [filter(), criticalAlarm({}, { metricName: 'Criticals' })]))
      .toMatchInlineSnapshot(`
      [
        "warning metric alarm "pms-critical-lines": No metric filter publishes Pms Criticals. Did you mean Critical? Filters publish other metrics of this namespace; if the application publishes this one itself, silence this rule.",
      ]
    `);
  });
  it('finds a metric of another region', () => {
    expect(findingsOf(rule, [filter(), criticalAlarm({ region: 'us-east-1' })]))
      .toMatchInlineSnapshot(`
      [
        "error metric alarm "pms-critical-lines": Pms Critical is published in eu-south-1, but the alarm is in us-east-1. An alarm sees only metrics of its own region.",
      ]
    `);
  });
  it('finds an alarm over all values of a dimension', () => {
    const byChannel = filter(
      { pattern: '{ $.level >= 500 }' },
      { dimensions: { Channel: '$.channel' } },
    );
    expect(findingsOf(rule, [byChannel, criticalAlarm()])).toMatchInlineSnapshot(`
      [
        "error metric alarm "pms-critical-lines": Pms Critical is published with the dimensions Channel, but the alarm names none. All dimensions identify a metric, and CloudWatch does not aggregate over them. Name them all, or publish without.",
      ]
    `);
  });
  it('accepts what is published, and namespaces of others', () => {
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
});
