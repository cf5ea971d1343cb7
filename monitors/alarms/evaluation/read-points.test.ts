import { fc, it as property } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import type { MetricAlarm } from '../../definitions/metric-alarm.ts';
import { createMetricStore } from '../../metrics/store.ts';
import { slidingPeriods } from '../windows/sliding.ts';
import { bandAt } from './band-at.ts';
import { isPointwise } from './pointwise.ts';
import { createPointReader } from './read-points.ts';

const begin = Date.UTC(2026, 0, 1, 9, 50);
const minute = 60_000;
const metric = (metricName: string) => ({ namespace: 'App', metricName, stat: 'Sum', period: 60 });

function mathAlarm(expression: string): MetricAlarm {
  return {
    kind: 'metric-alarm',
    name: 'a',
    metric: [
      { id: 'm1', metric: metric('One'), returnData: false },
      { id: 'm2', metric: metric('Two'), returnData: false },
      { id: 'e1', expression },
    ],
    comparisonOperator: 'GreaterThanThreshold',
    threshold: 1,
    evaluationPeriods: 3,
  };
}

const expressions = [
  ['m1 + m2', true],
  ['IF(m1 > m2, m1, FILL(m2, 0))', true],
  ['FILL(m1, REPEAT)', false],
  ['(MAX([m1, m2]) - MIN([m1, m2])) / AVG([m1, m2])', true],
  ['m1 / MAX(m1)', false],
  ['RUNNING_SUM(m1)', false],
  ['RATE(m1)', false],
  ['m1 * HOUR(m1)', true],
  ['SUM(METRICS())', true],
] as const;

describe('the points of an alarm', () => {
  it.each(expressions)('of %s rest on their own period alone: %s', (expression, alone) => {
    const { metric: queries } = mathAlarm(expression);
    expect(isPointwise('stat' in queries ? [] : queries)).toBe(alone);
  });

  const value = fc.option(fc.integer({ min: 0, max: 3 }));
  property.prop([
    fc.array(fc.tuple(value, value), { maxLength: 20 }),
    fc.constantFrom(...expressions.map(([expression]) => expression)),
    fc.integer({ min: 1, max: 4 }),
  ])('are the same whether they are remembered or computed anew', (values, expression, count) => {
    const store = createMetricStore();
    const alarm = mathAlarm(expression);
    const remembering = createPointReader(alarm, store, {}, count);
    for (const [index, [one, two]] of values.entries()) {
      const at = begin + index * minute;
      if (one !== null) store.add({ ...metric('One'), at, value: one });
      if (two !== null) store.add({ ...metric('Two'), at, value: two });
      const periods = slidingPeriods(at + minute, 60, count);
      expect(remembering(periods)).toEqual(createPointReader(alarm, store)(periods));
    }
  });

  it('are missing where the band is', () => {
    const store = createMetricStore();
    for (const at of [begin, begin + minute]) store.add({ ...metric('One'), at, value: 9 });
    const band = { id: 'ad1', expression: 'ANOMALY_DETECTION_BAND(m1)' };
    const alarm: MetricAlarm = {
      ...mathAlarm('m1'),
      metric: [{ id: 'm1', metric: metric('One') }, band],
      comparisonOperator: 'GreaterThanUpperThreshold',
      threshold: { metricId: 'ad1' },
    };
    const bands = [{ at: begin + minute, lower: 0, upper: 1 }];
    const read = createPointReader(alarm, store, { bands });
    expect(read(slidingPeriods(begin + 2 * minute, 60, 2))).toEqual([
      { start: begin, seconds: 60, breaching: false, sampleCount: 1 },
      {
        start: begin + minute,
        seconds: 60,
        value: 9,
        breaching: true,
        sampleCount: 1,
        band: { lower: 0, upper: 1 },
      },
    ]);
  });

  it('are held against the band that was given last', () => {
    const points = [
      { at: begin, lower: 0, upper: 1 },
      { at: begin + 60 * minute, lower: 2, upper: 3 },
    ];
    expect(bandAt(points, begin - minute, 60)).toBeUndefined();
    expect(bandAt(points, begin, 60)).toBe(points[0]);
    expect(bandAt(points, begin + 59 * minute, 60)).toBe(points[0]);
    expect(bandAt(points, begin + 59 * minute, 120)).toBe(points[1]);
  });
});
