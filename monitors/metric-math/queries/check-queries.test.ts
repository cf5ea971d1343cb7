import { describe, expect, it } from 'vitest';
import type { MetricQuery } from '../../definitions/metric.ts';
import { expression, metric } from '../testing/queries.ts';
import { checkQueries } from './check-queries.ts';

const returned = { returnData: true };

/** Each problem as `code id: problem. Expected ...`. */
function problems(...queries: readonly MetricQuery[]): string[] {
  return checkQueries(queries).map(
    ({ code, id = '-', problem, expected }) => `${code} ${id}: ${problem}. Expected ${expected}.`,
  );
}

describe('AWS takes', () => {
  it.each<[string, readonly MetricQuery[]]>([
    ['one metric', [metric('m1', returned)]],
    ['a rate', [metric('m1'), metric('m2'), expression('rate', '100 * m1 / m2', returned)]],
    [
      'an aggregate of all metrics',
      [metric('m1'), metric('m2'), expression('e1', 'MAX(METRICS())', returned)],
    ],
    [
      'an anomaly band',
      [metric('m1', returned), expression('ad1', 'ANOMALY_DETECTION_BAND(m1)', returned)],
    ],
    [
      'a limit of a band',
      [metric('m1'), expression('e1', 'm1 > FIRST(ANOMALY_DETECTION_BAND(m1))', returned)],
    ],
    [
      'a Metrics Insights query with a period',
      [expression('q1', 'SELECT MAX(x) FROM y', { ...returned, period: 60 })],
    ],
    [
      'a Lambda function with a period',
      [expression('q1', 'LAMBDA("f")', { ...returned, period: 60 })],
    ],
    [
      'ten metrics and ten expressions',
      [
        ...Array.from({ length: 10 }, (_, index) => metric(`m${index}`)),
        ...Array.from({ length: 9 }, (_, index) => expression(`e${index}`, 'm1 + m2')),
        expression('last', 'SUM(METRICS())', returned),
      ],
    ],
  ])('%s', (_, queries) => {
    expect(problems(...queries)).toEqual([]);
  });
});

describe('AWS refuses', () => {
  it.each<[string, readonly MetricQuery[], readonly string[]]>([
    [
      'an id that begins with an upper-case letter',
      [metric('M1', returned)],
      [
        'bad-id M1: "M1" cannot be an id. Expected a lower-case letter, then letters, digits and underscores, at most 255 characters.',
      ],
    ],
    [
      'an id with a hyphen',
      [metric('m-1', returned)],
      [
        'bad-id m-1: "m-1" cannot be an id. Expected a lower-case letter, then letters, digits and underscores, at most 255 characters.',
      ],
    ],
    [
      'one id twice',
      [metric('m1', returned), metric('m1')],
      ['duplicate-id m1: several queries have the id "m1". Expected a unique id for each query.'],
    ],
    [
      'eleven metrics',
      [
        metric('m0', returned),
        ...Array.from({ length: 10 }, (_, index) => metric(`m${index + 1}`)),
      ],
      ['too-many-queries -: the alarm has 11 metrics. Expected at most 10.'],
    ],
    [
      'eleven expressions',
      [
        metric('m1', returned),
        ...Array.from({ length: 11 }, (_, index) => expression(`e${index}`, 'm1')),
      ],
      ['too-many-queries -: the alarm has 11 expressions. Expected at most 10.'],
    ],
    [
      'no query that returns data',
      [metric('m1')],
      ['return-data -: no query returns data. Expected exactly one query with returnData.'],
    ],
    [
      'no query at all',
      [],
      ['return-data -: no query returns data. Expected exactly one query with returnData.'],
    ],
    [
      'two that return data',
      [metric('m1', returned), expression('e1', 'm1 * 2', returned)],
      ['return-data -: "m1", "e1" return data. Expected exactly one query with returnData.'],
    ],
    [
      'two that return data because nobody says otherwise',
      [
        { id: 'm1', metric: { namespace: 'A', metricName: 'b', stat: 'Sum', period: 60 } },
        { id: 'e1', expression: 'm1 * 2' },
      ],
      ['return-data -: "m1", "e1" return data. Expected exactly one query with returnData.'],
    ],
    [
      'a band without a series that is compared with it',
      [metric('m1'), expression('ad1', 'ANOMALY_DETECTION_BAND(m1)', returned)],
      [
        'return-data -: "ad1" returns data. Expected returnData for the band and for the one series that is compared with it.',
      ],
    ],
    [
      'a scalar',
      [metric('m1'), expression('e1', 'AVG(m1)', returned)],
      [
        'scalar-result e1: "e1" is a scalar number. Expected a time series; TIME_SERIES makes one of a number.',
      ],
    ],
    [
      'several series',
      [metric('m1'), expression('e1', 'METRICS()', returned)],
      [
        'array-result e1: "e1" is an array of time series. Expected a single time series, such as MAX, SUM or FIRST of the array.',
      ],
    ],
    [
      'several series by way of another query',
      [metric('m1'), expression('e1', '[m1]'), expression('e2', '-e1', returned)],
      [
        'array-result e2: "e2" is an array of time series. Expected a single time series, such as MAX, SUM or FIRST of the array.',
      ],
    ],
    [
      'unequal periods',
      [
        metric('m1'),
        {
          id: 'm2',
          metric: { namespace: 'A', metricName: 'b', stat: 'Sum', period: 300 },
          returnData: false,
        },
        expression('e1', 'm1 / m2', returned),
      ],
      [
        'unequal-periods m2: "m2" has a period of 300 s, and "m1" one of 60 s. Expected one period for all queries of an alarm.',
      ],
    ],
    [
      'an expression with another period than its metrics',
      [metric('m1'), expression('e1', 'm1', { ...returned, period: 300 })],
      [
        'unequal-periods e1: "e1" has a period of 300 s, and "m1" one of 60 s. Expected one period for all queries of an alarm.',
      ],
    ],
    [
      'an expression without metrics and without a period',
      [expression('e1', 'TIME_SERIES(5)', returned)],
      [
        'no-period e1: "e1" uses no metric of the alarm and has no period. Expected a period in seconds.',
      ],
    ],
    [
      'a search',
      [metric('m1'), expression('e1', 'SUM(SEARCH("{A} x", "Sum")) + m1', returned)],
      [
        'search e1: an alarm cannot watch SEARCH. Expected the metrics by themselves, one query each.',
      ],
    ],
    [
      'a quota of another account',
      [
        metric('m1', { accountId: '123456789012' }),
        expression('e1', 'm1 / SERVICE_QUOTA(m1)', returned),
      ],
      [
        "cross-account e1: an alarm on another account's metrics cannot use SERVICE_QUOTA. Expected metrics of one account, or another function.",
      ],
    ],
    [
      'two bands in one expression',
      [
        metric('m1'),
        expression(
          'e1',
          'LAST(ANOMALY_DETECTION_BAND(m1)) - FIRST(ANOMALY_DETECTION_BAND(m1))',
          returned,
        ),
      ],
      [
        'anomaly-band e1: the expression has a second ANOMALY_DETECTION_BAND. Expected one band in an expression, of metrics named by their ids.',
      ],
    ],
    [
      'a band of all metrics',
      [metric('m1'), expression('e1', 'FIRST(ANOMALY_DETECTION_BAND(SUM(METRICS())))', returned)],
      [
        'anomaly-band e1: METRICS is used in one expression with ANOMALY_DETECTION_BAND. Expected one band in an expression, of metrics named by their ids.',
      ],
    ],
    [
      'an id that no query has',
      [metric('requests'), expression('e1', 'request / 2', returned)],
      ['unknown-id e1: no query has the id "request". Expected requests.'],
    ],
    [
      'a wrong type by way of another query',
      [metric('m1'), expression('e1', 'MAX(m1)'), expression('e2', 'ABS(e1)', returned)],
      [
        'bad-expression e2: argument 1 of ABS is a scalar number. Expected a time series or an array of time series.',
        'scalar-result e1: "e1" is a scalar number. Expected a time series; TIME_SERIES makes one of a number.',
      ],
    ],
    [
      'a circle',
      [expression('a', 'b'), expression('b', 'a'), expression('c', 'a + 1', returned)],
      [
        'cycle a: the queries refer to one another in a cycle: a -> b -> a. Expected queries that refer only to others that do not refer back.',
        'cycle b: the queries refer to one another in a cycle: a -> b -> a. Expected queries that refer only to others that do not refer back.',
      ],
    ],
    [
      'a query of nothing',
      [{ id: 'm1' }],
      [
        'metric-or-expression m1: a query holds either a metric or an expression. Expected a metric or an expression, and not both.',
      ],
    ],
    [
      'a query of both',
      [metric('m1', { expression: '5', ...returned })],
      [
        'metric-or-expression m1: a query holds either a metric or an expression. Expected a metric or an expression, and not both.',
      ],
    ],
    [
      '2,049 characters',
      [metric('m1'), expression('e1', `m1${' '.repeat(2047)}`, returned)],
      ['expression-length e1: the expression of "e1" has 2049 characters. Expected at most 2048.'],
    ],
  ])('%s', (_, queries, expected) => {
    expect(problems(...queries).toSorted()).toEqual([...expected].toSorted());
  });

  it('says where in the expression', () => {
    expect(checkQueries([metric('m1'), expression('e1', 'm1 / m2', returned)])).toMatchObject([
      { code: 'unknown-id', id: 'e1', error: { text: 'm1 / m2', offset: 5 } },
    ]);
  });
});
