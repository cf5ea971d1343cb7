import { describe, expect, it } from 'vitest';
import type { DefinitionSet } from '../../definitions/definition.ts';
import { errorsAlarm, setOf } from '../testing/definitions.ts';
import { testCase } from '../testing/test-file.ts';
import type { TestResult } from './result.ts';
import { runTest } from './run.ts';

const errors = (values: string): string =>
  `series: [{ namespace: Booking, metric: Errors, values: ${values} }]`;

async function play(keys: string, set: DefinitionSet, strictRange = false): Promise<TestResult> {
  return runTest(await testCase(`until: 10m\n${keys}`), set, { strictRange, now: () => 0 });
}

async function problemsOf(keys: string, set = setOf(errorsAlarm())): Promise<string[]> {
  const { failures } = await play(keys, set);
  return failures.map(({ alarm, problem }) => `${alarm}: ${problem}`);
}

const threshold = 'Threshold Crossed: 1 datapoint';

describe('a test of alarms', () => {
  it('passes when the whole timeline is as expected', async () => {
    const result = await play(
      `${errors('0x2 5 5 0x6')}
expect:
  alarms: { errors: [INSUFFICIENT_DATA, OK at 1m, ALARM at 4m, OK at 6m] }
  at: [ 3m59s: { errors: OK }, 4m: { errors: ALARM }, 5m59s: { errors: ALARM } ]
  actions: [ { at: 4m, alarm: errors, state: ALARM, action: alerts } ]`,
      setOf(errorsAlarm()),
    );
    expect(result).toMatchObject({ outcome: 'pass', failures: [] });
    expect(result.rangeDependence).toBeUndefined();
  });

  // A planted fault each: the same timeline, another expectation.
  it.each([
    [
      'alarms: { errors: [ALARM, OK at 1m, ALARM at 4m, OK at 6m] }',
      'errors: expected to begin in ALARM, got INSUFFICIENT_DATA, as every alarm that "states" does not list',
    ],
    [
      'alarms: { errors: [OK at 1m, ALARM at 5m, OK at 6m] }',
      `errors: expected ALARM at 5m, got ALARM at 4m (${threshold} [5.0 (05/01/26 00:03:00)] was greater than the threshold (4.0))`,
    ],
    [
      'alarms: { errors: [OK at 1m, INSUFFICIENT_DATA at 4m] }',
      `errors: expected INSUFFICIENT_DATA at 4m, got ALARM at 4m (${threshold} [5.0 (05/01/26 00:03:00)] was greater than the threshold (4.0))`,
    ],
    [
      'alarms: { errors: [OK at 1m, ALARM at 4m] }',
      `errors: expected no further change, got OK at 6m (${threshold} [0.0 (05/01/26 00:05:00)] was not greater than the threshold (4.0))`,
    ],
    [
      'alarms: { errors: INSUFFICIENT_DATA }',
      `errors: expected no change, got OK at 1m (${threshold} [0.0 (05/01/26 00:00:00)] was not greater than the threshold (4.0))`,
    ],
    [
      'alarms: { errors: [OK at 1m, ALARM at 4m, OK at 6m, ALARM at 9m] }',
      'errors: expected ALARM at 9m, but it stays OK',
    ],
    [
      'alarms: { errors: never ALARM }',
      `errors: expected never ALARM, got ALARM at 4m (${threshold} [5.0 (05/01/26 00:03:00)] was greater than the threshold (4.0))`,
    ],
    [
      'alarms: { errors: never INSUFFICIENT_DATA }',
      'errors: expected never INSUFFICIENT_DATA, but it begins in it',
    ],
    ['at: [ 4m: { errors: OK } ]', 'errors: expected OK at 4m, got ALARM'],
    [
      'actions: []',
      'errors: expected no further action, got arn:aws:sns:eu-south-1:111122223333:alerts of errors (ALARM) ran at 4m',
    ],
    [
      'actions: [ { at: 5m..6m, alarm: errors, state: ALARM }, { at: 4m, alarm: errors, state: ALARM } ]',
      'errors: expected an action for ALARM that ran at 5m..6m, got arn:aws:sns:eu-south-1:111122223333:alerts of errors (ALARM) ran at 4m',
    ],
    [
      'actions: [ { at: 4m, alarm: errors, state: ALARM, action: pager } , { at: 4m, alarm: errors, state: ALARM } ]',
      'errors: expected pager for ALARM that ran at 4m, got arn:aws:sns:eu-south-1:111122223333:alerts of errors (ALARM) ran at 4m',
    ],
  ])('fails on %s', async (expected, problem) => {
    expect(await problemsOf(`${errors('0x2 5 5 0x6')}\nexpect: { ${expected} }`)).toEqual([
      problem,
    ]);
  });

  it('lets times be off by the tolerance, and not by more', async () => {
    const expected = (tolerance: string): string =>
      `${errors('0x2 5 5 0x6')}
expect:
  tolerance: ${tolerance}
  alarms: { errors: [OK at 1m, ALARM at 5m, OK at 5m] }
  at: [ 3m: { errors: ALARM } ]
  actions: [ { at: 3m, alarm: errors, state: ALARM } ]`;
    expect(await problemsOf(expected('1m'))).toEqual([]);
    expect(await problemsOf(expected('59s'))).toEqual([
      `errors: expected ALARM at 5m (59s either way), got ALARM at 4m (${threshold} [5.0 (05/01/26 00:03:00)] was greater than the threshold (4.0))`,
      'errors: expected ALARM at 3m, got OK',
      'errors: expected an action for ALARM that ran at 3m (59s either way), got arn:aws:sns:eu-south-1:111122223333:alerts of errors (ALARM) ran at 4m',
      'errors: expected no further action, got arn:aws:sns:eu-south-1:111122223333:alerts of errors (ALARM) ran at 4m',
    ]);
  });

  it('takes states as given and as forced, also of alarms elsewhere, and values from before the test', async () => {
    const set = setOf(errorsAlarm(), {
      kind: 'composite-alarm',
      name: 'page',
      rule: 'ALARM(errors) AND NOT ALARM(elsewhere)',
    });
    const keys = `
states: { errors: ALARM, elsewhere: ALARM, page: OK }
forced: [ 5m: { elsewhere: OK } ]
series: [{ namespace: Booking, metric: Errors, values: 9x15, from: -5m }]
expect: { alarms: { errors: ALARM, page: [OK, ALARM at 5m] } }`;
    expect(await problemsOf(keys, set)).toEqual([]);
  });

  it('knows whether an action ran, and what kept it from running', async () => {
    const actions = { alarm: ['arn:aws:sns:eu-south-1:111122223333:alerts'] };
    const page = { kind: 'composite-alarm', rule: 'ALARM(errors)', actions } as const;
    const suppressor = { alarm: 'deploying', waitPeriod: 0, extensionPeriod: 0 };
    const set = setOf(
      errorsAlarm(),
      errorsAlarm({ name: 'off', actionsEnabled: false }),
      errorsAlarm({ name: 'quiet' }),
      { ...page, name: 'page', suppressor },
      {
        kind: 'mute-rule',
        name: 'night',
        schedule: 'cron(0 0 * * *)',
        duration: 'PT1H',
        alarms: ['quiet'],
      },
    );
    const expected = (outcome: string): string => `
states: { deploying: ALARM }
${errors('0 9x9')}
expect:
  actions:
    - { at: 2m, alarm: errors, state: ALARM }
    - { at: 2m, alarm: 'off', state: ALARM, outcome: disabled }
    - { at: 2m, alarm: quiet, state: ALARM, outcome: muted }
    - { at: 2m, alarm: page, state: ALARM, outcome: ${outcome} }`;
    expect(await problemsOf(expected('suppressed'), set)).toEqual([]);
    const alerts = 'arn:aws:sns:eu-south-1:111122223333:alerts of page (ALARM) suppressed at 2m';
    expect(await problemsOf(expected('ran'), set)).toEqual([
      `page: expected an action for ALARM that ran at 2m, got ${alerts}`,
      `page: expected no further action, got ${alerts}`,
    ]);
  });

  it('plays anomaly bands that are given', async () => {
    const set = setOf(
      errorsAlarm({
        comparisonOperator: 'GreaterThanUpperThreshold',
        threshold: { metricId: 'band' },
        metric: [
          {
            id: 'm1',
            metric: { namespace: 'Booking', metricName: 'Errors', stat: 'Sum', period: 60 },
          },
          { id: 'band', expression: 'ANOMALY_DETECTION_BAND(m1, 2)' },
        ],
      }),
    );
    const keys = `
${errors('1x9')}
bands: [{ alarm: errors, lower: 0x9, upper: 2x4 0x4 }]
expect: { alarms: { errors: [OK at 1m, ALARM at 6m] } }`;
    expect(await problemsOf(keys, set)).toEqual([]);
  });

  it('counts log lines for heartbeat alarms, as CloudWatch Logs does', async () => {
    const set = setOf(
      errorsAlarm({
        metric: {
          namespace: 'AWS/Logs',
          metricName: 'IncomingLogEvents',
          dimensions: { LogGroupName: '/pms' },
          stat: 'Sum',
          period: 60,
        },
        comparisonOperator: 'LessThanThreshold',
        threshold: 1,
        evaluationPeriods: 2,
        treatMissingData: 'breaching',
      }),
    );
    const keys = `
logs: { /pms: [ -5m every 10s for 8m: alive ] }
states: { errors: OK }
expect: { alarms: { errors: [OK, ALARM at 4m..8m] } }`;
    expect(await problemsOf(keys, set)).toEqual([]);
  });
});

describe('the evaluation range that AWS does not document', () => {
  const keys = `
${errors('0 9 _x8')}
expect: { at: [ 4m: { errors: OK } ] }`;
  const set = setOf(errorsAlarm({ treatMissingData: 'notBreaching' }));

  it('is flagged where the verdict depends on it', async () => {
    const { outcome, rangeDependence } = await play(keys, set);
    expect(rangeDependence).toMatchObject({
      passes: ['N', 'N+1'],
      fails: ['N+2', 'N+3'],
      failure: { alarm: 'errors', problem: 'expected OK at 4m, got ALARM' },
    });
    expect(outcome).toBe('fail');
  });

  it('fails a test that passes by default, where that is asked for', async () => {
    const passing = keys.replace('OK } ]', 'ALARM } ]');
    expect(await play(passing, set)).toMatchObject({
      outcome: 'pass',
      rangeDependence: { passes: ['N+2', 'N+3'], fails: ['N', 'N+1'] },
    });
    expect(await play(passing, set, true)).toMatchObject({ outcome: 'fail', failures: [] });
  });
});

describe('a name that the definitions do not have', () => {
  const set = setOf(
    errorsAlarm({
      metric: {
        namespace: 'AWS/RDS',
        metricName: 'CPUUtilization',
        dimensions: { DBInstanceIdentifier: 'reader-1' },
        stat: 'Average',
        period: 60,
      },
    }),
  );
  const fine = 'expect: { alarms: { errors: INSUFFICIENT_DATA } }';
  it.each([
    [
      'expect: { alarms: { erors: OK } }',
      '5:25: The definitions have no alarm "erors" (did you mean "errors"?). Expected one of errors.',
    ],
    [
      'expect: { at: [ 1m: { nowhere: OK } ] }',
      '5:27: The definitions have no alarm "nowhere". Expected one of errors.',
    ],
    [
      'expect: { actions: [ { at: 1m, alarm: nowhere, state: OK } ] }',
      '5:43: The definitions have no alarm "nowhere". Expected one of errors.',
    ],
    [
      `states: { nowhere: OK }\n${fine}`,
      '5:15: The definitions have no alarm "nowhere". Expected one of errors.',
    ],
    [
      `forced: [ 1m: { nowhere: OK } ]\n${fine}`,
      '5:21: The definitions have no alarm "nowhere". Expected one of errors.',
    ],
    [
      `bands: [ { alarm: errors, lower: 1, upper: 2 } ]\n${fine}`,
      '5:23: The definitions have no anomaly alarm "errors". Expected no anomaly alarm at all: the definitions have none.',
    ],
    [
      `logs: { /pms: [ 1m: x ] }\n${fine}`,
      '5:13: The definitions have no log group "/pms". Expected no log group at all: the definitions have none.',
    ],
    [
      `series: [ { namespace: AWS/RDS, metric: CPUUtilization, dimensions: { DBInstanceIdentifier: reader-2 }, values: 1 } ]\n${fine}`,
      '5:15: No alarm looks at AWS/RDS CPUUtilization {DBInstanceIdentifier=reader-2}. Expected one of AWS/RDS CPUUtilization {DBInstanceIdentifier=reader-1}.',
    ],
  ])('is refused: %s', async (keys, message) => {
    const failed = await play(keys, set).catch((error: unknown) => error);
    const [first] = failed instanceof Error ? failed.message.split('\n') : [];
    expect(first).toBe(`x.monitors-test.yml:${message}`);
  });

  it('is held against metrics of the same name only, where there are any', async () => {
    const other = { ...errorsAlarm({ name: 'other' }) };
    const keys =
      'series: [{ namespace: AWS/RDS, metric: CPUUtilization, values: 1 }]\nexpect: { alarms: { other: never ALARM } }';
    await expect(play(keys, setOf(...set.definitions, other))).rejects.toThrow(
      /Expected one of AWS\/RDS CPUUtilization \{DBInstanceIdentifier=reader-1\}\.\n/,
    );
  });
});
