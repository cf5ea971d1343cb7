// @module-tag needs/cluster
import { readFile } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { createConnection } from 'mysql2/promise';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { localTarget } from '../../targets/local.ts';
import { parseAutoscaling } from './autoscaling/policy.ts';
import { clusterState } from './client/control-client.ts';
import type { LaunchedCluster } from './client/launch.ts';
import { type ClusterState, secretsSchema } from './state.ts';
import { type ClusterSandbox, openClusterSandbox } from './testing/cluster-sandbox.ts';
import { launchSmall, partsOf, visit } from './testing/running-cluster.ts';
import { until } from './until.ts';

const name = 'scaled';
let sandbox: ClusterSandbox;
let cluster: LaunchedCluster;

beforeAll(async () => {
  sandbox = openClusterSandbox();
  cluster = await launchSmall({
    name,
    tasks: 2,
    dnsTtlSeconds: 1,
    poolMaxAgeSeconds: 2,
    autoscalingMinuteMs: 500,
    autoscaling: [
      // Below what a crowd costs where the machine has others to serve, and above what one visitor costs.
      parseAutoscaling('tasks:cpu=6,min=2,max=3,out=60s,in=60s'),
      parseAutoscaling('readers:connections=20,min=2,max=3,out=60s,in=60s'),
    ],
  });
});
afterAll(async () => {
  await cluster.down();
  expect(sandbox.content()).toEqual([]);
  sandbox.remove();
});

const crowd = { lanes: 8, pauseMs: 0 };
/** Who is there all the time, and costs less CPU than any target. */
const one = { lanes: 1, pauseMs: 200 };

type Scaled = ClusterState['autoscaling'][number];

async function scaled(what: Scaled['what']): Promise<Scaled | undefined> {
  return (await clusterState(name)).autoscaling.find((policy) => policy.what === what);
}

/** Visits in so many lanes, each so long after the last, until a condition holds: the statuses that were seen. */
async function visitUntil(
  { lanes, pauseMs }: { readonly lanes: number; readonly pauseMs: number },
  condition: () => Promise<boolean>,
): Promise<Set<number>> {
  const statuses = new Set<number>();
  const over = new AbortController();
  const visits = Array.from({ length: lanes }, async () => {
    while (!over.signal.aborted) {
      statuses.add(await visit(cluster.state));
      await setTimeout(pauseMs);
    }
  });
  const inTime = await until(condition, { withinMs: 90_000, everyMs: 200 });
  over.abort();
  await Promise.all(visits);
  expect(inTime ? [] : (await clusterState(name)).autoscaling).toEqual([]);
  return statuses;
}

const healthy = async (kind: 'task' | 'database-reader', count: number): Promise<boolean> => {
  const parts = await partsOf(name, kind);
  return parts.length === count && parts.every(({ health }) => health === 'healthy');
};

it('adds a task while their CPU is above the target, and takes it away when it was low for long', async () => {
  const { instancesSince } = await localTarget(name);
  // From the beginning of the cluster: tasks that have just started may cost as much as a crowd.
  const position = `${cluster.state.startedAt} 0`;
  expect(await visitUntil(crowd, () => healthy('task', 3))).toEqual(new Set([200]));
  const out = await scaled('tasks');
  expect(out?.changes.at(-1)?.why).toMatch(
    /^scale out from 2 to 3 tasks: average CPU \d+\.\d % \(target 6 %\)$/,
  );
  // One visitor is there all the time and notices nothing.
  expect(await visitUntil(one, () => healthy('task', 2))).toEqual(new Set([200]));
  const back = (await scaled('tasks'))?.changes.at(-1);
  expect(back).toMatchObject({ from: 3, to: 2, failure: null });
  const steps = (await instancesSince?.(position))?.steps ?? [];
  const whys = steps.filter(({ state }) => state?.role === 'task').map(({ state }) => state?.why);
  expect(whys).toEqual(expect.arrayContaining([out?.changes.at(-1)?.why, back?.why]));
});

it('adds a reader while they have too many connections, and takes only that one away again', async () => {
  const { files } = cluster.state;
  const { audit } = secretsSchema.parse(JSON.parse(await readFile(files.secrets, 'utf8')));
  const before = (await partsOf(name, 'database-reader')).map((part) => part.name);
  const addresses = (await partsOf(name, 'database-reader')).map(({ address }) => address);
  const open = await Promise.all(
    Array.from({ length: 60 }, (_, nth) => {
      const [host = '', port] = (addresses[nth % addresses.length] ?? '').split(':');
      return createConnection({ host, port: Number(port), ...audit });
    }),
  );
  try {
    expect(await visitUntil(one, () => healthy('database-reader', 3))).toEqual(new Set([200]));
  } finally {
    await Promise.all(open.map((connection) => connection.end()));
  }
  const change = (await scaled('readers'))?.changes.at(-1);
  expect(change?.why).toMatch(
    /^scale out from 2 to 3 readers: average connections \d+\.\d \(target 20\)$/,
  );
  const added = (await partsOf(name, 'database-reader')).find(
    (part) => !before.includes(part.name),
  );
  expect(added).toMatchObject({ tier: 15, why: change?.why });
  expect(await visitUntil(one, () => healthy('database-reader', 2))).toEqual(new Set([200]));
  expect((await partsOf(name, 'database-reader')).map((part) => part.name)).toEqual(before);
});
