// @module-tag needs/cluster
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { act, clusterState } from './client/control-client.ts';
import type { LaunchedCluster } from './client/launch.ts';
import { type ClusterSandbox, openClusterSandbox } from './testing/cluster-sandbox.ts';
import { launchSmall, partsOf, settled, visit } from './testing/running-cluster.ts';

const name = 'deployed';
const bounds = { minimumHealthyPercent: '100', maximumPercent: '200' };
let sandbox: ClusterSandbox;
let cluster: LaunchedCluster;
beforeAll(async () => {
  sandbox = openClusterSandbox();
  cluster = await launchSmall({ name, tasks: 2 });
});
afterAll(async () => {
  await cluster.down();
  expect(sandbox.content()).toEqual([]);
  sandbox.remove();
});

/** Statuses that visitors get while something is done, one after the other, and at least so many. */
async function whileVisiting(work: Promise<void>): Promise<Set<number>> {
  const statuses = new Set<number>();
  const over = new AbortController();
  const done = work.finally(() => over.abort());
  for (let visits = 0; !over.signal.aborted || visits < 20; visits += 1)
    statuses.add(await visit(cluster.state));
  await done;
  return statuses;
}

describe('tasks of a cluster', () => {
  it('are replaced by those of a new revision, and no visitor notices', async () => {
    const before = (await partsOf(name, 'task')).map(({ taskId }) => taskId);
    const statuses = await whileVisiting(
      act(name, 'deploy', { ...bounds, PMS_FRESH_SECONDS: '9' }),
    );
    expect(statuses).toEqual(new Set([200]));
    const now = await partsOf(name, 'task');
    expect(now.map(({ revision }) => revision)).toEqual([2, 2]);
    expect(now.filter(({ taskId }) => before.includes(taskId))).toEqual([]);
  });

  it('stay what they are when the tasks of a new revision do not start', async () => {
    const before = (await partsOf(name, 'task')).map(({ taskId }) => taskId);
    const deploying = act(name, 'deploy', { ...bounds, PMS_BOOKING_MODE: 'broken' });
    const refused = deploying.then(
      () => 'done',
      (error: unknown) => String(error),
    );
    const statuses = await whileVisiting(refused.then(() => undefined));
    expect(await refused).toMatch(
      /The action "deploy" was not done: revision 3 was given up and taken back after [34] failed tasks: /,
    );
    expect(statuses).toEqual(new Set([200]));
    expect((await partsOf(name, 'task')).map(({ taskId }) => taskId)).toEqual(before);
  });

  it('cannot be deployed within bounds that leave no room, which is said', async () => {
    const stuck = { minimumHealthyPercent: '100', maximumPercent: '100' };
    await expect(act(name, 'deploy', stuck)).rejects.toMatchObject({
      message:
        'The action "deploy" was not done: it is unable to stop or start tasks: the bounds leave no room.',
    });
  });

  it('are as many as asked for, and no visitor notices', async () => {
    expect(await whileVisiting(act(name, 'scale-tasks', { tasks: '4' }))).toEqual(new Set([200]));
    await settled(name, (parts) => parts.filter(({ kind }) => kind === 'task').length === 4);
    expect(await whileVisiting(act(name, 'scale-tasks', { tasks: '1' }))).toEqual(new Set([200]));
    await settled(name, (parts) => parts.filter(({ kind }) => kind === 'task').length === 1);
    await expect(act(name, 'scale-tasks', { tasks: 'many' })).rejects.toMatchObject({
      message: 'The action "scale-tasks" was not done: tasks must be a whole number from 1 to 50.',
    });
  });

  it('go on where a zone is cut off that the writer is in', async () => {
    await act(name, 'scale-tasks', { tasks: '2' });
    await act(name, 'cut-zone', { zone: 'local-1a' });
    try {
      const cut = (await clusterState(name)).parts.filter(({ fault }) => fault === 'cut off');
      expect(cut.map(({ kind }) => kind).toSorted()).toEqual([
        'database-writer',
        'session-store',
        'task',
      ]);
      await vi.waitFor(
        async () => {
          const [writer] = await partsOf(name, 'database-writer');
          expect(writer).toMatchObject({ availabilityZone: 'local-1b', health: 'healthy' });
        },
        { timeout: 30_000, interval: 200 },
      );
    } finally {
      await act(name, 'mend-zone', { zone: 'local-1a' });
    }
    await settled(name, (parts) => parts.every(({ fault }) => fault === undefined));
    expect(await visit(cluster.state)).toBe(200);
  });
});
