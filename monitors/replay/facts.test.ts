import { describe, expect, it } from 'vitest';
import { containerFacts } from './container-metrics.ts';
import type { Fact } from './fact.ts';
import { loadBalancerFacts } from './load-balancer-metrics.ts';
import { readerFacts } from './reader-metrics.ts';
import { taskCounts } from './task-counts.ts';

function valuesOf(facts: readonly Fact[] | undefined): Record<string, number> {
  return Object.fromEntries(
    (facts ?? []).map(({ metric, value }) => [`${metric.namespace} ${metric.metricName}`, value]),
  );
}

describe('a container event', () => {
  const event = {
    Type: 'Task',
    Timestamp: 1000,
    ClusterName: 'c',
    ServiceName: 's',
    TaskDefinitionFamily: 'f',
    TaskId: 't',
    CpuUtilized: 256,
    CpuReserved: 1024,
    MemoryUtilized: 512,
    MemoryReserved: 2048,
    NetworkRxBytes: 7,
  };

  it('of a task gives what AWS publishes of it, utilization in percent', () => {
    expect(valuesOf(containerFacts(event))).toEqual({
      'ECS/ContainerInsights CpuUtilized': 256,
      'ECS/ContainerInsights CpuReserved': 1024,
      'ECS/ContainerInsights MemoryUtilized': 512,
      'ECS/ContainerInsights MemoryReserved': 2048,
      'ECS/ContainerInsights NetworkRxBytes': 7,
      'AWS/ECS CPUUtilization': 25,
      'AWS/ECS MemoryUtilization': 25,
      'ECS/ContainerInsights TaskCpuUtilization': 25,
      'ECS/ContainerInsights TaskMemoryUtilization': 25,
    });
  });

  it('of a container is not counted twice as its task', () => {
    expect(valuesOf(containerFacts({ ...event, Type: 'Container', ContainerName: 'pms' }))).toEqual(
      {
        'ECS/ContainerInsights ContainerCpuUtilization': 25,
        'ECS/ContainerInsights ContainerMemoryUtilization': 25,
      },
    );
  });

  it('of a service gives its counts, and no counting of tasks is needed', () => {
    const ofService = { ...event, Type: 'Service', DesiredTaskCount: 3, RunningTaskCount: 2 };
    expect(valuesOf(containerFacts(ofService))).toEqual({
      'ECS/ContainerInsights DesiredTaskCount': 3,
      'ECS/ContainerInsights RunningTaskCount': 2,
    });
    expect(taskCounts([event, ofService], 3)).toEqual([]);
  });

  it('without a reservation gives no share of it', () => {
    expect(valuesOf(containerFacts({ ...event, CpuReserved: 0 }))).not.toHaveProperty([
      'AWS/ECS CPUUtilization',
    ]);
  });
});

describe('the number of tasks', () => {
  const at = (seconds: number, ...tasks: string[]) =>
    tasks.map((TaskId, index) => ({
      Type: 'Task',
      Timestamp: seconds * 1000 + index,
      ClusterName: 'c',
      ServiceName: 's',
      TaskId,
    }));
  const counted = (events: Parameters<typeof taskCounts>[0], desired?: number) =>
    taskCounts(events, desired)
      .filter(({ metric }) => metric.metricName === 'RunningTaskCount')
      .map(({ at, value }) => [at / 1000, value]);

  it('falls when one is gone, and is zero while none writes', () => {
    const events = [
      ...at(0, 'a', 'b', 'c'),
      ...at(5, 'a', 'b', 'c'),
      ...at(10, 'b', 'c'),
      ...at(15, 'b', 'c', 'd'),
      ...at(20, 'b', 'c', 'd'),
      ...at(40, 'e'),
      ...at(45, 'e', 'f'),
    ];
    expect(counted(events)).toEqual([
      [0, 3],
      [5, 3],
      [10, 2],
      [15, 3],
      [20, 3],
      [25, 0],
      [30, 0],
      [35, 0],
      [40, 1],
      [45, 2],
    ]);
  });

  it('is counted for each service by itself, and whatever the order of the events', () => {
    const other = at(0, 'x').map((event) => ({ ...event, ServiceName: 'other' }));
    expect(counted([...at(5, 'a'), ...other, ...at(0, 'a', 'b')])).toEqual([
      [0, 1],
      [0, 2],
      [5, 1],
    ]);
    expect(counted([])).toEqual([]);
  });

  it('comes with how many there should be, where that is known', () => {
    const facts = taskCounts(at(0, 'a'), 3);
    expect(valuesOf(facts)).toMatchObject({ 'ECS/ContainerInsights DesiredTaskCount': 3 });
  });
});

describe('an access log line', () => {
  const line = (target: string, times: string, statuses: string): string =>
    `http 2026-07-02T22:23:00.186641Z app/lb/1 10.0.0.1:2817 ${target} ${times} ${statuses} 34 366 "GET http://h:80/a?b=%22c HTTP/1.1" "a \\"quoted\\" agent" - - arn:aws:elasticloadbalancing:eu:1:targetgroup/pms/7 "Root=1" "-" "-" 0 2026-07-02T22:22:48.364000Z "forward" "-" "-" "10.0.0.9:80" "200" "-" "-"`;

  it('of an answer of a target gives its status, time and bytes', () => {
    const facts = loadBalancerFacts(line('10.0.0.9:80', '0.000 0.048 0.037', '200 200'));
    expect(valuesOf(facts)).toEqual({
      'AWS/ApplicationELB RequestCount': 1,
      'AWS/ApplicationELB ProcessedBytes': 400,
      'AWS/ApplicationELB TargetResponseTime': 0.048,
      'AWS/ApplicationELB HTTPCode_Target_2XX_Count': 1,
    });
    expect(facts?.[0]).toMatchObject({
      at: Date.UTC(2026, 6, 2, 22, 23, 0, 186),
      seenAt: { LoadBalancer: 'app/lb/1', TargetGroup: 'targetgroup/pms/7' },
    });
  });

  it.each([
    ['10.0.0.9:80', '0.000 -1 -1', '502 -', { RequestCount: 1, ...elb('5XX', '502') }],
    ['-', '-1 -1 -1', '503 -', elb('5XX', '503')],
    ['-', '-1 -1 -1', '301 -', elb('3XX')],
    ['-', '-1 -1 -1', '460 -', elb('4XX')],
    [
      '10.0.0.9:80',
      '0.000 0.5 0.0',
      '503 503',
      { RequestCount: 1, TargetResponseTime: 0.5, HTTPCode_Target_5XX_Count: 1 },
    ],
  ])(
    'of %s with %s and %s is counted once, where AWS counts it',
    (target, times, statuses, counts) => {
      const expected = Object.entries({ ProcessedBytes: 400, ...counts }).map(([name, value]) => [
        `AWS/ApplicationELB ${name}`,
        value,
      ]);
      expect(valuesOf(loadBalancerFacts(line(target, times, statuses)))).toEqual(
        Object.fromEntries(expected),
      );
    },
  );

  it('that is cut short or none gives nothing', () => {
    const whole = line('10.0.0.9:80', '0.000 0.048 0.037', '200 200');
    expect(loadBalancerFacts(whole.slice(0, 120))).toBeUndefined();
    expect(loadBalancerFacts('not a line')).toBeUndefined();
    expect(loadBalancerFacts('')).toBeUndefined();
  });

  function elb(...codes: string[]): Record<string, number> {
    return Object.fromEntries(codes.map((code) => [`HTTPCode_ELB_${code}_Count`, 1]));
  }
});

describe('samples of a reader', () => {
  const sample = { reader: 'db-2', connections: 12, replicaLagSeconds: 0.02 };

  it('give rates from one to the next, and none across a restart', () => {
    const facts = readerFacts(
      [
        { ...sample, at: 0, queriesTotal: 100, cpuSeconds: 1 },
        { ...sample, at: 2000, queriesTotal: 300, cpuSeconds: 1.5 },
        { ...sample, at: 4000, queriesTotal: 10, replicaLagSeconds: null },
      ],
      'main',
    );
    const ofName = (name: string) =>
      facts.filter(({ metric }) => metric.metricName === name).map(({ at, value }) => [at, value]);
    expect(ofName('DatabaseConnections')).toEqual([
      [0, 12],
      [2000, 12],
      [4000, 12],
    ]);
    expect(ofName('Queries')).toEqual([[2000, 100]]);
    expect(ofName('CPUUtilization')).toEqual([[2000, 25]]);
    expect(ofName('AuroraReplicaLag')).toEqual([
      [0, 20],
      [2000, 20],
    ]);
    expect(facts[0]?.seenAt).toEqual({
      DBInstanceIdentifier: 'db-2',
      DBClusterIdentifier: 'main',
      Role: 'READER',
    });
  });
});
