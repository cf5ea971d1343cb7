// @module-tag needs/python-programs
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { collected } from '../../core/collected.ts';
import { type Checked, askAll, outcomeOf } from '../check/check.ts';
import { targetChecks } from '../described/checks.ts';
import { type System, startSystem } from './testing/booking-system.ts';
import { refusal } from './testing/wire.ts';

let system: System;
let path: string;
beforeAll(async () => {
  system = await startSystem();
  const folder = await mkdtemp(join(tmpdir(), 'bilancia-check-'));
  path = join(folder, 'target.yml');
  const given: { aws: object } = JSON.parse(system.file);
  const database = { user: 'checker', passwordSecret: 'prod/checker', schemas: {} };
  await writeFile(path, JSON.stringify({ ...given, database }));
  for (const [name, value] of Object.entries(system.env)) vi.stubEnv(name, value);
  await system.account.putAccessLog(new Date(), ['http 2026-11-27T10:00:00.0Z app/prod-pms/1']);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await system.close();
  await rm(join(path, '..'), { recursive: true, force: true });
});
afterEach(() => {
  system.front.answer(() => undefined);
  system.front.forget();
});

const never = new AbortController().signal;

/** All but the health page, which nobody answers here. */
async function check(): Promise<Checked[]> {
  const env = { ...process.env, AWS_MAX_ATTEMPTS: '1' };
  const { checks } = await targetChecks({ path, env, now: Date.now(), confirmed: false });
  return (await collected(askAll(checks, never))).slice(1);
}

const serviceIn = (call: string): string => call.split(':')[0] ?? '';

const denials: readonly (readonly [operation: string, call: string, resource: string])[] = [
  ['ListTasks', 'ecs:ListTasks', 'service pms'],
  ['DescribeClusters', 'ecs:DescribeClusters', 'cluster prod'],
  ['DescribeServices', 'ecs:DescribeServices', 'service pms'],
  ['DescribeTasks', 'ecs:DescribeTasks', 'service pms'],
  ['DescribeLoadBalancers', 'elasticloadbalancing:DescribeLoadBalancers', 'load balancer prod-pms'],
  ['DescribeTargetHealth', 'elasticloadbalancing:DescribeTargetHealth', 'target groups of pms'],
  [
    'DescribeLoadBalancerAttributes',
    'elasticloadbalancing:DescribeLoadBalancerAttributes',
    'load balancer prod-pms',
  ],
  ['DescribeDBClusters', 'rds:DescribeDBClusters', 'database cluster prod-db'],
  ['DescribeDBInstances', 'rds:DescribeDBInstances', 'database cluster prod-db'],
  ['FilterLogEvents', 'logs:FilterLogEvents', 'log group /ecs/prod/pms'],
  ['GET bucket', 's3:ListBucket', 'arn:aws:s3:::prod-alb-logs'],
  ['GET object', 's3:GetObject', 'arn:aws:s3:::prod-alb-logs/prod/AWSLogs/*'],
  ['GetMetricData', 'cloudwatch:GetMetricData', '*'],
  [
    'DescribeScalableTargets',
    'application-autoscaling:DescribeScalableTargets',
    'service/prod/pms',
  ],
  ['DescribeScalingPolicies', 'application-autoscaling:DescribeScalingPolicies', 'cluster:prod-db'],
  ['GetSecretValue', 'secretsmanager:GetSecretValue', 'secret prod/checker'],
];

describe('a check of a target in AWS', () => {
  it('passes where everything answers, having read only', async () => {
    const checked = await check();
    expect(checked.filter(({ kind }) => kind !== 'ok')).toEqual([
      {
        capability: 'exec',
        call: 'ecs:ExecuteCommand',
        resource: 'service pms',
        kind: 'not-tried',
        text: 'not tried: it would run something; 0 of 2 tasks take commands',
      },
      ...[
        ['kill-task', 'ecs:StopTask', 'a task of pms'],
        ['scale-tasks', 'ecs:UpdateService', 'service pms'],
        ['deploy', 'ecs:UpdateService', 'service pms'],
        ['switch-writer', 'rds:FailoverDBCluster', 'database cluster prod-db'],
      ].map(([capability, call, resource]) => ({
        capability,
        call,
        resource,
        kind: 'not-tried',
        text: 'not tried: it would be done',
      })),
    ]);
    expect(outcomeOf(checked)).toBe('pass');
    const operations = new Set(system.front.seen.map(({ operation }) => operation));
    expect([...operations].toSorted()).toEqual(denials.map(([operation]) => operation).toSorted());
  });

  // One of each service; all of them where somebody asks for it.
  const every = process.env['BILANCIA_AWS_CALLS'] !== undefined;
  const isFirst = (call: string, nth: number): boolean =>
    denials.findIndex(([, one]) => serviceIn(one) === serviceIn(call)) === nth;
  const tried = denials.filter(([, call], nth) => every || isFirst(call, nth));
  it.each(tried)(
    'says what is needed where AWS denies %s without saying so',
    async (operation, call, resource) => {
      system.front.answer((asked) =>
        asked.operation === operation
          ? refusal(
              asked,
              asked.service === 's3' ? 'AccessDenied' : 'AccessDeniedException',
              'Access Denied',
              403,
            )
          : undefined,
      );
      const checked = await check();
      const denied = checked.filter(({ kind }) => kind === 'denied');
      expect(denied.map(({ missing }) => missing)).toContainEqual({ action: call, resource });
      expect(outcomeOf(checked)).toBe('fail');
    },
  );

  it('names the action and the resource that AWS names', async () => {
    const resource = 'arn:aws:rds:eu-west-1:123456789012:cluster:prod-db';
    const message = `User: arn:aws:sts::123456789012:assumed-role/ci/me is not authorized to perform: rds:DescribeDBClusters on resource: ${resource} because no identity-based policy allows the rds:DescribeDBClusters action`;
    system.front.answer((asked) =>
      asked.operation === 'DescribeDBClusters'
        ? refusal(asked, 'AccessDenied', message, 403)
        : undefined,
    );
    const [denied] = (await check()).filter(({ kind }) => kind === 'denied');
    expect(denied?.text).toBe(`denied: it needs rds:DescribeDBClusters on ${resource}`);
  });

  it('knows nothing where AWS throttles, and asks on', async () => {
    system.front.answer((asked) =>
      asked.operation === 'ListTasks'
        ? refusal(asked, 'ThrottlingException', 'Rate exceeded')
        : undefined,
    );
    const checked = await check();
    expect(
      checked.filter(({ kind }) => kind === 'unsure').map(({ call, text }) => [call, text]),
    ).toEqual([
      ['ecs:ListTasks, ecs:DescribeTasks', 'throttled: ask again later'],
      ['ecs:ExecuteCommand', 'throttled: ask again later'],
    ]);
    expect(outcomeOf(checked)).toBe('inconclusive');
  });

  it.each(['rds', 's3'])('asks no more once the credentials expired at %s', async (service) => {
    system.front.answer((asked) =>
      asked.service === service ? refusal(asked, 'ExpiredToken', 'The token expired') : undefined,
    );
    const checked = await check();
    const from = checked.findIndex(({ kind }) => kind === 'unsure');
    const [first, ...rest] = checked.slice(from);
    expect(first?.text).toMatch(/^No working AWS credentials: The token expired\./);
    expect(new Set(rest.map(({ text }) => text))).toEqual(
      new Set(['not asked: no other call would fare better']),
    );
    expect(outcomeOf(checked)).toBe('inconclusive');
  });

  it('knows nothing where nobody answers', async () => {
    system.front.answer(() => 'drop');
    const checked = await check();
    expect(checked[0]?.text).toMatch(/^AWS cannot be reached at /);
    expect(outcomeOf(checked)).toBe('inconclusive');
  });
});
