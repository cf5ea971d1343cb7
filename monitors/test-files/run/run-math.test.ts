import { expect, it } from 'vitest';
import { reporters } from '../reporters/index.ts';
import { errorsAlarm, setOf } from '../testing/definitions.ts';
import { testFile } from '../testing/test-file.ts';
import { runMath } from './run.ts';

const metric = { namespace: 'Shop', metricName: 'X', stat: 'Sum', period: 60 } as const;
const set = setOf(
  errorsAlarm({
    metric: [
      { id: 'rate', expression: '100 * failed / FILL(all, 1)' },
      { id: 'failed', metric, returnData: false },
      { id: 'all', metric, returnData: false },
      { id: 'quota', expression: 'SERVICE_QUOTA(all)', returnData: false },
      { id: 'share', expression: 'all / quota', returnData: false },
    ],
  }),
);

/** What came of the tests of a file, whose keys beside the name are given. */
async function resultsOf(...tests: readonly string[]) {
  const items = tests.map((keys) => `  - name: it\n    ${keys.replaceAll('\n', '\n    ')}\n`);
  const { math } = await testFile(`monitors: x.ts\ntests:\n${items.join('')}`);
  return math.map((test) => runMath(test, set, { strictRange: false, now: () => 0 }));
}

it.each([
  ['alarm: errors\nquery: rate\nseries: { failed: 0 5 1, all: 50 50 _ }\nexpect: 0 10 100', []],
  ['alarm: errors\nquery: share\nseries: { all: 10 20, quota: 100 100 }\nexpect: 0.1 0.2', []],
  ['expression: IF(m1 > 2, m1, m2)\nseries: { m1: 1 3 1, m2: 7 7 _ }\nexpect: 7 3 0', []],
  ['expression: m1 + 0.1\nseries: { m1: 0.2 }\nexpect: 0.3', []],
  ['expression: PERIOD(m1)\nseries: { m1: 1x1 }\nperiod: 5m\nexpect: 300 300', []],
  [
    'expression: m1 * 2\nseries: { m1: 1 2 _ }\nperiod: 5m\nexpect: 2 5 6',
    ['expression: expected 5 at 5m, got 4'],
  ],
  ['expression: m1\nseries: { m1: 1 _ }\nexpect: 1 2', ['expression: expected 2 at 1m, got none']],
  [
    'alarm: errors\nquery: share\nseries: { all: 10 }\nexpect: 0.1',
    [
      'errors: it could not be evaluated: it depends on "quota", and SERVICE_QUOTA needs the account\'s quotas, which only AWS has',
    ],
  ],
  [
    'expression: METRICS()\nseries: { m1: 1 }\nexpect: 1',
    ['expression: it is an array of time series, not one'],
  ],
])('a test of metric math %s comes to %j', async (keys, problems) => {
  const [result] = await resultsOf(keys);
  expect(result?.failures.map(({ alarm, problem }) => `${alarm}: ${problem}`)).toEqual(problems);
  expect(result?.outcome).toBe(problems.length === 0 ? 'pass' : 'fail');
});

it.each([
  ['alarm: errors\nquery: rat\nexpect: 1', '5:12: The definitions have no query "rat"'],
  ['alarm: erors\nquery: rate\nexpect: 1', '4:12: The definitions have no alarm on metric math'],
  [
    'alarm: errors\nquery: rate\nseries: { al: 1 }\nexpect: 1',
    '6:15: The definitions have no query',
  ],
  ['expression: m1\nquery: rate\nexpect: 1', '4:17: There is a query, too'],
  ['expression: m1', '3:5: "expect" is missing'],
])('a slip in %s is refused', async (keys, message) => {
  await expect(resultsOf(keys)).rejects.toThrow(`x.monitors-test.yml:${message}`);
});

it('is reported in every format', async () => {
  const math = await resultsOf(
    'expression: m1\nseries: { m1: 1 }\nexpect: 1',
    'expression: m1\nseries: { m1: 1 }\nexpect: 2',
  );
  const files = [{ file: 'x.monitors-test.yml', set, tests: [], math }];
  const page = { width: 80, style: (_look: unknown, text: string) => text };
  const text = async (format: keyof typeof reporters) =>
    (await reporters[format]())({ files, strictRange: false }, page).stdout;
  expect(await text('text')).toBe(`x.monitors-test.yml
  pass it (0 ms)
  FAIL it (0 ms)
    expression: expected 2 at 0m, got 1
      at x.monitors-test.yml:10:13

1 passed, 1 failed (0 ms)
`);
  expect(JSON.parse(await text('json'))).toMatchObject({ passed: 1, failed: 1 });
  expect(await text('junit')).toContain(
    '<failure message="expression: expected 2 at 0m, got 1">expression: expected 2 at 0m, got 1</failure>',
  );
});
