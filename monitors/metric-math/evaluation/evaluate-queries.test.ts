import { describe, expect, it } from 'vitest';
import type { MetricQuery } from '../../definitions/metric.ts';
import { expression, metric, sourceOf } from '../testing/queries.ts';
import { evaluateQueries, type QueryEvaluation } from './evaluate-queries.ts';

const source = sourceOf({ m1: [1, null, 3], m2: [10, 20, 30] });

function evaluated(
  queries: readonly MetricQuery[],
  more: Partial<QueryEvaluation> = {},
): Record<string, unknown> {
  const starts = [0, 60_000, 120_000];
  return Object.fromEntries(evaluateQueries({ queries, starts, period: 60, source, ...more }));
}

describe('the queries of an alarm', () => {
  it('give a metric with how many observations each datapoint rests on', () => {
    expect(evaluated([metric('m1')])).toEqual({
      m1: { kind: 'series', values: [1, null, 3], sampleCounts: [10, 0, 10] },
    });
  });

  it('may refer to one another in any order', () => {
    const queries = [
      expression('e2', 'e1 * 2'),
      expression('e1', 'm1 + m2'),
      metric('m2'),
      metric('m1'),
    ];
    expect(evaluated(queries)).toMatchObject({
      e1: { kind: 'series', values: [11, 20, 33] },
      e2: { kind: 'series', values: [22, 40, 66] },
    });
  });

  it('know arrays and scalars of other expressions as what they are', () => {
    const queries = [
      metric('m1'),
      metric('m2'),
      expression('all', '[m1, m2]'),
      expression('top', 'FIRST(SORT(all, MAX, DESC))'),
      expression('peak', 'MAX(m2)'),
      expression('share', 'm1 / peak'),
    ];
    expect(evaluated(queries)).toMatchObject({
      all: {
        kind: 'array',
        series: [
          [1, null, 3],
          [10, 20, 30],
        ],
      },
      top: { kind: 'series', values: [10, 20, 30] },
      peak: { kind: 'scalar', value: 30 },
      share: { kind: 'series', values: [1 / 30, null, 0.1] },
    });
  });

  it('give METRICS() the metrics in their order, without expressions', () => {
    const queries = [expression('e1', 'METRICS()'), metric('m2'), metric('m1')];
    expect(evaluated(queries)).toMatchObject({
      e1: {
        kind: 'array',
        series: [
          [10, 20, 30],
          [1, null, 3],
        ],
      },
    });
  });

  it('ask the source for the period that is evaluated', () => {
    const asked: number[][] = [];
    evaluateQueries({
      queries: [metric('m1'), expression('e1', 'TIME_SERIES(PERIOD(m1))')],
      starts: [600_000],
      period: 300,
      source: {
        datapoint: (_metric, start, seconds) => {
          asked.push([start, seconds]);
          return undefined;
        },
      },
    });
    expect(asked).toEqual([[600_000, 300]]);
  });

  it('take the band of an anomaly model as data, upper limit first', () => {
    const bands = new Map([['ad1', { lower: [0, 1, 2], upper: [7, 8, 9] }]]);
    const queries = [
      metric('m1'),
      expression('ad1', 'ANOMALY_DETECTION_BAND(m1, 2)'),
      expression('above', 'm1 > FIRST(ad1)'),
    ];
    expect(evaluated(queries, { bands })).toMatchObject({
      ad1: {
        kind: 'array',
        series: [
          [7, 8, 9],
          [0, 1, 2],
        ],
      },
      above: { kind: 'series', values: [0, 0, 0] },
    });
  });

  it('say what only AWS can compute, and what rests on it', () => {
    const queries = [
      metric('m1'),
      expression('quota', 'SERVICE_QUOTA(m1)'),
      expression('use', 'm1 / quota'),
      expression('fleet', 'SELECT MAX(CPUUtilization) FROM SCHEMA("AWS/EC2")'),
    ];
    expect(evaluated(queries)).toMatchObject({
      quota: {
        kind: 'unavailable',
        reason: "SERVICE_QUOTA needs the account's quotas, which only AWS has",
      },
      use: {
        kind: 'unavailable',
        reason:
          'it depends on "quota", and SERVICE_QUOTA needs the account\'s quotas, which only AWS has',
      },
      fleet: {
        kind: 'unavailable',
        reason: 'a Metrics Insights query needs the list of all metrics, which only AWS has',
      },
    });
  });

  it('say what AWS would refuse, and what rests on it', () => {
    const queries = [
      metric('m1'),
      expression('a', 'b + 1'),
      expression('b', 'c + m1'),
      expression('c', 'a'),
      expression('after', 'b * 2'),
      expression('self', 'self'),
      expression('typo', 'm1 / m3'),
      expression('wrong', 'PERIOD(typo)'),
      expression('period', 'm1 / PERIOD(fine)'),
      expression('fine', 'm1'),
      { id: 'nothing' },
    ];
    const invalid = (reason: string) => ({ kind: 'invalid', reason });
    expect(evaluated(queries)).toMatchObject({
      a: invalid('the queries refer to one another in a cycle: a -> b -> c -> a'),
      c: invalid('the queries refer to one another in a cycle: a -> b -> c -> a'),
      after: invalid('it depends on "b", which is itself invalid'),
      self: invalid('the queries refer to one another in a cycle: self -> self'),
      typo: invalid('no query has the id "m3"; expected m1'),
      wrong: invalid('it depends on "typo", which is itself invalid'),
      period: invalid('argument 1 of PERIOD is a time series; expected the id of a metric'),
      nothing: invalid('a query holds either a metric or an expression'),
    });
  });

  it('may be many, one behind the other', () => {
    const count = 2000;
    const queries = [
      ...Array.from({ length: count }, (_, index) => expression(`e${index}`, `e${index + 1} + m1`)),
      expression(`e${count}`, 'm1'),
      metric('m1'),
    ];
    expect(evaluated(queries)['e0']).toEqual({
      kind: 'series',
      values: [count + 1, null, 3 * (count + 1)],
    });
  });
});
