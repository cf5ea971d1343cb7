import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { bilancia } from '../../tests/cli/run-command-line.ts';

const template = {
  Resources: {
    Board: {
      Type: 'AWS::CloudWatch::Dashboard',
      Properties: {
        DashboardName: 'theirs',
        DashboardBody: JSON.stringify({
          widgets: [
            {
              type: 'metric',
              x: 0,
              y: 0,
              width: 12,
              height: 6,
              properties: {
                title: 'CPU',
                region: 'eu-west-1',
                metrics: [['AWS/RDS', 'CPUUtilization', 'DBInstanceIdentifier', 'db-1']],
              },
            },
          ],
        }),
      },
    },
    Alarm: {
      Type: 'AWS::CloudWatch::Alarm',
      Properties: {
        AlarmName: 'cpu',
        Namespace: 'AWS/RDS',
        MetricName: 'CPUUtilization',
        Statistic: 'Average',
        Period: 60,
        EvaluationPeriods: 1,
        Threshold: 80,
        ComparisonOperator: 'GreaterThanThreshold',
      },
    },
  },
};

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bilancia-dashboards-'));
  await writeFile(join(folder, 'template.json'), JSON.stringify(template));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const dashboards = (...args: string[]) =>
  bilancia(['monitors', 'dashboards', 'template.json', ...args], {}, folder);

describe('bilancia monitors dashboards', () => {
  it('writes the dashboards of a template, and an overview of its alarms, for Grafana', async () => {
    const { status, stderr } = await dashboards('--format', 'grafana', '--out', 'boards');
    expect({ status, stderr }).toEqual({
      status: 0,
      stderr:
        'A template does not say where it is deployed: region us-east-1 and account 000000000000 are assumed.\n',
    });
    const files = (await readdir(join(folder, 'boards'))).toSorted();
    expect(files).toHaveLength(2);
    const theirs: unknown = JSON.parse(
      await readFile(join(folder, 'boards', 'theirs.json'), 'utf8'),
    );
    expect(theirs).toMatchObject({
      title: 'theirs',
      panels: [
        {
          type: 'timeseries',
          title: 'CPU',
          targets: [{ metricName: 'CPUUtilization', region: 'eu-west-1' }],
        },
      ],
    });
  });

  it('never overwrites, unless it is told to', async () => {
    expect((await dashboards('--out', 'boards')).status).toBe(0);
    expect(await dashboards('--out', 'boards')).toEqual({
      status: 2,
      stdout: '',
      stderr:
        'boards/theirs.json already exists. Choose another with --out, or overwrite it with --force.\n',
    });
    expect((await dashboards('--out', 'boards', '--force')).status).toBe(0);
  });

  it('prints everything as one document', async () => {
    const { stdout } = await dashboards('--json');
    const { dashboards: all } = z
      .object({ dashboards: z.array(z.object({ name: z.string(), content: z.unknown() })) })
      .parse(JSON.parse(stdout));
    expect(all[0]).toMatchObject({
      name: 'theirs',
      content: JSON.parse(template.Resources.Board.Properties.DashboardBody),
    });
  });
});
