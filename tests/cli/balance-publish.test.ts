// @module-tag needs/python-programs
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  PutLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type MotoServer, startMoto } from '../outside-tools/moto.ts';
import { type Session, openSession } from '../../monitors/deploy/testing/session.ts';
import { cfnLint } from '../../monitors/formats/testing/cfn-lint.ts';
import { bilancia } from './run-command-line.ts';

const minuteMs = 60_000;
const region = 'eu-south-1';
/** An hour ago, so that what is published is neither too old nor to come. */
const start = Math.floor(Date.now() / minuteMs) * minuteMs - 40 * minuteMs;

function events(from: number, to: number): string[] {
  const lines: string[] = [];
  for (let minute = from; minute < to; minute += 1)
    for (const [task, cpu] of [
      ['a', 300],
      ['b', 100],
    ] as const)
      lines.push(
        JSON.stringify({
          Type: 'Task',
          TaskId: task,
          ServiceName: 'web',
          ClusterName: 'booking',
          Timestamp: start + minute * minuteMs,
          CpuUtilized: cpu,
          CpuReserved: 1024,
        }),
      );
  return lines;
}

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bilancia-publish-'));
});
afterAll(async () => rm(folder, { recursive: true }));

describe('bilancia balance publish', () => {
  it('prints each minute once in the embedded metric format, three minutes after it', async () => {
    const args = ['balance', 'publish', 'events.ndjson', '--state', 'state.json'];
    const minutesOf = (stdout: string): number[] =>
      stdout
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => (Number(/"Timestamp":(\d+)/.exec(line)?.[1]) - start) / minuteMs);
    await writeFile(join(folder, 'events.ndjson'), events(0, 10).join('\n'));
    const first = await bilancia(args, {}, folder);
    expect(first.stderr).toBe('7 minutes of 1 service published.\n');
    expect(minutesOf(first.stdout)).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(JSON.parse(first.stdout.split('\n')[0] ?? '')).toEqual({
      _aws: {
        Timestamp: start,
        CloudWatchMetrics: [
          {
            Namespace: 'Bilancia/Balance',
            Dimensions: [['ClusterName', 'ServiceName']],
            Metrics: [
              { Name: 'PeakToAverage', Unit: 'None' },
              { Name: 'WastedCapacity', Unit: 'Percent' },
            ],
          },
        ],
      },
      ClusterName: 'booking',
      ServiceName: 'web',
      PeakToAverage: 1.5,
      WastedCapacity: expect.closeTo(100 / 3, 9),
    });
    expect(await bilancia(args, {}, folder)).toEqual({
      status: 0,
      stdout: '',
      stderr: '0 minutes of 1 service published.\n',
    });
    await writeFile(join(folder, 'events.ndjson'), events(0, 12).join('\n'));
    expect(minutesOf((await bilancia(args, {}, folder)).stdout)).toEqual([7, 8]);
    expect(JSON.parse(await readFile(join(folder, 'state.json'), 'utf8'))).toEqual({
      schemaVersion: 1,
      lastMinutes: { 'booking/web': start + 8 * minuteMs },
    });
  });

  it('says what is wrong with a state file, and publishes nothing', async () => {
    await writeFile(join(folder, 'broken.json'), '{"lastMinutes":');
    await writeFile(join(folder, 'events.ndjson'), events(0, 10).join('\n'));
    const args = ['balance', 'publish', 'events.ndjson', '--state', 'broken.json'];
    const { status, stdout, stderr } = await bilancia(args, {}, folder);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(/^State file .*broken\.json cannot be used: .*schemaVersion/);
  });

  it('has nothing to read without files or a log group', async () => {
    expect(await bilancia(['balance', 'publish'], {}, folder)).toMatchObject({
      status: 2,
      stderr:
        'There is nothing to read: pass files, or --log-group. See "bilancia balance publish --help".\n',
    });
  });
});

describe('on moto, bilancia balance publish', () => {
  let server: MotoServer;
  let session: Session;
  beforeAll(async () => {
    server = await startMoto();
    session = openSession(server.url);
  });
  afterAll(async () => {
    session.connections.close();
    await server.close();
  });

  const logGroupName = '/aws/ecs/containerinsights/booking/performance';

  it('goes from the log group to the metrics, where another process goes on', async () => {
    const { logs, cloudwatch } = session.connections.in(region);
    const place = { logGroupName, logStreamName: 's' };
    await logs.send(new CreateLogGroupCommand({ logGroupName }));
    await logs.send(new CreateLogStreamCommand(place));
    const put = async (lines: readonly string[]): Promise<void> => {
      const logEvents = lines.map((message) => ({ message, timestamp: Date.now() }));
      await logs.send(new PutLogEventsCommand({ ...place, logEvents }));
    };
    const publish = async () =>
      bilancia(
        ['balance', 'publish', '--once', '--to', 'cloudwatch', '--log-group', logGroupName],
        {
          AWS_REGION: region,
          AWS_ENDPOINT_URL: server.url,
          AWS_ACCESS_KEY_ID: 'AKIDTEST',
          AWS_SECRET_ACCESS_KEY: 'not-a-secret',
        },
        folder,
      );
    await put(events(0, 10));
    expect((await publish()).stderr).toBe('7 minutes of 1 service published.\n');
    expect((await publish()).stderr).toBe('0 minutes of 1 service published.\n');
    await put(events(10, 15));
    expect((await publish()).stderr).toBe('5 minutes of 1 service published.\n');
    const { MetricDataResults: [result] = [] } = await cloudwatch.send(
      new GetMetricDataCommand({
        StartTime: new Date(start),
        EndTime: new Date(start + 20 * minuteMs),
        ScanBy: 'TimestampAscending',
        MetricDataQueries: [
          {
            Id: 'peak',
            MetricStat: {
              Metric: {
                Namespace: 'Bilancia/Balance',
                MetricName: 'PeakToAverage',
                Dimensions: [
                  { Name: 'ClusterName', Value: 'booking' },
                  { Name: 'ServiceName', Value: 'web' },
                ],
              },
              Period: 60,
              Stat: 'Sum',
            },
          },
        ],
      }),
    );
    expect(result?.Values).toEqual(Array.from({ length: 12 }, () => 1.5));
  });
});

describe('bilancia balance deploy', () => {
  it('writes a template that cfn-lint has nothing against', async () => {
    const args = ['balance', 'deploy', '--export', 'cloudformation', '--cluster', 'booking'];
    const { stdout } = await bilancia(args);
    const path = join(folder, 'deploy.yaml');
    await writeFile(path, stdout);
    expect(await cfnLint([path])).toBe('');
    // A planted fault: cfn-lint would have told.
    await writeFile(path, stdout.replace('cpu: "256"', '').replace('Cpu: "256"', 'Cpu: "300"'));
    expect(await cfnLint([path])).not.toBe('');
  });

  it('writes the same for Terraform, whose references all lead somewhere', async () => {
    const args = ['balance', 'deploy', '--export', 'terraform', '--cluster', 'booking'];
    const { stdout } = await bilancia(args);
    const { resource, variable, data } = JSON.parse(stdout);
    const known = new Set([
      ...Object.entries(resource).flatMap(([type, all]) => namesOf(all).map((n) => `${type}.${n}`)),
      ...namesOf(variable).map((name) => `var.${name}`),
      ...Object.entries(data).flatMap(([type, all]) =>
        namesOf(all).map((name) => `data.${type}.${name}`),
      ),
    ]);
    const used = [...stdout.matchAll(/\$\{([^}]+)\}/g)].map(([, path = '']) =>
      path
        .split('.')
        .slice(0, path.startsWith('data.') ? 3 : 2)
        .join('.'),
    );
    expect([...new Set(used)].filter((name) => !known.has(name))).toEqual([]);
    const [statement] = JSON.parse(resource.aws_iam_role_policy.task.policy).Statement.slice(1);
    expect(statement).toEqual({
      Effect: 'Allow',
      Action: ['cloudwatch:PutMetricData'],
      Resource: ['*'],
      Condition: { StringEquals: { 'cloudwatch:namespace': 'Bilancia/Balance' } },
    });
  });

  it.each([
    ['--cluster', 'a/b', 'letters, digits, dashes and underscores'],
    ['--namespace', 'AWS/ECS', 'letters, digits and ./-_#: of your own, not AWS/'],
    ['--minutes', '0', 'a whole number from 1 to 15'],
  ])('refuses %s %s', async (flag, given, expected) => {
    const args = ['balance', 'deploy', '--export', 'terraform'];
    const named = flag === '--cluster' ? [] : ['--cluster', 'booking'];
    const { status, stderr } = await bilancia([...args, ...named, flag, given]);
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: `${flag} is "${given}", but must be ${expected}.\n`,
    });
  });
});

function namesOf(value: unknown): string[] {
  return Object.keys(value ?? {});
}
