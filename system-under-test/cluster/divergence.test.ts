// @module-tag needs/cluster
import { afterAll, beforeAll, expect, it } from 'vitest';
import { act, clusterState } from './client/control-client.ts';
import type { LaunchedCluster } from './client/launch.ts';
import type { Part } from './state.ts';
import { audit } from './testing/audit.ts';
import { type ClusterSandbox, openClusterSandbox } from './testing/cluster-sandbox.ts';
import { kill, launchSmall, partsOf, settled } from './testing/running-cluster.ts';
import { until } from './until.ts';

const name = 'diverging';
let sandbox: ClusterSandbox;
let cluster: LaunchedCluster;
beforeAll(async () => {
  sandbox = openClusterSandbox();
  cluster = await launchSmall({ name, tasks: 1, replication: 'async' });
});
afterAll(async () => {
  await cluster.down();
  sandbox.remove();
});

const { write, elements } = audit(() => cluster.state);

async function holds(part: Part | undefined, ids: readonly number[]): Promise<boolean> {
  return until(async () => (await elements(part)).join(',') === ids.join(','), {
    withinMs: 10_000,
    everyMs: 100,
  });
}

it('a writer that has more than the others gets new data, and in them what it wrote and all others have', async () => {
  const [writer] = await partsOf(name, 'database-writer');
  await write(writer, 1, 2);
  for (const reader of await partsOf(name, 'database-reader'))
    expect(await holds(reader, [1, 2])).toBe(true);
  let done = false;
  const held = act(name, 'hold-replication', {}).then(() => (done = true));
  let next = 1000;
  // All at once: readers whose data are held back count as unhealthy soon, and then none takes the writer's place.
  const isHeld = async (): Promise<boolean> => {
    await Promise.all(Array.from({ length: 5 }, () => write(writer, (next += 1))));
    return done;
  };
  expect(await until(isHeld, { withinMs: 10_000 })).toBe(true);
  await held;
  kill(writer);
  const isReplaced = async (): Promise<boolean> =>
    (await clusterState(name)).failovers.some(({ flippedAt }) => flippedAt !== null);
  expect(await until(isReplaced, { withinMs: 30_000 })).toBe(true);
  await settled(
    name,
    (parts) => parts.filter(({ kind }) => kind === 'database-reader').length === 2,
  );
  const [promoted] = await partsOf(name, 'database-writer');
  await write(promoted, 3);
  const kept = (await elements(promoted)).map(Number);
  expect(kept).toEqual(expect.arrayContaining([1, 2, 3]));
  const old = (await clusterState(name)).parts.find((part) => part.name === writer?.name);
  expect(old).toMatchObject({ kind: 'database-reader', restarts: 2 });
  expect(await holds(old, kept)).toBe(true);
});
