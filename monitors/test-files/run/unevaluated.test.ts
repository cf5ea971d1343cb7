import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import type { CompositeAlarm } from '../../definitions/composite-alarm.ts';
import type { Definition } from '../../definitions/definition.ts';
import type { MetricQuery } from '../../definitions/metric.ts';
import { errorsAlarm, setOf } from '../testing/definitions.ts';
import { testCase } from '../testing/test-file.ts';
import { runTest } from './run.ts';

/** What a test of `expect` says of some alarms, by alarm. */
async function failuresOf(keys: string, ...definitions: readonly Definition[]) {
  const test = await testCase(`until: 10m\n${keys}`);
  const { outcome, failures } = runTest(test, setOf(...definitions), {
    strictRange: false,
    now: () => 0,
  });
  expect(outcome).toBe(failures.length === 0 ? 'pass' : 'fail');
  return failures.map(({ alarm, problem }) => `${alarm}: ${problem}`);
}

const requests = {
  namespace: 'Booking',
  metricName: 'Requests',
  stat: 'Sum',
  period: 60,
} as const;
const flood = 'series: [{ namespace: Booking, metric: Requests, values: 100000x9 }]';

function mathAlarm(...metric: readonly MetricQuery[]) {
  return errorsAlarm({ name: 'math', metric, treatMissingData: 'notBreaching' });
}

const insight = mathAlarm({
  id: 'e1',
  expression: 'INSIGHT_RULE_METRIC("rule", "MaxContributorValue")',
  period: 60,
});
const needsReport =
  'INSIGHT_RULE_METRIC needs the report of a Contributor Insights rule, which only AWS has';
const page: CompositeAlarm = { kind: 'composite-alarm', name: 'page', rule: 'ALARM(math)' };

describe('an alarm that cannot be evaluated', () => {
  it.each([
    ['INSIGHT_RULE_METRIC("rule", "Sum") / m1', needsReport],
    [
      'SELECT MAX(Requests) FROM Booking',
      'a Metrics Insights query needs the list of all metrics, which only AWS has',
    ],
    ["LAMBDA('fn', 'x')", 'LAMBDA needs the answer of a Lambda function, which only AWS has'],
    [
      "SUM(SEARCH('{Booking} Requests', 'Sum'))",
      'SEARCH needs the list of all metrics, which only AWS has',
    ],
    ['SERVICE_QUOTA(m1)', "SERVICE_QUOTA needs the account's quotas, which only AWS has"],
    ['m1 / nowhere', 'no query has the id "nowhere"; expected the id of another query'],
  ])('meets no expectation: %s', async (expression, reason) => {
    const alarm = mathAlarm(
      { id: 'e1', expression, period: 60 },
      { id: 'm1', metric: requests, returnData: false },
    );
    const [failure] = await failuresOf(
      `${flood}\nexpect: { alarms: { math: never ALARM } }`,
      alarm,
    );
    expect(failure).toContain(`math: it could not be evaluated: ${reason}. Give`);
    expect(failure).toContain('under "results" (alarm, query, values)');
  });

  it('meets none of its state, of its actions, or of no actions at all', async () => {
    const problem = `math: it could not be evaluated: ${needsReport}. Give what the query comes to under "results" (alarm, query, values)`;
    expect(await failuresOf('expect: { at: [5m: { math: INSUFFICIENT_DATA }] }', insight)).toEqual([
      problem,
    ]);
    expect(
      await failuresOf('expect: { actions: [{ at: 5m, alarm: math, state: ALARM }] }', insight),
    ).toEqual([problem]);
    expect(await failuresOf('expect: { actions: [] }', insight)).toEqual([problem]);
  });

  it('lets no composite alarm over it meet any', async () => {
    expect(
      await failuresOf('expect: { alarms: { top: never ALARM } }', insight, page, {
        ...page,
        name: 'top',
        rule: 'ALARM(page) OR ALARM(math)',
      }),
    ).toEqual([
      `top: "math", on which it depends, could not be evaluated: ${needsReport}. Give what the query comes to under "results" (alarm, query, values), or its state under "states" or "forced"`,
    ]);
  });

  it('is known where the test gives its state, to what is above it', async () => {
    const forced = 'forced: [5m: { math: ALARM }]';
    expect(
      await failuresOf(
        `${forced}\nexpect: { alarms: { page: [OK at 0m, ALARM at 5m] } }`,
        insight,
        page,
      ),
    ).toEqual([]);
    expect(
      await failuresOf(`${forced}\nexpect: { at: [6m: { math: ALARM }] }`, insight, page),
    ).toHaveLength(1);
  });

  it('is evaluated where the test gives what its query comes to', async () => {
    const results = 'results: [{ alarm: math, query: e1, values: 1x3 9x5 }]';
    expect(
      await failuresOf(
        `${results}\nexpect: { alarms: { math: [OK at 0m, ALARM at 5m] } }`,
        insight,
      ),
    ).toEqual([]);
    expect(
      await failuresOf(`${results}\nexpect: { alarms: { math: never ALARM } }`, insight),
    ).toHaveLength(1);
  });

  it('needs its band when its threshold is one', async () => {
    const band = errorsAlarm({
      name: 'odd',
      metric: [
        { id: 'm1', metric: requests },
        { id: 'b1', expression: 'ANOMALY_DETECTION_BAND(m1, 2)' },
      ],
      threshold: { metricId: 'b1' },
      comparisonOperator: 'GreaterThanUpperThreshold',
    });
    expect(await failuresOf(`${flood}\nexpect: { alarms: { odd: never ALARM } }`, band)).toEqual([
      'odd: it could not be evaluated: its band comes from a model that only AWS has. Give its band under "bands" (alarm, lower, upper)',
    ]);
    const bands = 'bands: [{ alarm: odd, lower: 0x9, upper: 10x9 }]';
    expect(
      await failuresOf(`${flood}\n${bands}\nexpect: { at: [5m: { odd: ALARM }] }`, band),
    ).toEqual([]);
  });

  it('may be one that is not defined at all', async () => {
    const elsewhere = { ...page, rule: 'ALARM(elsewhere)' };
    const never = 'expect: { alarms: { page: never ALARM } }';
    expect(await failuresOf(never, elsewhere)).toEqual([
      'page: "elsewhere", on which it depends, could not be evaluated: it is not among the definitions. Give its state under "states" or "forced"',
    ]);
    expect(await failuresOf(`states: { elsewhere: OK }\n${never}`, elsewhere)).toEqual([]);
  });

  it('may have a rule that is not known', async () => {
    const unknown = { ...page, rule: '${aws_cloudwatch_composite_alarm.page.alarm_rule}' };
    expect(await failuresOf('expect: { alarms: { page: never ALARM } }', unknown)).toEqual([
      'page: it could not be evaluated: its rule is not known: ${aws_cloudwatch_composite_alarm.page.alarm_rule}. Give definitions in which its rule is known',
    ]);
  });
});

/** Rules that look at the alarm which cannot be evaluated, whatever else they look at. */
const rules = fc.letrec<{ rule: string; any: string }>((tie) => ({
  any: fc.oneof({ maxDepth: 3 }, fc.constantFrom('ALARM(fine)', 'OK(fine)', 'TRUE'), tie('rule')),
  rule: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom('ALARM(math)', 'OK(math)', 'INSUFFICIENT_DATA(page)'),
    fc
      .tuple(tie('rule'), fc.constantFrom('AND', 'OR'), tie('any'), fc.boolean())
      .map(([one, sign, other, first]) =>
        first ? `(${one} ${sign} ${other})` : `(${other} ${sign} ${one})`,
      ),
    tie('rule').map((rule) => `NOT ${rule}`),
  ),
})).rule;
const states = fc.constantFrom('OK', 'ALARM', 'INSUFFICIENT_DATA');
const expectations = fc.oneof(
  fc.constantFrom('alarms: { top: never ALARM }', 'alarms: { top: never OK }', 'actions: []'),
  states.map((state) => `alarms: { top: [${state} at 0m] }`),
  fc.tuple(fc.nat(9), states).map(([minute, state]) => `at: [${minute}m: { top: ${state} }]`),
  states.map((state) => `actions: [{ at: 5m, alarm: top, state: ${state} }]`),
);
test.prop([rules, expectations])(
  'nothing that is expected of a composite over it holds, whatever its rule',
  async (rule, expected) => {
    const fine = errorsAlarm({ name: 'fine', treatMissingData: 'notBreaching' });
    const top = { ...page, name: 'top', rule };
    const failures = await failuresOf(`expect: { ${expected} }`, insight, fine, page, top);
    expect(failures.some((failure) => failure.includes('could not be evaluated'))).toBe(true);
  },
);
