// @module-tag needs/python-programs
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { collected } from '../../core/collected.ts';
import type { ProbeVerdict } from '../../core/probe-folder/verdict.ts';
import { watch as watchConnections } from '../../probes/connections/watch/watch.ts';
import { judge } from '../../probes/preflight/judge.ts';
import { watch } from '../../probes/preflight/watch.ts';
import { type System, startSystem } from '../../targets/aws/testing/booking-system.ts';
import { jsonAnswer, refusal } from '../../targets/aws/testing/wire.ts';
import { describedTarget } from '../../targets/described/described.ts';

let system: System;
let folder: string;
beforeAll(async () => {
  system = await startSystem();
  folder = await mkdtemp(join(tmpdir(), 'bilancia-preflight-'));
  await writeFile(join(folder, 'target.yml'), system.file);
  for (const [name, value] of Object.entries(system.env)) vi.stubEnv(name, value);
  vi.stubEnv('AWS_MAX_ATTEMPTS', '1');
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

const { signal: until } = new AbortController();
const context = { until, settings: {}, tell: () => undefined, allow: () => Promise.resolve() };
const targetNow = () => describedTarget(join(folder, 'target.yml'), { ...process.env });

async function look(): Promise<ProbeVerdict> {
  return judge(await collected(watch({ target: await targetNow(), ...context })), {});
}

const ofScaling = ({ reasons, remarks }: ProbeVerdict): string[] =>
  [...reasons, ...remarks].filter((one) =>
    /^(pms|prod-db)(-scaled|-enough|-outlives-one|:)/.test(one),
  );

it('sees in AWS how tasks and readers are scaled, having read only', async () => {
  const verdict = await look();
  expect(ofScaling(verdict)).toEqual([
    'pms-enough-at-most: which zones its tasks are in is not known.',
  ]);
  const operations = new Set(system.front.seen.map(({ operation }) => operation));
  expect(operations).toContain('DescribeScalingPolicies');
  expect([...operations].filter((name) => !/^(Describe|List|Get|Filter)/.test(name))).toEqual([]);
});

it('finds in AWS that nothing scales the tasks, and that readers are kept as they are', async () => {
  system.front.answer(({ operation, input }) => {
    if (operation !== 'DescribeScalableTargets') return undefined;
    if (input['ServiceNamespace'] === 'ecs') return jsonAnswer({ ScalableTargets: [] });
    const SuspendedState = { DynamicScalingOutSuspended: true, DynamicScalingInSuspended: true };
    return jsonAnswer({ ScalableTargets: [{ MinCapacity: 2, MaxCapacity: 6, SuspendedState }] });
  });
  const verdict = await look();
  expect(verdict.outcome).toBe('fail');
  expect(ofScaling(verdict)).toEqual([
    'pms-scaled: nothing scales its tasks: they stay as many as they are.',
    'prod-db-scaled: scaling out is suspended.',
    'prod-db: scaling in is suspended.',
  ]);
});

it('reads every page of the policies', async () => {
  system.front.answer(({ operation, input }) => {
    if (operation !== 'DescribeScalingPolicies') return undefined;
    const nth = Number(input['NextToken'] ?? 1);
    const policy = {
      PolicyName: `p${nth}`,
      TargetTrackingScalingPolicyConfiguration: {
        TargetValue: 50,
        ScaleOutCooldown: nth === 3 ? 1200 : 60,
      },
    };
    return jsonAnswer({
      ScalingPolicies: [policy],
      ...(nth < 3 ? { NextToken: String(nth + 1) } : {}),
    });
  });
  expect(ofScaling(await look())).toContain(
    'pms-scaled-in-time: p3 waits 20 min after each step out, where an outage may last 5 min.',
  );
});

it('names the permission that is missing, and tells the rest all the same', async () => {
  system.front.answer((asked) =>
    asked.service === 'application-autoscaling'
      ? refusal(asked, 'AccessDeniedException', 'Access Denied', 403)
      : undefined,
  );
  const { reasons, remarks } = await look();
  expect(reasons).toContain('more-than-one-zone: all nodes are in eu-west-1a: they go together.');
  expect(remarks).toContain(
    'scaled: AWS denies application-autoscaling:DescribeScalableTargets in eu-west-1: Access Denied. The identity in use needs the permission application-autoscaling:DescribeScalableTargets.',
  );
});

it('is where a probe of connections asks for an account, and not for nodes that the cluster tells', async () => {
  const target = await targetNow();
  await expect(collected(watchConnections({ target, ...context }))).rejects.toThrow(
    'The probe connections cannot look at prod: it names no database. Name its cluster as "aws.database" in the target file, and an account that may ask it as "database".',
  );
});
