import { describe, expect, it } from 'vitest';
import { evaluateExpression } from '../evaluation/evaluate-expression.ts';
import type { Result } from '../evaluation/result.ts';
import documented from '../vectors/documented.json' with { type: 'json' };
import { functionNames } from './names.ts';

/** A result as the documentation prints it: a number, a series, or an array of series. */
function plain(result: Result): unknown {
  switch (result.kind) {
    case 'scalar':
      return result.value;
    case 'series':
      return result.values;
    case 'array':
      return result.series;
    case 'unavailable':
    case 'invalid':
    default:
      return `${result.kind}: ${result.reason}`;
  }
}

const inputs = {
  m1: [1, -4, 9, null, 16],
  m2: [10, null, 30, null, 50],
  empty: [null, null, null, null, null],
  s: 3,
};
const none = inputs.empty;

it('The table has every function of the documentation, and no other', () => {
  expect([...functionNames].toSorted()).toEqual(documented.functions);
});

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html, in the order of the page. */
describe('over m1 = [1, -4, 9, -, 16], m2 = [10, -, 30, -, 50] in five minutes', () => {
  it.each<[string, unknown]>([
    // Basic arithmetic functions
    ['m1 + m2', [11, -4, 39, null, 66]],
    ['m2 - m1', [9, 4, 21, null, 34]],
    ['m1 * m2', [10, -0 + 0, 270, null, 800]],
    ['m2 / m1', [10, 0, 30 / 9, null, 3.125]],
    ['m1 / m2', [0.1, null, 0.3, null, 0.32]],
    ['m1 / 0', none],
    ['100 / (m1 - 1)', [null, -20, 12.5, null, 100 / 15]],
    ['m1 * 2 + 1', [3, -7, 19, null, 33]],
    ['m1 ^ 2', [1, 16, 81, null, 256]],
    ['m1 ^ 0.5', [1, null, 3, null, 4]],
    ['TIME_SERIES(2 ^ 3 ^ 2)', [512, 512, 512, 512, 512]],
    ['TIME_SERIES(8 / 4 / 2 - 1 - 1)', [-1, -1, -1, -1, -1]],
    ['-m1', [-1, 4, -9, null, -16]],
    ['-m1 ^ 2', [-1, -16, -81, null, -256]],
    ['-(m1 - m1)', [0, 0, 0, null, 0]],
    [
      '-[m1, m2]',
      [
        [-1, 4, -9, null, -16],
        [-10, null, -30, null, -50],
      ],
    ],
    ['METRICS() * 100', [[100, -400, 900, null, 1600], [1000, null, 3000, null, 5000], none]],
    [
      '[m1, m2] / m2',
      [
        [0.1, null, 0.3, null, 0.32],
        [1, null, 1, null, 1],
      ],
    ],
    ['100 / [m2]', [[10, null, 100 / 30, null, 2]]],
    ['empty + empty', none],
    ['empty + m2', inputs.m2],
    ['s * m2', [30, null, 90, null, 150]],
    ['s + 1', 4],
    // Comparison and logical operators
    ['m1 > 0', [1, 0, 1, null, 1]],
    ['m1 == m2', [0, 0, 0, null, 0]],
    ['m1 != m2', [1, 1, 1, null, 1]],
    ['m1 <= 1', [1, 1, 0, null, 0]],
    ['m1 < m2', [1, 1, 1, null, 1]],
    ['m1 >= m2', [0, 0, 0, null, 0]],
    ['0 < m1', [1, 0, 1, null, 1]],
    ['m1 > 0 AND m2 > 10', [0, 0, 1, null, 1]],
    ['m1 > 10 OR m2 > 10', [0, 0, 1, null, 1]],
    ['m1 && m2', [1, 0, 1, null, 1]],
    ['m1 || empty', [1, 1, 1, null, 1]],
    ['m1 > 0 OR m1 < 0 AND m2 > 100', [1, 0, 1, null, 1]],
    ['1 < 2', 1],
    ['5 AND 0', 0],
    // Functions
    ['ABS(m1)', [1, 4, 9, null, 16]],
    ['ABS([m1])', [[1, 4, 9, null, 16]]],
    ['AVG(m1)', 22 / 5],
    ['AVG(m2)', 18],
    ['AVG([m1, m2])', [5.5, -2, 19.5, null, 33]],
    ['AVG(empty)', 0],
    ['CEIL(m1 / 2)', [1, -2, 5, null, 8]],
    ['FLOOR(m1 / 2)', [0, -2, 4, null, 8]],
    ['DATAPOINT_COUNT(m2)', 3],
    ['DATAPOINT_COUNT([m1, m2, empty])', [2, 1, 2, null, 2]],
    ['SUM(m2) / DATAPOINT_COUNT(m2)', 30],
    ['DIFF(m1)', [null, -5, 13, null, 7]],
    ['DIFF(m2)', [null, null, 20, null, 20]],
    ['DIFF_TIME(m2)', [null, null, 120, null, 120]],
    ['DIFF_TIME([m1])', [[null, 60, 60, null, 120]]],
    ['RATE(m2)', [null, null, 20 / 120, null, 20 / 120]],
    ['RUNNING_SUM(m1)', [1, -3, 6, null, 22]],
    [
      'RUNNING_SUM([m1, m2])',
      [
        [1, -3, 6, null, 22],
        [10, null, 40, null, 90],
      ],
    ],
    ['FILL(m2, 7)', [10, 7, 30, 7, 50]],
    ['FILL(m2, m1)', [10, -4, 30, null, 50]],
    ['FILL(m2, MIN(m2))', [10, 10, 30, 10, 50]],
    ['FILL(m2, REPEAT)', [10, 10, 30, 30, 50]],
    ['FILL(m2, LINEAR)', [10, 20, 30, 40, 50]],
    [
      'FILL([m1, m2], 0)',
      [
        [1, -4, 9, 0, 16],
        [10, 0, 30, 0, 50],
      ],
    ],
    ['FILL(IF(m1 > 5, m1), REPEAT)', [null, null, 9, 9, 16]],
    ['FILL(IF(m1 < 5, m1), LINEAR)', [1, -4, null, null, null]],
    ['FILL(empty, LINEAR)', none],
    ['FIRST([m2, m1])', inputs.m2],
    ['LAST([m2, m1])', inputs.m1],
    ['FIRST(METRICS("none"))', none],
    ['LOG(m1)', [0, null, Math.log(9), null, Math.log(16)]],
    ['LOG10(m2)', [1, null, Math.log10(30), null, Math.log10(50)]],
    ['LOG(m1 - m1)', none],
    ['MAX(m1)', 16],
    ['MAX([m1, m2])', [10, -4, 30, null, 50]],
    ['MIN(m1)', -4],
    ['MIN([m1, m2])', [1, -4, 9, null, 16]],
    ['MAX(empty)', null],
    ['m1 - MAX(empty)', none],
    ['STDDEV(m2)', Math.sqrt(800 / 3)],
    ['STDDEV([m1, m2])', [4.5, 0, 10.5, null, 17]],
    ['SUM(m1)', 22],
    ['SUM(empty)', 0],
    ['DATAPOINT_COUNT(empty)', 0],
    ['m2 - SUM(empty)', inputs.m2],
    ['STDDEV(empty)', null],
    ['SUM([m1, m2])', [11, -4, 39, null, 66]],
    ['SUM(METRICS())', [11, -4, 39, null, 66]],
    ['SUM(METRICS("m1"))', inputs.m1],
    ['SUM([METRICS("m1"), METRICS("m2")])', [11, -4, 39, null, 66]],
    ['METRIC_COUNT(METRICS())', 3],
    ['METRIC_COUNT(REMOVE_EMPTY(METRICS()))', 2],
    ['METRIC_COUNT(METRICS("none"))', 0],
    ['SUM(METRICS("none"))', none],
    ['PERIOD(m1)', 60],
    ['m2 / PERIOD(m2)', [10 / 60, null, 0.5, null, 50 / 60]],
    ['REMOVE_EMPTY([empty, m1])', [inputs.m1]],
    ['SLICE([m1, m2, empty], 1)', [inputs.m2, none]],
    ['SLICE([m1, m2, empty], 0, 2)', [inputs.m1, inputs.m2]],
    ['SLICE([m1, m2], 5)', []],
    ['SLICE([m1, m2], -1, 1)', [inputs.m1]],
    ['SORT([m1, m2], SUM, DESC)', [inputs.m2, inputs.m1]],
    ['SORT([m2, m1], MIN, ASC)', [inputs.m1, inputs.m2]],
    ['SORT([empty, m1, m2], MAX, DESC)', [inputs.m2, inputs.m1, none]],
    ['SORT([empty, m2, m1], MAX, ASC)', [inputs.m1, inputs.m2, none]],
    ['SORT([m1, m2], AVG, DESC, 1)', [inputs.m2]],
    ['TIME_SERIES(s)', [3, 3, 3, 3, 3]],
    ['TIME_SERIES(MAX(m1))', [16, 16, 16, 16, 16]],
    ['TIME_SERIES(MAX(empty))', none],
    // Using IF expressions
    ['IF(m1 > 5, m1)', [null, null, 9, null, 16]],
    ['IF(m1 > 5, 10, 2)', [2, 2, 10, null, 10]],
    ['IF(m1 > 5, m2, m1)', [1, -4, 30, null, 50]],
    ['IF(m1, m2)', [10, 0, 30, null, 50]],
    ['IF(m1 < 0, 1, m2)', [10, 1, 30, null, 50]],
    ['IF(HOUR(m1) == 0, m1)', [1, -4, 9, 0, 16]],
    ['IF(m2 > 10, 1)', [null, null, 1, null, 1]],
    ['IF(1, m1, m2)', inputs.m1],
    ['IF(0, m1, m2)', inputs.m2],
    ['IF(-2, m1)', inputs.m1],
    ['IF(0, m1)', none],
    ['IF(MAX(m1) > 10, m2)', inputs.m2],
    ['IF(MAX(empty), m1, m2)', none],
    // What only AWS knows
    [
      'SERVICE_QUOTA(m1)',
      "unavailable: SERVICE_QUOTA needs the account's quotas, which only AWS has",
    ],
    [
      'm1 / SERVICE_QUOTA(m1)',
      "unavailable: SERVICE_QUOTA needs the account's quotas, which only AWS has",
    ],
    [
      'ANOMALY_DETECTION_BAND(m1)',
      'unavailable: ANOMALY_DETECTION_BAND needs the model of CloudWatch; give its band as data',
    ],
    [
      'SUM(SEARCH(" {A} x ", "Sum"))',
      'unavailable: SEARCH needs the list of all metrics, which only AWS has',
    ],
    [
      'LAMBDA("f", -3, true, "x")',
      'unavailable: LAMBDA needs the answer of a Lambda function, which only AWS has',
    ],
    [
      "DB_PERF_INSIGHTS('RDS', 'db-A', ['a.avg', 'b.avg'])",
      'unavailable: DB_PERF_INSIGHTS needs the counters of Performance Insights, which only AWS has',
    ],
    [
      'INSIGHT_RULE_METRIC("r", UniqueContributors)',
      'unavailable: INSIGHT_RULE_METRIC needs the report of a Contributor Insights rule, which only AWS has',
    ],
    [
      'SELECT MAX(x) FROM y',
      'unavailable: a Metrics Insights query needs the list of all metrics, which only AWS has',
    ],
    // What nobody can compute
    ['FIRST(m1)', 'invalid: argument 1 of FIRST is a time series'],
    ['m1 + m7', 'invalid: no query has the id "m7"'],
    ['m1 +', 'invalid: the expression ends here'],
  ])('%s', (text, expected) => {
    expect(plain(evaluateExpression(text, inputs))).toEqual(expected);
  });
});

describe('the clock', () => {
  const at = (...texts: readonly string[]) => ({
    starts: texts.map((text) => Date.parse(text)),
    period: 300,
  });
  const periods = at('2026-11-22T23:55:00Z', '2026-11-23T00:00:00Z', '2028-02-29T12:34:00Z');

  it.each([
    ['MINUTE', [55, 0, 34]],
    ['HOUR', [23, 0, 12]],
    ['DAY', [7, 1, 2]],
    ['DATE', [22, 23, 29]],
    ['MONTH', [11, 11, 2]],
    ['YEAR', [2026, 2026, 2028]],
    ['EPOCH', [1795391700, 1795392000, 1835440440]],
  ])('%s is read in UTC, also where the series has a gap', (name, expected) => {
    const result = evaluateExpression(`${name}(m1)`, { m1: [1, null, 3] }, periods);
    expect(plain(result)).toEqual(expected);
  });

  it('counts seconds between datapoints by their own times', () => {
    const uneven = at('2026-01-01T00:00:00Z', '2026-01-01T00:01:00Z', '2026-01-01T01:00:00Z');
    const over = (text: string) => plain(evaluateExpression(text, { m1: [0, 60, 3600] }, uneven));
    expect(over('DIFF_TIME(m1)')).toEqual([null, 60, 3540]);
    expect(over('RATE(m1)')).toEqual([null, 1, 1]);
    expect(over('FILL(IF(m1 != 60, m1), LINEAR)')).toEqual([0, 60, 3600]);
  });
});
