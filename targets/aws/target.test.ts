// @module-tag needs/python-programs
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { collected } from '../../core/collected.ts';
import { describedTarget } from '../described.ts';
import type { Target } from '../target.ts';
import { performanceGroup, serviceGroup } from './testing/account.ts';
import { type System, startSystem } from './testing/booking-system.ts';
import { jsonAnswer, refusal } from './testing/wire.ts';

let system: System;
let folder: string;
beforeAll(async () => {
  system = await startSystem();
  folder = await mkdtemp(join(tmpdir(), 'bilancia-aws-'));
  for (const [name, value] of Object.entries(system.env)) vi.stubEnv(name, value);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await system.close();
  await rm(folder, { recursive: true, force: true });
});
afterEach(() => {
  system.front.answer(() => undefined);
  system.front.forget();
});

async function target(file = system.file): Promise<Target> {
  const path = join(folder, 'target.yml');
  await writeFile(path, file);
  return describedTarget(path, { ...process.env });
}

describe('a target in AWS', () => {
  it('has the instances, endpoints and capabilities that ECS, the load balancer and RDS tell', async () => {
    const { kind, instances, endpoints, capabilities, lacks } = await target();
    expect({ kind, capabilities, lacks }).toEqual({
      kind: 'aws',
      capabilities: {
        observe: ['topology', 'container-events', 'access-log', 'service-log', 'readers'],
        break: [],
        sharesMachine: false,
      },
      lacks: [],
    });
    expect(instances.map(({ id, role }) => [role, id])).toEqual([
      ['load-balancer', 'prod-pms'],
      ...system.account.tasks.map(({ id }) => ['task', id]),
      ['writer', 'prod-db-1'],
      ['reader', 'prod-db-2'],
      ['reader', 'prod-db-3'],
    ]);
    expect(instances.filter(({ role }) => role === 'task').map(({ address }) => address)).toEqual(
      system.account.tasks.map(({ address }) => address),
    );
    expect(endpoints.reader).toMatch(/^prod-db\.cluster-ro-.*:3306$/);
  });

  it('only reads', async () => {
    const one = await target();
    await one.instancesNow?.();
    const operations = system.front.seen.map(({ operation }) => operation);
    expect(operations.length).toBeGreaterThan(10);
    expect(operations.filter((name) => !/^(Describe|List|Get|Filter|GET )/.test(name))).toEqual([]);
  });

  it('says what it lacks before anything starts', async () => {
    system.front.answer((asked) =>
      asked.operation === 'DescribeClusters'
        ? jsonAnswer({
            clusters: [{ settings: [{ name: 'containerInsights', value: 'disabled' }] }],
          })
        : undefined,
    );
    const given: { aws: Record<string, unknown> } = JSON.parse(system.file);
    const { loadBalancer: _, database: __, ...aws } = given.aws;
    const { lacks, capabilities } = await target(JSON.stringify({ ...given, aws }));
    expect(capabilities.observe).toEqual(['topology', 'service-log']);
    expect(lacks).toEqual([
      'Container Insights is off in cluster "prod": nothing is known of the CPU and memory of its tasks.',
      'The target file names no load balancer: there is no access log to read.',
      'The target file names no database cluster: its readers are not looked at.',
    ]);
  });

  it('refuses a service that is not there', async () => {
    await expect(target(system.file.replace('"pms"', '"shop"'))).rejects.toThrow(
      'AWS refuses ecs:DescribeServices in eu-west-1: there is no service "shop" in cluster "prod".',
    );
  });

  it('says which permission is missing', async () => {
    const arn = 'arn:aws:ecs:eu-west-1:123456789012:cluster/prod';
    system.front.answer((asked) =>
      asked.operation === 'ListTasks'
        ? refusal(
            asked,
            'AccessDeniedException',
            `User: arn:aws:iam::123456789012:user/ci is not authorized to perform: ecs:ListTasks on resource: ${arn} because no identity-based policy allows the ecs:ListTasks action`,
          )
        : undefined,
    );
    await expect(target()).rejects.toThrow(
      `AWS denies ecs:ListTasks in eu-west-1: User: arn:aws:iam::123456789012:user/ci is not authorized to perform: ecs:ListTasks on resource: ${arn} because no identity-based policy allows the ecs:ListTasks action. The identity in use needs the permission ecs:ListTasks.`,
    );
  });

  it('says where the profile is set when the credentials expired', async () => {
    system.front.answer((asked) =>
      refusal(
        asked,
        'ExpiredTokenException',
        'The security token included in the request is expired',
      ),
    );
    await expect(target()).rejects.toThrow(
      'No working AWS credentials: The security token included in the request is expired. Write "profile" below "aws" in the target file, or set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.',
    );
  });

  it('reads every page of the tasks', async () => {
    const arns = Array.from(
      { length: 250 },
      (_, nth) => `arn:aws:ecs:eu-west-1:1:task/prod/t${nth}`,
    );
    system.front.answer(({ operation, input }) => {
      if (operation === 'ListTasks') {
        const from = Number(input['nextToken'] ?? 0);
        const to = from + Number(input['maxResults']);
        const more = to < arns.length ? { nextToken: String(to) } : {};
        return jsonAnswer({ taskArns: arns.slice(from, to), ...more });
      }
      if (operation !== 'DescribeTasks' || !Array.isArray(input['tasks'])) return undefined;
      expect(input['tasks'].length).toBeLessThanOrEqual(100);
      return jsonAnswer({
        tasks: input['tasks'].map((taskArn) => ({ taskArn, lastStatus: 'RUNNING' })),
      });
    });
    const tasks = (await target()).instances.filter(({ role }) => role === 'task');
    expect(tasks.map(({ id }) => id)).toEqual(arns.map((arn) => arn.split('/').at(-1)));
  });

  it('waits out throttling of every fourth call', async () => {
    let calls = 0;
    system.front.answer((asked) => {
      calls += 1;
      return calls % 4 === 0 ? refusal(asked, 'ThrottlingException', 'Rate exceeded') : undefined;
    });
    expect((await target()).instances).toHaveLength(6);
  });

  it.each([
    ['RUNNING', 'initial', 'starting'],
    ['RUNNING', 'unhealthy', 'unhealthy'],
    ['RUNNING', 'draining', 'draining'],
    ['PENDING', undefined, 'starting'],
    ['DEPROVISIONING', undefined, 'draining'],
  ])(
    'sees a task that is %s, and at its load balancer %s, as %s',
    async (lastStatus, state, health) => {
      system.front.answer((asked) => {
        if (asked.operation === 'DescribeTasks')
          return jsonAnswer({
            tasks: [
              {
                taskArn: 'arn:aws:ecs:eu-west-1:1:task/prod/a',
                lastStatus,
                attachments: [{ details: [{ name: 'privateIPv4Address', value: '10.0.0.1' }] }],
              },
            ],
          });
        if (asked.operation !== 'DescribeTargetHealth' || state === undefined) return undefined;
        const one = `<member><Target><Id>10.0.0.1</Id><Port>8080</Port></Target><TargetHealth><State>${state}</State></TargetHealth></member>`;
        return {
          status: 200,
          headers: { 'content-type': 'text/xml' },
          body: `<DescribeTargetHealthResponse><DescribeTargetHealthResult><TargetHealthDescriptions>${one}</TargetHealthDescriptions></DescribeTargetHealthResult></DescribeTargetHealthResponse>`,
        };
      });
      const states = (await (await target()).instancesNow?.()) ?? [];
      expect(states.filter(({ role }) => role === 'task').map((one) => one.health)).toEqual([
        health,
      ]);
    },
  );
});

async function all<T>(source: AsyncIterable<T> | undefined): Promise<T[]> {
  return source === undefined ? [] : collected(source);
}

describe('what AWS keeps of a target', () => {
  const minute = 60_000;
  const begin = Math.floor(Date.now() / minute) * minute - 60 * minute;
  const event = (task: string, nth: number, service = 'pms'): string =>
    JSON.stringify({
      Type: 'Task',
      ServiceName: service,
      TaskId: task,
      Timestamp: begin + nth * minute,
    });
  const line = (at: number, nth: number): string =>
    `http ${new Date(at).toISOString()} app/prod-pms/1 10.1.1.1:${nth} 10.0.0.1:8080 0.001`;

  beforeAll(async () => {
    const { putEvents, putAccessLog, putMetric } = system.account;
    const events = Array.from({ length: 60 }, (_, nth): [number, string][] => [
      [begin + nth * minute, event('a', nth)],
      [begin + nth * minute, event('b', nth, 'other')],
    ]);
    await putEvents(performanceGroup, events.flat());
    await putEvents(serviceGroup, [[begin + minute, '{"level":"info"}']]);
    for (let nth = 5; nth <= 30; nth += 5) {
      const end = begin + nth * minute;
      const lines = Array.from({ length: 5 }, (_, back) =>
        line(end - (back + 0.5) * minute, nth + back),
      );
      await putAccessLog(new Date(end), lines);
    }
    for (const nth of [0, 1, 2]) {
      const at = new Date(begin + nth * minute);
      await putMetric('prod-db-2', 'DatabaseConnections', at, 10 + nth);
      await putMetric('prod-db-2', 'Queries', at, 100);
      await putMetric('prod-db-2', 'AuroraReplicaLag', at, 20);
    }
  });

  it('gives the events of its services alone, from the first to just before the last', async () => {
    const { histories } = await target();
    const range = { from: begin + minute, to: begin + 4 * minute };
    expect(await all(histories?.containerEvents?.read(range))).toEqual(
      [1, 2, 3].map((nth) => event('a', nth)),
    );
  });

  it('reads every page of them, empty ones as well', async () => {
    system.front.answer(({ operation, input }) => {
      if (operation !== 'FilterLogEvents') return undefined;
      const page = Number(input['nextToken'] ?? 0);
      const events = page === 1 ? [] : [{ message: event('a', page), timestamp: begin }];
      return jsonAnswer({ events, ...(page < 3 ? { nextToken: String(page + 1) } : {}) });
    });
    const { histories } = await target();
    const read = histories?.containerEvents?.read({ from: begin, to: begin + minute });
    expect(await all(read)).toEqual([0, 2, 3].map((nth) => event('a', nth)));
  });

  it('gives the lines of its access log by the time of their answers, whichever file they are in', async () => {
    const { histories } = await target();
    const range = { from: begin + 3 * minute, to: begin + 7 * minute };
    const lines = await all(histories?.accessLog?.read(range));
    expect(lines.map((one) => one.split(' ')[1]).toSorted()).toEqual(
      [3.5, 4.5, 5.5, 6.5].map((nth) => new Date(begin + nth * minute).toISOString()),
    );
  });

  it('gives what its tasks logged', async () => {
    const { histories } = await target();
    const range = { from: begin, to: begin + 2 * minute };
    expect(await all(histories?.serviceLog?.read(range))).toEqual([
      { timestamp: begin + minute, logStreamName: 'one', message: '{"level":"info"}' },
    ]);
  });

  it('gives the load of readers by their metrics, with queries counted up', async () => {
    const { readerSamples } = await target();
    vi.useFakeTimers({ toFake: ['Date'], now: begin });
    const over = new AbortController();
    const samples = all(readerSamples?.(over.signal));
    vi.setSystemTime(begin + 3 * minute);
    over.abort();
    const found = await samples;
    vi.useRealTimers();
    expect(found).toEqual(
      [0, 1, 2].map((nth) => ({
        at: begin + nth * minute,
        reader: 'prod-db-2',
        connections: 10 + nth,
        queriesTotal: 6_000 * (nth + 1),
        replicaLagSeconds: 0.02,
      })),
    );
  });

  it('is told of what cannot be read, and goes on', async () => {
    const { accessLog } = await target();
    system.front.answer((asked) =>
      asked.service === 's3'
        ? refusal(asked, 'ExpiredToken', 'The provided token has expired.')
        : undefined,
    );
    const over = new AbortController();
    const told: string[] = [];
    const late = { giveUp: AbortSignal.abort(), tell: (text: string) => void told.push(text) };
    const lines = all(accessLog?.(over.signal, late));
    setTimeout(() => over.abort(), 20);
    expect(await lines).toEqual([]);
    expect(told).toEqual([
      'The lines of the access log were not read to the end: No working AWS credentials: The provided token has expired. Write "profile" below "aws" in the target file, or set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY. Fetch it later with "bilancia fetch FILE --run FOLDER".',
    ]);
  });
});
