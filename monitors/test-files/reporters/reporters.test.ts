import { describe, expect, it } from 'vitest';
import { coverageOf } from '../run/coverage.ts';
import type { FileResult } from '../run/result.ts';
import { runTest } from '../run/run.ts';
import { errorsAlarm, setOf } from '../testing/definitions.ts';
import { testFile } from '../testing/test-file.ts';
import { jsonReport } from './json.ts';
import { junitReport } from './junit.ts';
import type { Page } from './reporter.ts';
import { textReport } from './text.ts';

const plain: Page = { width: 64, style: (_look, text) => text };

/** One test that passes, one that depends on the range and one that fails, on a clock that ticks 5 ms a look. */
async function played(strictRange = false): Promise<FileResult> {
  const { file, tests } = await testFile(`monitors: x.ts
tests:
  - name: passes
    until: 5m
    series: [{ namespace: Booking, metric: Errors, values: 9x5 }]
    expect: { alarms: { errors: [OK at 0m, ALARM at 1m] } }
  - name: depends
    until: 5m
    series: [{ namespace: Booking, metric: Errors, values: 9 }]
    expect: { at: [ 3m: { errors: ALARM } ] }
  - name: 'fails with "<&>"'
    until: 5m
    series: [{ namespace: Booking, metric: Errors, values: 9x5 }]
    expect: { alarms: { errors: [OK at 0m, ALARM at 2m] } }
`);
  let clock = 0;
  const now = (): number => (clock += 5);
  const set = setOf(
    errorsAlarm({ treatMissingData: 'notBreaching' }),
    errorsAlarm({ name: 'idle', threshold: 99 }),
  );
  return {
    file,
    set,
    math: [],
    tests: tests.map((test) => runTest(test, set, { strictRange, now })),
  };
}

describe('a report of tests', () => {
  it('for people has a line a test, and of those that fail what differs and a picture', async () => {
    const files = [await played()];
    const coverage = coverageOf(files);
    expect(textReport({ files, strictRange: false, coverage }, plain).stdout)
      .toMatchInlineSnapshot(`
      "x.monitors-test.yml
        pass passes (5 ms)
        pass depends (5 ms)
          range: the verdict depends on the evaluation range, which AWS does not document.
            It passes with N+2, N+3; with N, N+1 it fails:
            errors: expected ALARM at 3m, got OK
        FAIL fails with "<&>" (5 ms)
          errors: expected ALARM at 2m, got ALARM at 1m (Threshold Crossed: 1 datapoint [9.0 (05/01/26 00:00:00)] was greater than the threshold (4.0))
            at x.monitors-test.yml:14:44
          note: Alarms with N evaluation periods are assumed to look back N + 2 periods: AWS publishes no formula, only that 3 periods look back 5.

          Errors Sum ▁     ▁     ▁     ▁     ▁     ▁ 9
          errors     ──────█████████████████████████
            expected ────────────███████████████████
                           ^^^^^^
            actions        !
                     ╵0m         ╵2m         ╵4m
          · INSUFFICIENT_DATA  ─ OK  █ ALARM  ╳ several  ? either  ! action  x not run  ^ differs

      2 passed, 1 failed, 1 depending on the evaluation range (15 ms)
      Coverage: 1 of 2 alarms are brought to ALARM by a test that looks at them.
      Never:
        idle
      "
    `);
  });

  it('for CI systems is JUnit, with characters that XML lacks replaced', async () => {
    const files = [await played()];
    expect(junitReport({ files, strictRange: false }).stdout).toMatchInlineSnapshot(`
      "<?xml version="1.0" encoding="UTF-8"?>
      <testsuites name="bilancia monitors test">
        <testsuite name="x.monitors-test.yml" tests="3" failures="1" time="0.015">
          <testcase name="passes" classname="x.monitors-test.yml" file="x.monitors-test.yml" line="3" time="0.005"/>
          <testcase name="depends" classname="x.monitors-test.yml" file="x.monitors-test.yml" line="7" time="0.005">
            <system-out>The verdict depends on the evaluation range: it passes with N+2, N+3, not with N, N+1.</system-out>
          </testcase>
          <testcase name="fails with &quot;&lt;&amp;&gt;&quot;" classname="x.monitors-test.yml" file="x.monitors-test.yml" line="11" time="0.005">
            <failure message="errors: expected ALARM at 2m, got ALARM at 1m (Threshold Crossed: 1 datapoint [9.0 (05/01/26 00:00:00)] was greater than the threshold (4.0))">errors: expected ALARM at 2m, got ALARM at 1m (Threshold Crossed: 1 datapoint [9.0 (05/01/26 00:00:00)] was greater than the threshold (4.0))

      Errors Sum ▁           ▁           ▁           ▁           ▁           ▁ 9
      errors     ────────────█████████████████████████████████████████████████
        expected ────────────────────────█████████████████████████████████████
                             ^^^^^^^^^^^^
        actions              !
                 ╵0m         ╵1m         ╵2m         ╵3m         ╵4m</failure>
          </testcase>
        </testsuite>
      </testsuites>
      "
    `);
  });

  it('for programs has all that happened', async () => {
    const file = await played();
    const report = { files: [file], coverage: coverageOf([file]), strictRange: false };
    expect(JSON.parse(jsonReport(report).stdout)).toMatchObject({
      outcome: 'fail',
      passed: 2,
      failed: 1,
      dependingOnRange: 1,
      coverage: { alarms: 2, brought: 1, never: ['idle'] },
      files: [
        {
          file: 'x.monitors-test.yml',
          tests: [
            {
              name: 'passes',
              line: 3,
              outcome: 'pass',
              milliseconds: 5,
              failures: [],
              transitions: [{}, { after: '1m', alarm: 'errors', to: 'ALARM' }, {}],
            },
            { name: 'depends', outcome: 'pass', range: { passes: ['N+2', 'N+3'] } },
            {
              name: 'fails with "<&>"',
              outcome: 'fail',
              failures: [
                {
                  alarm: 'errors',
                  problem:
                    'expected ALARM at 2m, got ALARM at 1m (Threshold Crossed: 1 datapoint [9.0 (05/01/26 00:00:00)] was greater than the threshold (4.0))',
                  line: 14,
                  column: 44,
                },
              ],
            },
          ],
        },
      ],
    });
  });

  it('has the coverage beside the JUnit document, which has no place for it', async () => {
    const files = [await played()];
    const report = { files, strictRange: false, coverage: coverageOf(files) };
    expect(junitReport(report).stderr).toBe(
      'Coverage: 1 of 2 alarms are brought to ALARM by a test that looks at them.\nNever:\n  idle\n',
    );
  });
});
