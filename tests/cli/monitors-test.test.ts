import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordedRun } from '../../monitors/replay/testing/recorded-run.ts';
import { bilancia } from './run-command-line.ts';

let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bilancia-cli-monitors-'));
  await writeFile(
    join(folder, 'bilancia.monitors.ts'),
    `import { alarm, defineMonitors } from 'bilancia/monitors';
export const monitors = defineMonitors({
  environment: { name: 'prod', region: 'eu-south-1', accountId: '111122223333' },
  definitions: [
    alarm({
      name: 'cpu',
      metric: {
        namespace: 'AWS/ECS',
        metricName: 'CPUUtilization',
        dimensions: { ClusterName: 'prod', ServiceName: 'pms' },
        stat: 'Maximum',
        period: 60,
      },
      comparisonOperator: 'GreaterThanThreshold',
      threshold: 70,
      evaluationPeriods: 1,
    }),
  ],
});
`,
  );
  await writeFile(
    join(folder, 'cpu.monitors-test.yml'),
    `monitors: bilancia.monitors.ts
tests:
  - name: a busy task raises the alarm
    until: 6m
    series:
      - namespace: AWS/ECS
        metric: CPUUtilization
        dimensions: { ClusterName: prod, ServiceName: pms }
        values: 20x1 90 20x4
    expect: { alarms: { cpu: [OK at 1m, ALARM at 3m, OK at 4m] } }
  - name: the alarm lasts
    until: 6m
    series:
      - namespace: AWS/ECS
        metric: CPUUtilization
        dimensions: { ClusterName: prod, ServiceName: pms }
        values: 20x1 90 20x4
    expect: { alarms: { cpu: [OK at 1m, ALARM at 3m] } }
`,
  );
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('bilancia monitors test', () => {
  it('prints the test that fails with a picture, and ends with 1', async () => {
    const { status, stdout, stderr } = await bilancia(
      ['monitors', 'test'],
      { COLUMNS: '70' },
      folder,
    );
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
    expect(stdout.replaceAll(/\d+ ms|\d+\.\d s/g, 'TIME')).toMatchInlineSnapshot(`
      "cpu.monitors-test.yml
        pass a busy task raises the alarm (TIME)
        FAIL the alarm lasts (TIME)
          cpu: expected no further change, got OK at 4m (Threshold Crossed: 1 datapoint [20.0 (05/01/26 00:03:00)] was not greater than the threshold (70.0))
            at cpu.monitors-test.yml:18:41
          note: Alarms with N evaluation periods are assumed to look back N + 2 periods: AWS publishes no formula, only that 3 periods look back 5.

          CPUUtilization Maximum ▁   ▁   █   ▁   ▁   ▁   ▁ 20 to 90
          cpu                    ····────────████─────────
            expected             ····────────█████████████
                                                 ^^^^^^^^^
                                 ╵0m     ╵2m     ╵4m
          · INSUFFICIENT_DATA  ─ OK  █ ALARM  ╳ several  ? either  ! action  x not run  ^ differs

      1 passed, 1 failed (TIME)
      "
    `);
  });

  it('ends with 0 when all tests that are asked for pass', async () => {
    const args = ['monitors', 'test', '--filter', 'BUSY', '--coverage', '--format', 'junit'];
    const { status, stdout, stderr } = await bilancia(args, {}, folder);
    expect({ status, stderr }).toEqual({
      status: 0,
      stderr: 'Coverage: 1 of 1 alarms are brought to ALARM by a test that looks at them.\n',
    });
    expect(stdout).toContain('<testcase name="a busy task raises the alarm"');
  });
});

describe('bilancia monitors replay', () => {
  it('prints what fired in a run, with the definitions of the folder', async () => {
    await using run = await recordedRun();
    const args = ['monitors', 'replay', run.folder];
    const { status, stdout, stderr } = await bilancia(args, { COLUMNS: '70' }, folder);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatchInlineSnapshot(`
      "Run r1 (steady), 10m from 2026-11-22T09:00:00.000Z; times count from there

      Fired
      ALARM  FIRED  AFTER THE CAUSE  CAUSE                                                                 LASTED
      cpu    5m     55s              AWS/ECS CPUUtilization {ClusterName=prod, ServiceName=pms} was 79.98  2m

      When
      CPUUtilization Maximum ▁  ▁  ▁  ▁  █  █  ▁  ▁  ▁  ▁    50 to 79.98
      cpu                    ···────────────██████──────────
                             ╵0m            ╵5m
      · INSUFFICIENT_DATA  ─ OK  █ ALARM  ╳ several  ? either  ! action  x not run  ^ differs

      Notes
        ClusterName local of the run is used as prod.
        Container events come every 20s here and are used as they are; on AWS there is one per task and minute, so Sum and SampleCount of their metrics are 3 times those of AWS.
        RunningTaskCount and TaskCount are counted from the events of tasks; DesiredTaskCount is how many there were when the run began.
        Alarms with N evaluation periods are assumed to look back N + 2 periods: AWS publishes no formula, only that 3 periods look back 5.

      "
    `);
  });
});
