import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { agree, exact } from './rows/compare.ts';
import type { Row } from './rows/form.ts';
import { forms } from './index.ts';

function load(name: string): unknown {
  const bytes = readFileSync(join(import.meta.dirname, 'files', name));
  return JSON.parse((name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8'));
}

function evaluate(document: unknown): Row[] {
  const fitting = Object.values(forms).filter(({ fits }) => fits(document));
  expect(fitting).toHaveLength(1);
  return fitting.flatMap((form) => form.evaluate(document));
}

describe('vectors', () => {
  it.each([
    ['gate.json', 1, 40],
    ['change-points.json', 0, 40],
    ['balance-indices.json', 0, 14],
    ['queueing-and-outliers.json', 0, 21],
    ['access-log-lines.json', 0, 7],
    ['reader-balance.json', 0, 14],
    ['ssm-messages.json', 0, 14],
    ['write-audit.json', 0, 14],
    ['ecs-deployment.json', 0, 41],
    ['billing.json', 0, 26],
    ['target-tracking.json', 0, 34],
    ['staircase.json.gz', 0, 8],
    ['usl-intervals.json', 0, 20],
    ['usl-published.json', 0, 33],
  ])('all rows of %s agree', (name, skipped, fewest) => {
    const rows = evaluate(load(name));
    expect(rows.filter(({ result }) => result === 'disagreed')).toEqual([]);
    expect(rows.filter(({ result }) => result === 'not evaluated')).toHaveLength(skipped);
    expect(rows.length).toBeGreaterThanOrEqual(fewest);
  });

  it('a row with another figure disagrees, and says what it expected and what came out', () => {
    const document = { multiple_comparisons: [{ p: [0.04, 0.2], holm: [0.08, 0.21] }] };
    expect(evaluate(document)).toMatchObject([
      {
        id: 'multiple_comparisons: p [0.04,0.2]',
        result: 'disagreed',
        expected: { holm: [0.08, 0.21] },
        got: { holm: [0.08, 0.2] },
      },
    ]);
  });

  it('a p-value of window answers that is another disagrees, and so does a message whose bytes are another', () => {
    const vector = {
      name: 'even',
      test: 'windowAnswers',
      counts: [5, 0],
      expected: [0.5, 0.5],
      x2: 5,
    };
    const document = { vectors: [{ ...vector, pExact: 0.05, decision: 'not rejected' }] };
    expect(evaluate(document)).toMatchObject([
      { id: 'even', result: 'disagreed', got: { p: expect.closeTo(0.0625, 12) } },
    ]);
    const rules = { headerLengthValue: 116 };
    const message = { name: 'empty', hex: '', kind: 'good' };
    expect(evaluate({ rules, vectors: [message] })).toMatchObject([
      { id: 'empty', result: 'disagreed', got: { kind: 'malformed' } },
    ]);
  });

  it('a series with another change point disagrees', () => {
    const options = { window_len: 50, max_pvalue: 0.001, min_magnitude: 0 };
    const values = [1, 1.1, 1, 1.1, 1, 2, 2.1, 2, 2.1, 2];
    const answers = [{ options, change_points: [] }];
    expect(evaluate({ cases: [{ name: 'step', values, answers }] })).toMatchObject([
      { id: 'step, window 50, p 0.001, magnitude 0', result: 'disagreed', got: [{ index: 5 }] },
    ]);
  });

  it('balance by chance that is not that of equal tasks disagrees', () => {
    const spread = { mean: 1.17, p50: 1.1, p95: 1.4, p99: 1.6 };
    const model = { tasks: 2, requestsPerTaskPerInterval: 10, policy: 'random', cost: 'const' };
    const other = {
      cvPop: { mean: 0.1741, p95: 0.4 },
      jain: { mean: 0.957 },
      gini: { mean: 0.0871 },
    };
    const verdictOf = (peakToAverage: object): string[] =>
      evaluate({ results: [{ ...model, ...other, peakToAverage }] })
        .filter(({ result }) => result !== 'agreed')
        .map(({ id }) => id);
    expect(verdictOf(spread)).toEqual([]);
    expect(verdictOf({ ...spread, mean: 1.27, p95: 1.2 })).toEqual([
      '2 tasks, 10 requests, random, const: peakToAverage mean',
      '2 tasks, 10 requests, random, const: peakToAverage p95',
    ]);
  });

  it('a bill, a desired count, a knee and a fit that are others disagree', () => {
    const lcu = {
      newConnections: 4,
      activeConnections: 6,
      processedBytes: 3.6,
      ruleEvaluations: 4,
    };
    const use = {
      newConnectionsPerSecond: 100,
      connectionSeconds: 180,
      requestsPerSecond: 400,
      kilobytesPerSecond: 1000,
      rules: 20,
    };
    const bill = { ...use, lcu, billedLcu: 6, dimension: 'activeConnections', usdPerHour: 0.07 };
    expect(evaluate({ lcu: [bill] })).toMatchObject([
      { id: 'lcu 1', result: 'disagreed', got: { usdPerHour: 0.0705 } },
    ]);
    const policies = [{ metric: 'cpu', target: 50 }];
    const policy = { min: 1, max: 9, scaleOutCooldown: 300, scaleInCooldown: 300, policies };
    const late = [{ minute: 3, from: 4, to: 8, why: 'scale out' }];
    const scaling = { id: 'late', policy, start: 4, series: [[100, 100, 100]], expected: late };
    expect(evaluate({ vectors: [scaling] })).toMatchObject([
      { id: 'late', result: 'disagreed', got: [{ minute: 2, from: 4, to: 8, why: 'scale out' }] },
    ]);
    const row = { step: 0, t_s: 0, offered_per_s: 5, sent: 50, completed: 50, errors: 0 };
    const rows = [{ ...row, p50_ms: 20, p95_ms: 40, p99_ms: 60 }];
    const truth = { kneePerSecond: 4, reached: true };
    const objective = { max: 50, errorsMax: 0.01 };
    expect(evaluate({ cases: [{ id: 'one step', objective, truth, rows }] })).toMatchObject([
      { id: 'one step', result: 'disagreed', got: { kneePerSecond: { kind: 'not-reached' } } },
    ]);
    const wrong = { gamma: 10, alpha: 0.5, beta: 0, sse: 0, df: 0, peakN: null };
    const law = { id: 'linear', N: [1, 2, 4], X: [10, 20, 40], reference: wrong };
    expect(evaluate({ datasets: [law] })).toMatchObject([
      { id: 'linear: fit', result: 'disagreed', got: { gamma: expect.closeTo(10, 6), alpha: 0 } },
    ]);
  });

  it('a history in which an acknowledged write is gone disagrees with one that says it is kept', () => {
    const event = (index: number, f: 'add' | 'read', type: string, value: unknown) => ({
      index,
      timeMs: index,
      process: f === 'add' ? 0 : 1,
      type,
      f,
      value,
    });
    const history = [
      event(0, 'add', 'invoke', 1),
      event(1, 'add', 'ok', 1),
      event(2, 'read', 'invoke', null),
      event(3, 'read', 'ok', []),
    ];
    const setFull = { valid: false };
    const bilancia = { verdict: 'pass', elements: { 1: 'kept' } };
    expect(evaluate({ vectors: [{ name: 'gone', history, setFull, bilancia }] })).toMatchObject([
      { id: 'gone: set-full', result: 'agreed' },
      {
        id: 'gone: audit',
        result: 'disagreed',
        got: { verdict: 'fail', elements: { 1: 'acknowledged-and-lost' } },
      },
    ]);
  });

  it('a file of no known form fits none', () => {
    const documents = [{}, [], 7, null, { rows: [] }, { cases: [{ values: [] }] }];
    expect(
      documents.filter((document) => Object.values(forms).some(({ fits }) => fits(document))),
    ).toEqual([]);
  });

  it.each([
    [1, 1 + 1e-10, true],
    [1, 1 + 1e-8, false],
    [1e-40, 1.1e-40, false],
    [0, 1e-300, false],
    [[1, 2], [1], false],
    [null, undefined, true],
    [null, 0, false],
    [{ a: 1 }, { a: 1, b: 2 }, true],
    [{ a: 1 }, {}, false],
    [Number.NaN, Number.NaN, false],
  ])('%j and %j agree: %s', (expected, got, agreed) => {
    expect(agree(expected, got, exact)).toBe(agreed);
  });
});
