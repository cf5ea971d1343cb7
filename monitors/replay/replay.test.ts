import { describe, expect, it } from 'vitest';
import type { Definition, DefinitionSet } from '../definitions/definition.ts';
import type { MetricAlarm } from '../definitions/metric-alarm.ts';
import { formatSpan } from '../testing/file/time.ts';
import { setOf } from '../testing/testing/definitions.ts';
import { replayJson } from './json.ts';
import { replay, type Replay } from './replay.ts';
import { replayText } from './report.ts';
import { began, recordedRun } from './testing/recorded-run.ts';

const none = { standIns: [], logGroups: [] };
const service = { ClusterName: 'prod', ServiceName: 'pms' };

function alarm(
  name: string,
  [namespace, metricName]: readonly [string, string],
  dimensions: Readonly<Record<string, string>>,
  stat: string,
  threshold: number,
  more: Partial<MetricAlarm> = {},
): MetricAlarm {
  return {
    kind: 'metric-alarm',
    name,
    metric: { namespace, metricName, dimensions, stat, period: 60 },
    comparisonOperator: 'GreaterThanThreshold',
    threshold,
    evaluationPeriods: 1,
    ...more,
  };
}

/** What a team has in production: other names than those of the run. */
function production(...more: readonly Definition[]): DefinitionSet {
  const balancer = { LoadBalancer: 'app/prod/50dc6c495c0c9188' };
  return setOf(
    {
      kind: 'metric-filter',
      name: 'critical',
      logGroup: '/ecs/prod/pms',
      pattern: '[(w1="*CRITICAL*")]',
      transformation: { namespace: 'Booking', metricName: 'Critical', value: '1' },
    },
    alarm('critical', ['Booking', 'Critical'], {}, 'Sum', 0, { treatMissingData: 'notBreaching' }),
    alarm('cpu', ['AWS/ECS', 'CPUUtilization'], service, 'Maximum', 70),
    alarm('tasks', ['ECS/ContainerInsights', 'RunningTaskCount'], service, 'Minimum', 3, {
      comparisonOperator: 'LessThanThreshold',
      evaluationPeriods: 2,
      treatMissingData: 'breaching',
    }),
    alarm('errors', ['AWS/ApplicationELB', 'HTTPCode_ELB_502_Count'], balancer, 'Sum', 5, {
      treatMissingData: 'notBreaching',
    }),
    alarm('slow', ['AWS/ApplicationELB', 'TargetResponseTime'], balancer, 'p99', 1),
    { kind: 'composite-alarm', name: 'page', rule: 'ALARM(errors) AND ALARM(tasks)' },
    ...more,
  );
}

async function played(set = production()): Promise<Replay> {
  await using run = await recordedRun();
  return await replay(run.folder, set, none);
}

function firedIn({ fired }: Replay): string[] {
  return fired.map(({ alarm, at, until, cause }) =>
    [
      alarm,
      formatSpan(at - began),
      until === undefined ? 'to the end' : formatSpan(until - began),
      cause === undefined ? '?' : formatSpan(cause.at - began),
      cause?.what,
    ].join(' | '),
  );
}

describe('the replay of a run', () => {
  it('tells which alarms fired, until when, and after which observation', async () => {
    const result = await played();
    const line = '[2026-11-22T10:04:07.000000+01:00] request.CRITICAL: Uncaug…';
    const errors =
      'AWS/ApplicationELB HTTPCode_ELB_502_Count {LoadBalancer=app/prod/50dc6c495c0c9188} Sum was 20';
    expect(firedIn(result)).toEqual([
      `critical | 5m | 8m | 4m7s | /ecs/prod/pms: ${line}`,
      'cpu | 5m | 7m | 4m5s | AWS/ECS CPUUtilization {ClusterName=prod, ServiceName=pms} was 79.98',
      `errors | 5m | 9m | 4m1s | ${errors}`,
      'tasks | 6m | 7m | 4m5s | ECS/ContainerInsights RunningTaskCount {ClusterName=prod, ServiceName=pms} was 2',
      `page | 6m | 7m | 4m1s | ${errors}`,
    ]);
    expect(result.silent).toEqual(['slow']);
    expect(result.unknown).toEqual([]);
  });

  it('lets the names of the run stand for those of the definitions, and says so', async () => {
    const { standIns, logGroups, notes } = await played();
    expect(standIns).toEqual([
      { dimension: 'ClusterName', run: 'local', definitions: 'prod' },
      { dimension: 'LoadBalancer', run: 'app/local/1', definitions: 'app/prod/50dc6c495c0c9188' },
    ]);
    expect(logGroups).toEqual([{ source: 'service', group: '/ecs/prod/pms' }]);
    expect(notes).toEqual([
      'Container events come every 20s here and are used as they are; on AWS one a task and minute, so that Sum and SampleCount of their metrics are 3 times those of AWS.',
      'RunningTaskCount and TaskCount are counted from the events of tasks; DesiredTaskCount is how many there were when the run began.',
      'Alarms of N evaluation periods look back N + 2 periods: AWS publishes no formula, only that 3 periods look back 5.',
    ]);
  });

  it('counts from the fault of a drill where the run has a journal', async () => {
    await using run = await recordedRun();
    const action = { name: 'kill a task', type: 'action' };
    const probe = { name: 'site is up', type: 'probe' };
    const journal = {
      run: [
        { activity: probe, start: '2026-11-22T09:03:30' },
        { activity: action, start: '2026-11-22T09:04:00.250000' },
      ],
    };
    await run.append('journal', JSON.stringify(journal));
    const result = await replay(run.folder, production(), none);
    expect(result.faults).toEqual([{ at: began + 240_250, name: 'kill a task' }]);
    const { fired } = replayText(result, 100);
    expect(fired.slice(0, 3)).toEqual([
      ['ALARM', 'FIRED', 'AFTER THE CAUSE', 'CAUSE', 'LASTED'],
      [
        'critical',
        '5m',
        '1m',
        'kill a task, then /ecs/prod/pms: [2026-11-22T10:04:07.000000+01:00] request.CRITICAL: Uncaug…',
        '3m',
      ],
      [
        'cpu',
        '5m',
        '1m',
        'kill a task, then AWS/ECS CPUUtilization {ClusterName=prod, ServiceName=pms} was 79.98',
        '2m',
      ],
    ]);
  });

  it('plays no alarm on what the run did not record, and says why', async () => {
    const db = (name: string): Record<string, string> => ({ DBInstanceIdentifier: name });
    const result = await played(
      production(
        alarm('memory', ['AWS/RDS', 'FreeableMemory'], db('r1'), 'Average', 1, {
          treatMissingData: 'breaching',
        }),
        alarm('lag', ['AWS/RDS', 'AuroraReplicaLag'], db('r1'), 'Average', 100),
        alarm('hosts', ['AWS/ApplicationELB', 'HealthyHostCount'], {}, 'Minimum', 1),
        alarm('pending', ['ECS/ContainerInsights', 'PendingTaskCount'], service, 'Maximum', 1),
        alarm('half', ['AWS/ECS', 'CPUUtilization'], { ServiceName: 'pms' }, 'Maximum', 1),
        {
          ...alarm('odd', ['AWS/ECS', 'CPUUtilization'], service, 'Maximum', 1),
          threshold: { metricId: 'band' },
        },
        {
          ...alarm('search', ['AWS/ECS', 'CPUUtilization'], service, 'Maximum', 1),
          metric: [
            { id: 'q1', expression: 'SELECT MAX(CPUUtilization) FROM "AWS/ECS"', period: 60 },
          ],
        },
        { kind: 'composite-alarm', name: 'all', rule: 'ALARM(memory) OR ALARM(cpu)' },
        { kind: 'composite-alarm', name: 'above', rule: 'ALARM(all)' },
      ),
    );
    expect(result.unknown.map(({ alarm, reason }) => `${alarm}: ${reason}`)).toEqual([
      'memory: AWS/RDS FreeableMemory {DBInstanceIdentifier=r1}: the run recorded nothing of it',
      'lag: AWS/RDS AuroraReplicaLag {DBInstanceIdentifier=r1}: the run has no DBInstanceIdentifier r1, but db-2, db-3 (say which stands for it with --as)',
      'hosts: AWS/ApplicationELB HealthyHostCount: access log lines do not tell it',
      'pending: ECS/ContainerInsights PendingTaskCount {ClusterName=prod, ServiceName=pms}: the run has no events of a service',
      'half: AWS/ECS CPUUtilization {ServiceName=pms}: AWS publishes it by ClusterName, ServiceName',
      'odd: it needs the band of an anomaly model, which only AWS has',
      'search: its query "q1" searches for metrics',
      'all: it depends on memory, which cannot be played',
      'above: it depends on all, which cannot be played',
    ]);
    expect(result.fired.map(({ alarm }) => alarm)).toEqual([
      'critical',
      'cpu',
      'errors',
      'tasks',
      'page',
    ]);
  });

  it('warms alarms up for which missing data breach, since before a run there is nothing', async () => {
    const long = alarm(
      'long',
      ['ECS/ContainerInsights', 'TaskCount'],
      { ClusterName: 'prod' },
      'Minimum',
      1,
      {
        comparisonOperator: 'LessThanThreshold',
        evaluationPeriods: 15,
        treatMissingData: 'breaching',
      },
    );
    const result = await played(production(long));
    expect(result.unknown).toEqual([
      {
        alarm: 'long',
        reason: 'the run is too short for its window of 15m, in which missing data would breach',
      },
    ]);
  });

  it('works on a run that crashed: up to the last that it recorded, without lines cut short', async () => {
    await using other = await recordedRun({ endedAt: undefined });
    await other.append('containerEvents', '{"Type":"Task","Time');
    await other.append('accessLog', 'http 2026-11-22T09:0');
    await other.append('serviceLog', '{"timestamp":17');
    const result = await replay(other.folder, production(), none);
    expect(result.simulation.to).toBe(began + 600_000);
    expect(result.notes.slice(0, 3)).toEqual([
      'The run did not come to its end: it is played up to the last that it recorded.',
      'The last line of container-events.ndjson is cut short and left out.',
      'The last line of service-log.ndjson is cut short and left out.',
    ]);
    expect(firedIn(result)).toEqual(firedIn(await played()));
  });

  it('works on a run that recorded nothing at all', async () => {
    await using run = await recordedRun();
    for (const file of ['containerEvents', 'accessLog', 'readers', 'serviceLog'] as const)
      await run.remove(file);
    const result = await replay(run.folder, production(), none);
    expect(result.fired).toEqual([]);
    expect(result.silent).toEqual([]);
    expect(result.unknown.map(({ reason }) => reason.replace(/^.*: /, ''))).toEqual([
      'no log of the run stands for /ecs/prod/pms (say which with --log-group)',
      'the run has no container events',
      'the run has no container events',
      'the run has no access log',
      'the run has no access log',
      'it depends on errors, which cannot be played',
    ]);
  });

  it('takes names and log groups as they are given', async () => {
    await using run = await recordedRun();
    const db = alarm(
      'connections',
      ['AWS/RDS', 'DatabaseConnections'],
      { DBInstanceIdentifier: 'r1' },
      'Average',
      30,
    );
    const options = {
      standIns: [{ dimension: 'DBInstanceIdentifier', run: 'db-3', definitions: 'r1' }],
      logGroups: [{ source: 'access-log' as const, group: '/ecs/prod/pms' }],
    };
    const result = await replay(run.folder, production(db), options);
    expect(result.fired.map(({ alarm }) => alarm)).toContain('connections');
    expect(result.fired.map(({ alarm }) => alarm)).not.toContain('critical');
    const wrong = (changes: Partial<typeof options>) =>
      replay(run.folder, production(db), { ...options, ...changes });
    await expect(
      wrong({ standIns: [{ dimension: 'DBInstanceIdentifier', run: 'db-9', definitions: 'r1' }] }),
    ).rejects.toThrow(
      '--as: the DBInstanceIdentifier of the run is "db-9", but must be one that the run has: db-2, db-3.',
    );
    await expect(
      wrong({ logGroups: [{ source: 'access-log', group: '/nowhere' }] }),
    ).rejects.toThrow(
      'The log group of --log-group is "/nowhere", but must be one that a metric filter reads: /ecs/prod/pms.',
    );
  });

  it('is told to people with a table and a picture, and to programs as JSON', async () => {
    const result = await played();
    const { head, picture, unknown } = replayText(result, 70);
    expect(head).toBe(
      'Run r1 (steady), 10m from 2026-11-22T09:00:00.000Z, from which times are counted',
    );
    expect(unknown).toEqual([]);
    expect(`\n${picture.join('\n')}\n`).toMatchInlineSnapshot(`
      "
      Critical Sum                       ▁             1
      critical                   ──────────██████─────
      CPUUtilization Maximum     ▁ ▁ ▁ ▁ █ █ ▁ ▁ ▁ ▁   50 to 79.98
      cpu                        ··────────████───────
      HTTPCode_ELB_502_Count Sum         ▁ ▁           20
      errors                     ──────────████████───
      RunningTaskCount Minimum   █ █ █ █ ▁ ▁ █ █ █ █   2 to 3
      tasks                      ····────────██───────
      page                       ────────────██───────
                                 ╵0m       ╵5m
      · INSUFFICIENT_DATA  ─ OK  █ ALARM  ╳ several  ? either  ! action  ^ differs
      "
    `);
    const json = replayJson(result);
    expect(json).toMatchObject({
      from: '2026-11-22T09:00:00.000Z',
      to: '2026-11-22T09:10:00.000Z',
      silent: ['slow'],
      notPlayed: [],
    });
    expect(JSON.parse(JSON.stringify(json))).toEqual(json);
  });
});
