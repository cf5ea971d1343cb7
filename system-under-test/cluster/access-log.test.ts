// @module-tag needs/cluster
import { randomUUID } from 'node:crypto';
import { readFileSync, statSync, truncateSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { clusterState } from './client/control-client.ts';
import type { LaunchedCluster } from './client/launch.ts';
import { openClusterSandbox, type ClusterSandbox } from './testing/cluster-sandbox.ts';
import { kill, launchSmall, partsOf, settled, visit } from './testing/running-cluster.ts';
import { until } from './until.ts';

const name = 'logged';
let sandbox: ClusterSandbox;
let cluster: LaunchedCluster;

beforeAll(async () => {
  sandbox = openClusterSandbox();
  cluster = await launchSmall({ name, tasks: 1 });
});

afterAll(async () => {
  await cluster.down();
  expect(sandbox.content()).toEqual([]);
  sandbox.remove();
});

/** Visits so many times, each on a connection of its own: the marks of those that get no whole line in time. */
async function unlogged({ state }: LaunchedCluster, visits: number): Promise<string[]> {
  const marks = Array.from({ length: visits }, () => randomUUID());
  for (const mark of marks) await visit(state, `?mark=${mark}`, { connection: 'close' });
  const missing = (): string[] => {
    const lines = readFileSync(state.files.accessLog, 'utf8').split('\n');
    const seen = lines.filter((line) => line.startsWith('http ')).join('\n');
    return marks.filter((mark) => !seen.includes(mark));
  };
  await until(() => missing().length === 0, { withinMs: 5000, everyMs: 50 });
  return missing();
}

it('goes on with the access log when its load balancer was killed', async () => {
  expect(await unlogged(cluster, 5)).toEqual([]);
  const [balancer] = await partsOf(name, 'load-balancer');
  kill(balancer);
  await settled(
    name,
    (parts) =>
      (parts.find(({ kind }) => kind === 'load-balancer')?.restarts ?? 0) >
      (balancer?.restarts ?? 0),
  );
  expect(await unlogged(cluster, 5)).toEqual([]);
});

it('has every line of two load balancers, of which one was killed', async () => {
  const two = await launchSmall({ name: 'two', tasks: 1, loadBalancers: 2 });
  try {
    expect(await unlogged(two, 20)).toEqual([]);
    const [first] = await partsOf('two', 'load-balancer');
    kill(first);
    const isBack = async (): Promise<boolean> => {
      const { parts } = await clusterState('two');
      const again = parts.find(({ name: part }) => part === first?.name);
      return again?.restarts === 1 && again.health === 'healthy';
    };
    expect(await until(isBack, { withinMs: 30_000, everyMs: 100 })).toBe(true);
    expect(await unlogged(two, 20)).toEqual([]);
  } finally {
    await two.down();
  }
});

it('warns while visitors are answered and no line comes', async () => {
  const path = cluster.state.files.accessLog;
  const [balancer] = await partsOf(name, 'load-balancer');
  // A process that lost its place writes its lines over what is there, and the file keeps its length.
  const { size } = statSync(path);
  truncateSync(path, size + 10_000_000);
  const warned = async (): Promise<boolean> => {
    await visit(cluster.state);
    const [now] = await partsOf(name, 'load-balancer');
    return (
      now?.warning?.startsWith('it answers visitors, but its access log does not grow') === true
    );
  };
  expect(await until(warned, { withinMs: 20_000, everyMs: 50 })).toBe(true);
  truncateSync(path, size);
  await visit(cluster.state);
  await settled(name, (parts) => parts.every(({ warning }) => warning === undefined));
  expect((await partsOf(name, 'load-balancer'))[0]?.pid).toBe(balancer?.pid);
});
