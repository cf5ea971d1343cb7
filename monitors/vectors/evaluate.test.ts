import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { evaluateAlarmVectors } from './evaluate.ts';

const path = new URL('documented.json', import.meta.url).pathname;
const documented = (): Record<string, never> => JSON.parse(readFileSync(path, 'utf8'));

describe('vectors of alarm semantics', () => {
  it('agree in every documented row, but the one that AWS contradicts', () => {
    expect(evaluateAlarmVectors(documented(), 'documented.json')).toEqual({
      agreed: 88,
      disagreed: [],
      notEvaluated: [
        {
          id: 'dynamoDb',
          verdict: 'not evaluated',
          expected: {
            userGuide: 'default to ignore, can be overridden',
            apiReference: 'always ignore',
          },
          got: 'an alarm with "breaching" is treated as breaching',
          reason: 'the documentation contradicts itself here',
        },
      ],
    });
  });

  const changed: readonly (readonly [id: string, file: object, expected: unknown, got: unknown])[] =
    [
      [
        'T[0].breaching',
        {
          missingDataTables: [
            {
              id: 'T',
              evaluationPeriods: 3,
              rows: [{ datapoints: '0 - - - -', breaching: 'ALARM' }],
            },
          ],
        },
        'ALARM',
        'OK',
      ],
      [
        'T[0].toFill',
        {
          missingDataTables: [
            {
              id: 'T',
              evaluationPeriods: 4,
              evaluationRange: 4,
              rows: [{ datapoints: 'X 0 X - -', toFill: 1 }],
            },
          ],
        },
        1,
        2,
      ],
      [
        'prematureRule.vectors[0]',
        {
          prematureRule: {
            vectors: [{ N: 3, datapoints: '- - X - -', treat: 'missing', notState: 'ALARM' }],
          },
        },
        'not ALARM',
        'ALARM',
      ],
      [
        'cadence.slidingExample.12:16:00',
        {
          cadence: {
            slidingExample: { period: 300, N: 1, expectedTimestamps: { '12:16:00': ['12:10:00'] } },
          },
        },
        ['12:10:00'],
        ['12:11:00'],
      ],
      [
        'cadence.multiDayExample[1]',
        {
          cadence: {
            multiDayExample: [
              { t: '14:20', event: 'job fails' },
              { t: '14:59', state: 'ALARM' },
            ],
          },
        },
        'ALARM',
        'OK',
      ],
      [
        'wallClock.vectors[0]',
        { wallClock: { vectors: [{ tz: '+01:03', valid: true }] } },
        true,
        false,
      ],
      [
        'percentileLowSamples.vectors[0]',
        { percentileLowSamples: { vectors: [{ p: 0.999, minSamples: 1000 }] } },
        1000,
        10_000,
      ],
      [
        'composite.vectors[0]',
        { composite: { vectors: [{ rule: 'OK(a)', states: { a: 'OK' }, state: 'OK' }] } },
        'OK',
        'ALARM',
      ],
      [
        'suppression.scenarios[0].actionsAt',
        {
          suppression: {
            waitPeriod: 2,
            extensionPeriod: 3,
            scenarios: [{ composite: [['t2', 'ALARM']], suppressor: [], actionsAt: ['t2'] }],
          },
        },
        ['t2'],
        ['t4'],
      ],
      [
        'metricMath.vectors[0]',
        { metricMath: { vectors: [{ m1: [1, null], expr: 'm1 / 0', out: [0, null] }] } },
        [0, null],
        [null, null],
      ],
      [
        'slo.google30d[0].burn',
        { slo: { google30d: [{ budgetPercent: 2, short: '5m', long: '1h', burn: 14.5 }] } },
        14.5,
        14.4,
      ],
      [
        'slo.vectors[0]',
        { slo: { vectors: [{ budget: 0.05, intervalH: 720, lookbackH: 6, threshold: 36 }] } },
        36,
        6,
      ],
    ];

  it.each(changed)('a wrong row disagrees: %s', (id, file, expected, got) => {
    const { agreed, disagreed } = evaluateAlarmVectors(file, 'changed.json');
    expect({ agreed, disagreed }).toEqual({
      agreed: 0,
      disagreed: [{ id, verdict: 'disagreed', expected, got }],
    });
  });

  it('a row marked as open is not evaluated when it comes out otherwise, and agrees when not', () => {
    const row = { rule: 'TRUE', state: 'OK', evidence: 'aws-doc-ambiguous' };
    const file = { composite: { vectors: [row, { ...row, state: 'ALARM' }] } };
    expect(evaluateAlarmVectors(file, 'open.json')).toEqual({
      agreed: 1,
      disagreed: [],
      notEvaluated: [
        {
          id: 'composite.vectors[0]',
          verdict: 'not evaluated',
          expected: 'OK',
          got: 'ALARM',
          reason: 'AWS does not say',
        },
      ],
    });
  });

  it("the rest of AWS's suppression examples comes out as AWS prints it", () => {
    const scenarios = [
      {
        composite: [['t2', 'ALARM']],
        suppressor: [['t3', 'ALARM']],
        wait: ['t2-t4 discarded at t3'],
        actionsAt: [],
      },
      { composite: [['t2', 'ALARM']], suppressor: [['t1', 'ALARM']], wait: [], actionsAt: [] },
      {
        composite: [
          ['t2', 'ALARM'],
          ['t7', 'OK'],
        ],
        suppressor: [
          ['t3', 'ALARM'],
          ['t6', 'OK'],
        ],
        wait: ['t2-t4 discarded at t3', 't7-t9'],
        extension: ['t6-t9 discarded at t7'],
        actionsAt: ['t9 (for OK)'],
      },
    ];
    const file = { suppression: { waitPeriod: 2, extensionPeriod: 3, scenarios } };
    expect(evaluateAlarmVectors(file, 's.json')).toEqual({
      agreed: 7,
      disagreed: [],
      notEvaluated: [],
    });
  });

  it('sections may leave out what they can do without', () => {
    const file = {
      missingDataTables: [{ evaluationPeriods: 1, rows: [{ datapoints: 'x', missing: 'ALARM' }] }],
      suppression: {
        waitPeriod: 1,
        extensionPeriod: 1,
        scenarios: [{ composite: [['t2', 'ALARM']], wait: ['t2', 't3'] }],
      },
      metricMath: {
        vectors: [
          { m1: [1, 2], period: 300, expr: 'RATE(m1)', out: [null, 1 / 300] },
          { m1: [1, 1], start: '2026-01-05T22:59:00Z', expr: 'HOUR(m1)', out: [22, 23] },
          { m1: [1, null], k: 3, expr: 'SUM(m1) + k', out: 4 },
          { m1: [1], m2: [2], expr: '[m1, m2]', out: [[1], [2]] },
        ],
      },
      composite: {
        vectors: [
          {
            rule: 'OK(arn:aws:cloudwatch:eu-south-1:123456789012:alarm:a)',
            states: { a: 'OK' },
            state: 'ALARM',
          },
          { rule: 'INSUFFICIENT_DATA(b)', state: 'ALARM' },
          { rule: 'ALARM(b', state: 'reject' },
        ],
      },
      slo: { vectors: [{ budget: 0.1, intervalD: 30, lookbackH: 72, threshold: 1 }] },
      cadence: {
        multiDayExample: [
          { t: '08:10', event: 'backup fails to complete' },
          { t: '09:01', state: 'ALARM' },
          { t: '09:30', event: 'backup completes' },
          { t: '09:59', state: 'ALARM' },
          { t: '10:00', state: 'OK' },
        ],
      },
      remarks: 'of no matter',
    };
    const { agreed, disagreed } = evaluateAlarmVectors(file, 'short.json');
    expect({ agreed, disagreed }).toEqual({ agreed: 13, disagreed: [] });
  });

  const expected =
    'Expected a JSON object with sections such as missingDataTables, prematureRule, cadence, wallClock, percentileLowSamples, composite, suppression, metricMath, slo, dynamoDb.';

  it.each([
    [
      { missingDataTables: [{ id: 'T', evaluationPeriods: 3, rows: [{ datapoints: '0 Y' }] }] },
      'missingDataTables.0.rows.0.datapoints: "Y" is not one of 0, X and -',
    ],
    [
      { prematureRule: { vectors: [{ N: 3, datapoints: 'X', treat: 'missing' }] } },
      'prematureRule.vectors.0: the row has neither state nor notState',
    ],
    [
      { suppression: { waitPeriod: 1, extensionPeriod: 1, scenarios: [{ actionsAt: ['soon'] }] } },
      'suppression.scenarios.0.actionsAt.0: Invalid string: must match pattern /^t\\d+( \\(for [A-Z_]+\\))?$/',
    ],
    [{ other: [] }, 'it has no section of alarm vectors'],
    [null, 'it has no section of alarm vectors'],
  ])('a file of another form is refused with the place inside it: %j', (file, reason) => {
    expect(() => evaluateAlarmVectors(file, 'bad.json')).toThrow(
      `Vector file bad.json cannot be used: ${reason}. ${expected}`,
    );
  });
});
