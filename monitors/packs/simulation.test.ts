import { describe, expect, it } from 'vitest';
import { simulate } from '../alarms/simulate/simulate.ts';
import type { Observation } from '../metrics/observation.ts';
import type { LogEvent } from '../metrics/log-event.ts';
import type { Definition } from '../definitions/definition.ts';
import { alb } from './alb.ts';
import { aurora } from './aurora.ts';
import { heartbeat } from './heartbeat.ts';
import { mail } from './mail.ts';
import type { AnyPack } from './pack.ts';
import { pmsService } from './pms-service.ts';

const start = Date.UTC(2026, 7, 1, 8);
const minutes = 120;
const faultAt = 60;
/** An alarm for which silence is a breach begins in ALARM, since nothing was published before the beginning. */
const settled = 30;

type Publish = (minute: number) => readonly Omit<Observation, 'at'>[];
type Log = (minute: number) => readonly Omit<LogEvent, 'at'>[];

/** Alarms of a pack's example that go into ALARM once all have settled, with the minute. */
function fired(pack: AnyPack, publish: Publish, log: Log = () => []): Record<string, number> {
  const definitions: Definition[] = pack.build(pack.options.parse(pack.example));
  const eachMinute = <T extends object>(make: (minute: number) => readonly T[]) =>
    Array.from({ length: minutes }, (_, minute) =>
      make(minute).map((one) => ({ ...one, at: start + minute * 60_000 + 30_000 })),
    ).flat();
  const { transitions } = simulate({
    set: {
      environment: { name: 'prod', region: 'eu-south-1', accountId: '111122223333' },
      definitions,
    },
    from: start,
    to: start + minutes * 60_000,
    observations: eachMinute(publish),
    logs: eachMinute(log),
  });
  return Object.fromEntries(
    transitions
      .filter(({ to, at }) => to === 'ALARM' && at >= start + settled * 60_000)
      .map(({ alarm, at }) => [alarm, Math.round((at - start) / 60_000)]),
  );
}

describe('the PMS pack, over simulated time', () => {
  const dimensions = { ClusterName: 'booking', ServiceName: 'pms' };
  const insights = { namespace: 'ECS/ContainerInsights', dimensions };
  const ecs = { namespace: 'AWS/ECS', dimensions };

  interface Service {
    readonly running?: number;
    readonly cpu?: readonly number[];
  }

  /** Four tasks that are well, and what is different from minute 60 on. */
  const service =
    (fault: Service): Publish =>
    (minute) => {
      const { running = 4, cpu = [40, 41, 42, 43] } = minute < faultAt ? {} : fault;
      return [
        { ...insights, metricName: 'DesiredTaskCount', value: 4 },
        { ...insights, metricName: 'RunningTaskCount', value: running },
        {
          namespace: 'AWS/Logs',
          dimensions: { LogGroupName: '/ecs/prod/pms' },
          metricName: 'IncomingLogEvents',
          value: 9,
        },
        ...cpu.map((value) => ({ ...ecs, metricName: 'CPUUtilization', value })),
        ...cpu.map((value) => ({ ...ecs, metricName: 'MemoryUtilization', value })),
      ];
    };

  it('is quiet while all is well', () => {
    expect(fired(pmsService, service({}))).toEqual({});
  });

  it('sees a task that is missing once it should have started', () => {
    const { 'prod-pms-tasks-missing': at, ...others } = fired(pmsService, service({ running: 3 }));
    expect(at).toBeGreaterThanOrEqual(faultAt + 5);
    expect(at).toBeLessThanOrEqual(faultAt + 8);
    expect(others).toEqual({});
  });

  it('sees within minutes that no task is left', () => {
    expect(fired(pmsService, service({ running: 0 }))['prod-pms-tasks-none']).toBeLessThanOrEqual(
      faultAt + 5,
    );
  });

  it('sees one hot task among four, and none on a fleet that idles', () => {
    expect(Object.keys(fired(pmsService, service({ cpu: [20, 20, 20, 60] })))).toEqual([
      'prod-pms-unbalanced',
    ]);
    expect(fired(pmsService, service({ cpu: [1, 1, 1, 20] }))).toEqual({});
  });

  it('sees a CRITICAL line, and neither the ignored phrase nor silence of errors', () => {
    const line =
      (message: string): Log =>
      (minute) => [
        { logGroup: '/ecs/prod/pms', message: 'request.INFO: fine' },
        ...(minute === faultAt ? [{ logGroup: '/ecs/prod/pms', message }] : []),
      ];
    const critical = fired(pmsService, service({}), line('[x] request.CRITICAL: gone away [] []'));
    expect(Object.keys(critical)).toEqual(['prod-pms-critical']);
    expect(
      fired(pmsService, service({}), line('[x] request.CRITICAL: Errore da Ignorare')),
    ).toEqual({});
  });
});

describe('the load balancer pack, over simulated time', () => {
  const balancer = {
    namespace: 'AWS/ApplicationELB',
    dimensions: { LoadBalancer: alb.example.loadBalancer },
  };
  const { loadBalancer, targetGroup } = alb.example;
  const group = {
    ...balancer,
    dimensions: { LoadBalancer: loadBalancer, TargetGroup: targetGroup },
  };

  const hosts = [
    { ...group, metricName: 'HealthyHostCount', value: 4 },
    { ...group, metricName: 'UnHealthyHostCount', value: 0 },
  ];
  const requests = [balancer, group].map((of) => ({
    ...of,
    metricName: 'RequestCount',
    value: 1000,
  }));

  it('is quiet while errors are never published, and at night', () => {
    expect(fired(alb, () => [...hosts, ...requests])).toEqual({});
    expect(fired(alb, () => hosts)).toEqual({});
  });

  it('sees an outage in which no request reaches a target', () => {
    const refused = [{ ...balancer, metricName: 'HTTPCode_ELB_5XX_Count', value: 1000 }];
    const alarms = fired(alb, (minute) => [...hosts, ...(minute < faultAt ? requests : refused)]);
    expect(alarms['prod-alb-elb-5xx']).toBeLessThanOrEqual(faultAt + 6);
  });
});

describe('the Aurora pack, over simulated time', () => {
  const connections =
    (of: Readonly<Record<string, number>>): Publish =>
    (minute) => [
      ...Object.entries(of).map(([instance, value]) => ({
        namespace: 'AWS/RDS',
        dimensions: { DBInstanceIdentifier: instance },
        metricName: 'DatabaseConnections',
        value: minute < faultAt ? 40 : value,
      })),
      {
        namespace: 'AWS/RDS',
        dimensions: { DBClusterIdentifier: 'booking', Role: 'WRITER' },
        metricName: 'EngineUptime',
        value: 5000,
      },
    ];

  it('sees readers of which one does all the work', () => {
    expect(Object.keys(fired(aurora, connections({ 'booking-2': 20, 'booking-3': 90 })))).toEqual([
      'prod-aurora-readers-unbalanced',
    ]);
  });

  it('is quiet about a difference that chance makes, and about few connections', () => {
    expect(fired(aurora, connections({ 'booking-2': 40, 'booking-3': 60 }))).toEqual({});
    expect(fired(aurora, connections({ 'booking-2': 1, 'booking-3': 12 }))).toEqual({});
  });

  it('sees an instance that runs out of connections', () => {
    expect(Object.keys(fired(aurora, connections({ 'booking-1': 900 })))).toEqual([
      'prod-aurora-booking-1-connections',
    ]);
  });
});

describe('the heartbeat and mail packs, over simulated time', () => {
  const lines = (...groups: string[]) =>
    groups.map((group) => ({
      namespace: 'AWS/Logs',
      dimensions: { LogGroupName: group },
      metricName: 'IncomingLogEvents',
      value: 3,
    }));

  it('see a log group that falls silent', () => {
    const alarms = fired(heartbeat, (minute) =>
      minute < faultAt
        ? lines('/ecs/prod/pms', '/ecs/prod/channel-manager')
        : lines('/ecs/prod/channel-manager'),
    );
    expect(Object.keys(alarms)).toEqual(['prod-logs-ecs-prod-pms-silent']);
    expect(alarms['prod-logs-ecs-prod-pms-silent']).toBeGreaterThanOrEqual(faultAt + 14);
  });

  it('hear of a reject once, and of its end', () => {
    const reject = { namespace: 'AWS/SES', metricName: 'Reject', value: 1 };
    expect(Object.keys(fired(mail, (minute) => (minute === faultAt ? [reject] : [])))).toEqual([
      'prod-mail-rejects',
    ]);
  });
});
