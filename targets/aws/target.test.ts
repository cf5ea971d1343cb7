// @module-tag needs/python-programs
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { describedTarget } from '../described/described.ts';
import type { Target } from '../target.ts';
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
    const { kind, instances, endpoints, capabilities, lacks, services } = await target();
    expect({ kind, capabilities, lacks }).toEqual({
      kind: 'aws',
      capabilities: {
        observe: ['topology', 'container-events', 'access-log', 'service-log', 'readers', 'writer'],
        break: ['kill-task', 'scale-tasks', 'deploy', 'switch-writer'],
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
    expect(services).toEqual([
      { name: 'pms', desired: 2, minimumHealthyPercent: 100, maximumPercent: 200 },
    ]);
    expect(instances.filter(({ role }) => role === 'reader').map(({ tier }) => tier)).toEqual([
      1, 1,
    ]);
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

  it('reads every page of the database instances', async () => {
    const names = Array.from({ length: 15 }, (_, nth) => `prod-db-${nth + 1}`);
    system.front.answer(({ operation, input }) => {
      if (operation !== 'DescribeDBInstances') return undefined;
      const from = Number(input['Marker'] ?? 0);
      const some = names
        .slice(from, from + 6)
        .map(
          (name) =>
            `<DBInstance><DBInstanceIdentifier>${name}</DBInstanceIdentifier><DBInstanceStatus>available</DBInstanceStatus></DBInstance>`,
        );
      const marker = from + 6 < names.length ? `<Marker>${from + 6}</Marker>` : '';
      return {
        status: 200,
        headers: { 'content-type': 'text/xml' },
        body: `<DescribeDBInstancesResponse><DescribeDBInstancesResult><DBInstances>${some.join('')}</DBInstances>${marker}</DescribeDBInstancesResult></DescribeDBInstancesResponse>`,
      };
    });
    const { instances } = await target();
    const found = instances.filter(({ role }) => role === 'writer' || role === 'reader');
    expect(found.map(({ id }) => id)).toEqual(names);
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
