import { describe, expect, it } from 'vitest';
import type { MetricAlarm } from '../definitions/metric-alarm.ts';
import { replay } from './replay.ts';
import { alarm, none, played, production, service } from './testing/production.ts';
import { recordedRun } from './testing/recorded-run.ts';

describe('the replay of a run', () => {
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
      'memory: AWS/RDS FreeableMemory {DBInstanceIdentifier=r1}: the run did not record it',
      'lag: AWS/RDS AuroraReplicaLag {DBInstanceIdentifier=r1}: the run recorded it for db-2, db-3 only (to use one of them for r1, pass --as)',
      'hosts: AWS/ApplicationELB HealthyHostCount: access log lines do not contain it',
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

  it('lets three instances of the database stand for three, and plays those that it sampled', async () => {
    const connections = (id: string): MetricAlarm =>
      alarm(id, ['AWS/RDS', 'DatabaseConnections'], { DBInstanceIdentifier: id }, 'Average', 30);
    const result = await played(production(...['prod-1', 'prod-2', 'prod-3'].map(connections)));
    expect(result.unknown).toEqual([
      {
        alarm: 'prod-1',
        reason:
          'AWS/RDS DatabaseConnections {DBInstanceIdentifier=prod-1}: the run recorded it for prod-2, prod-3 only (to use one of them for prod-1, pass --as)',
      },
    ]);
    expect(result.silent).toContain('prod-2');
    expect(result.fired.map(({ alarm }) => alarm)).toContain('prod-3');
  });

  it('works on a run that recorded nothing at all', async () => {
    await using run = await recordedRun();
    for (const file of ['containerEvents', 'accessLog', 'readers', 'serviceLog'] as const)
      await run.remove(file);
    const result = await replay(run.folder, production(), none);
    expect(result.fired).toEqual([]);
    expect(result.silent).toEqual([]);
    expect(result.unknown.map(({ reason }) => reason.replace(/^.*: /, ''))).toEqual([
      'no log of the run is mapped to /ecs/prod/pms (map one with --log-group)',
      'the run has no container events',
      'the run has no container events',
      'the run has no access log',
      'the run has no access log',
      'it depends on errors, which cannot be played',
    ]);
  });
});
