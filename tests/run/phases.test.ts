// @module-tag needs/cluster
// @module-tag needs/k6
import { join } from 'node:path';
import { stop } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Phase } from '../../core/run-folder/manifest/phase.ts';
import { readManifest } from '../../core/run-folder/read-manifest.ts';
import { withRole } from '../../core/with-role.ts';
import { performRun } from '../../run/perform.ts';
import type { RunRequest } from '../../run/request.ts';
import { profiles } from '../../scenarios/profiles.ts';
import { until } from '../../system-under-test/cluster/until.ts';
import { localTarget } from '../../targets/local.ts';
import { root } from '../cli/run-command-line.ts';
import { upSmall } from './test-cluster.ts';
import type { TestCluster } from './test-cluster.ts';

const visitors = 20;
const planned: readonly Phase[] = [
  { name: 'ramp', kind: 'ramp', seconds: 2, visitors },
  { name: 'steady', kind: 'hold', seconds: 5, visitors },
  { name: 'reader lost', kind: 'fault', seconds: 3, visitors },
  { name: 'recovery', kind: 'recovery', seconds: 3, visitors },
];

describe('a run with a fault among its phases', () => {
  let cluster: TestCluster;
  beforeAll(async () => {
    cluster = await upSmall('phases');
  });
  afterAll(async () => {
    // The process that bundles would be taken for something that the cluster left.
    await stop();
    await cluster.down();
  });

  it('needs no command line, calls the hooks around each phase, and keeps the times of all', async () => {
    const target = await localTarget(cluster.name);
    const [reader] = withRole(target.instances, 'reader');
    const pid = reader?.pid;
    if (pid === undefined) throw new Error('the reader is no process of ours');
    const { smoke } = profiles;
    if (smoke === undefined) throw new Error('there is no profile "smoke"');
    const request: RunRequest = {
      scenario: 'smoke',
      profile: smoke,
      script: smoke.script,
      engine: 'k6',
      visitors,
      virtualUsers: { prepared: visitors, most: visitors },
      phases: planned,
      seed: 1,
      out: join(cluster.folder, 'run'),
      settings: {},
    };
    const told: string[] = [];
    const context = {
      env: process.env,
      workingDirectory: root,
      now: Date.now,
      interrupted: new AbortController().signal,
    };
    const silent = { live: () => undefined, say: () => undefined, end: () => undefined };
    const { folder, verdict } = await performRun(context, silent, request, target, {
      confirmed: false,
      hooks: {
        before: async ({ name, kind }) => {
          told.push(`before ${name}`);
          if (kind === 'fault') process.kill(pid, 'SIGKILL');
        },
        after: async ({ name }) => void told.push(`after ${name}`),
      },
    });
    expect(told).toEqual(planned.flatMap(({ name }) => [`before ${name}`, `after ${name}`]));
    const { phases } = await readManifest(folder);
    expect(phases.map(({ name, kind }) => ({ name, kind }))).toEqual(
      planned.map(({ name, kind }) => ({ name, kind })),
    );
    expect(phases.map(secondsOf)).toEqual(planned.map(({ seconds }) => seconds));
    expect(phases.slice(1).map(({ startedAt }) => startedAt)).toEqual(
      phases.slice(0, -1).map(({ endedAt }) => endedAt),
    );
    // Only the steady phase is judged by the objectives.
    expect(verdict.load.judgedSeconds).toBe(5);
    // The supervisor starts a new one in its place.
    await until(
      async () => {
        const now = withRole((await localTarget(cluster.name)).instances, 'reader');
        return now.every((instance) => instance.pid !== undefined && instance.pid !== pid);
      },
      { withinMs: 30_000 },
    );
  });
});

function secondsOf({ startedAt, endedAt }: Phase): number {
  return (Date.parse(endedAt ?? '') - Date.parse(startedAt ?? '')) / 1000;
}
