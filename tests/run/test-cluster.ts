// @module-tag needs/cluster
// @module-tag needs/k6
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import type { Outcome } from '../../core/outcome.ts';
import { outcomeBy } from '../../reports/verdict/finding.ts';
import { verdictSchema } from '../../reports/verdict/schema.ts';
import { type ClusterState, clusterStateSchema } from '../../system-under-test/cluster/state.ts';
import { processesNaming } from '../../system-under-test/cluster/testing/leftovers.ts';
import { openClusterSandbox } from '../../system-under-test/cluster/testing/cluster-sandbox.ts';
import { until } from '../../system-under-test/cluster/until.ts';
import { bilancia } from '../cli/run-command-line.ts';
import type { Ended } from '../cli/run-command-line.ts';
import { untilValid } from './until-valid.ts';

/** A small cluster that one test file starts and ends, and a folder for what its runs write. */
export interface TestCluster {
  readonly name: string;
  /** For run folders, scripts and target files. */
  readonly folder: string;
  /** As it is now. */
  readonly state: () => Promise<ClusterState>;
  readonly down: () => Promise<void>;
}

/** Brings a small cluster up as a user does. */
export async function upSmall(name: string, ...flags: string[]): Promise<TestCluster> {
  return upOf('small', name, ...flags);
}

/** The same with all units and a year of nights. */
export async function upFull(name: string, ...flags: string[]): Promise<TestCluster> {
  return upOf('full', name, ...flags);
}

async function upOf(
  size: 'small' | 'full',
  name: string,
  ...flags: string[]
): Promise<TestCluster> {
  const folder = await mkdtemp(join(tmpdir(), 'bil-runs-'));
  const sandbox = openClusterSandbox();
  const up = ['up', '--name', name, '--size', size, '--tasks', '2', '--json', ...flags];
  const { status, stderr } = await bilancia(up);
  if (status !== 0) {
    sandbox.remove();
    await rm(folder, { recursive: true, force: true });
    throw new Error(`the cluster did not come up: ${stderr}`);
  }
  return {
    name,
    folder,
    state: async () =>
      clusterStateSchema.parse(
        JSON.parse((await bilancia(['status', '--name', name, '--json'])).stdout),
      ),
    down: async () => {
      const { stdout } = await bilancia(['down', '--name', name, '--json']);
      // A test may have ended it already.
      const problem = /"down": true|"cluster-not-up"/.test(stdout) ? '' : stdout;
      await until(() => processesNaming(sandbox.path).length === 0, { withinMs: 8000 });
      const left = [problem, ...processesNaming(sandbox.path), ...sandbox.content()];
      sandbox.remove();
      await rm(folder, { recursive: true, force: true });
      if (left.join('') !== '') throw new Error(`the cluster left ${left.join('; ')}`);
    },
  };
}

const resultSchema = z.object({
  folder: z.string(),
  report: z.string(),
  verdict: verdictSchema,
});

/** What `run --json` and `report --json` print at their end. */
export type PrintedResult = z.infer<typeof resultSchema>;

export function resultOf({ stdout, stderr }: Ended): PrintedResult {
  if (!stdout.includes('"verdict"')) throw new Error(`there is no verdict: ${stdout}${stderr}`);
  return resultSchema.parse(JSON.parse(stdout));
}

/** The outcome without the findings that the machine was the limit, as it may be when other tests use it too. */
export function outcomeWithoutMachine({ findings }: PrintedResult['verdict']): Outcome {
  return outcomeBy(findings.filter(({ severity }) => severity !== 'invalid'));
}

/** Whether the printed verdict is `invalid`. */
export function isInvalid({ stdout }: Ended): boolean {
  return stdout.includes('"outcome": "invalid"');
}

/** Runs until the verdict is not `invalid`. */
export async function runUntilValid(cluster: TestCluster, args: readonly string[]): Promise<Ended> {
  return untilValid(() => runOn(cluster, args), isInvalid);
}

/** The same, each time on a new cluster: what is sold out has no second opening. */
export async function runOnNewUntilValid(
  up: () => Promise<TestCluster>,
  args: readonly string[],
): Promise<Ended> {
  return untilValid(async () => {
    const cluster = await up();
    try {
      return await runOn(cluster, args);
    } finally {
      await cluster.down();
    }
  }, isInvalid);
}

/** `bilancia run --json` on the cluster, into a folder of its own. */
async function runOn(cluster: TestCluster, args: readonly string[]): Promise<Ended> {
  const out = join(await mkdtemp(join(cluster.folder, 'run-')), 'run');
  return bilancia(['run', ...args, '--name', cluster.name, '--json', '--out', out]);
}
