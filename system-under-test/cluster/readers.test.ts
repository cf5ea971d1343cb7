// @module-tag needs/cluster
import { Resolver } from 'node:dns/promises';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { localTarget } from '../../targets/local.ts';
import { act, clusterState } from './client/control-client.ts';
import type { LaunchedCluster } from './client/launch.ts';
import { type ClusterSandbox, openClusterSandbox } from './testing/cluster-sandbox.ts';
import { launchSmall, partsOf, settled } from './testing/running-cluster.ts';
import { until } from './until.ts';

const name = 'joined';
const cache = mkdtempSync(join(tmpdir(), 'cache-'));
let sandbox: ClusterSandbox;
let cluster: LaunchedCluster;

beforeAll(async () => {
  sandbox = openClusterSandbox();
  process.env['XDG_CACHE_HOME'] = cache;
  cluster = await launchSmall({ name, tasks: 1, dnsTtlSeconds: 1, zones: ['a', 'b', 'c'] });
});

afterAll(async () => {
  await cluster.down();
  expect(sandbox.content()).toEqual([]);
  sandbox.remove();
  delete process.env['XDG_CACHE_HOME'];
  rmSync(cache, { recursive: true, force: true });
});

/** Where the reader endpoint leads, so often as it is asked. */
async function answers(server: string, times = 40): Promise<string[]> {
  const resolver = new Resolver();
  resolver.setServers([server]);
  const host = cluster.state.endpoints.reader.split(':')[0] ?? '';
  const all = await Promise.all(Array.from({ length: times }, () => resolver.resolve4(host)));
  return [...new Set(all.flat())].toSorted();
}

async function addressesOf(...names: string[]): Promise<string[]> {
  const { parts } = await clusterState(name);
  return parts
    .filter((part) => names.includes(part.name))
    .map(({ address }) => address.split(':')[0] ?? '')
    .toSorted();
}

it('lets a reader join with a class, a tier, a zone and a weight of its own, though its template was removed', async () => {
  // As a start on another day does.
  rmSync(join(cache, 'bilancia', 'data'), { recursive: true });
  const given = { class: 'db.r6g.2xlarge', tier: '7', zone: 'd', weight: '2.5' };
  await act(name, 'add-reader', given);
  const { instancesNow } = await localTarget(name);
  expect((await instancesNow?.())?.find(({ id }) => id === 'db-4')).toMatchObject({
    role: 'reader',
    class: 'db.r6g.2xlarge',
    zone: 'd',
    health: 'healthy',
    weight: 2.5,
  });
  expect((await clusterState(name)).parts.find((part) => part.name === 'db-4')?.tier).toBe(7);
  expect(await answers(cluster.state.nameServer)).toEqual(
    await addressesOf('db-2', 'db-3', 'db-4'),
  );
});

it('gives readers out by their weights, and none of those without any', async () => {
  await act(name, 'weigh-reader', { part: 'db-2', weight: '0' });
  await act(name, 'weigh-reader', { part: 'db-3', weight: '0' });
  expect(await answers(cluster.state.nameServer)).toEqual(await addressesOf('db-4'));
  await act(name, 'weigh-reader', { part: 'db-2', weight: '1' });
  await act(name, 'weigh-reader', { part: 'db-3', weight: '1' });
});

it('holds answers in the resolver of the tasks while it is told to', async () => {
  await act(name, 'hold-answers', { seconds: '60' });
  expect(await answers(cluster.state.resolver)).toHaveLength(1);
  expect((await partsOf(name, 'name-server')).map(({ fault }) => fault)).toEqual([
    undefined,
    'holds answers for 60 s',
  ]);
  await act(name, 'hold-answers', { seconds: '0' });
  expect(await answers(cluster.state.resolver)).toHaveLength(3);
});

it('lets a reader leave, even one that it began with, and another take its place later', async () => {
  await act(name, 'remove-reader', { part: 'db-4' });
  await act(name, 'remove-reader', { part: 'db-2' });
  expect(await answers(cluster.state.nameServer)).toEqual(await addressesOf('db-3'));
  expect((await partsOf(name, 'database-reader')).map((part) => part.name)).toEqual(['db-3']);
  await act(name, 'add-reader', {});
  await settled(name, () => true);
  expect((await partsOf(name, 'database-reader')).map((part) => part.name)).toEqual([
    'db-3',
    'db-2',
  ]);
});

it('lets a reader that joined take the place of the writer, after which one more joins', async () => {
  await act(name, 'add-reader', { tier: '0' });
  await act(name, 'switch-writer', {});
  await settled(name, (parts) =>
    parts.some((part) => part.name === 'db-4' && part.kind === 'database-writer'),
  );
  await act(name, 'add-reader', {});
  await settled(name, (parts) => parts.some((part) => part.name === 'db-5'));
  const follows = async (): Promise<boolean> =>
    (await partsOf(name, 'database-reader')).every(({ detail }) =>
      detail.startsWith(`follows ${cluster.state.network.split('.').slice(0, 3).join('.')}.14, `),
    );
  expect(await until(follows, { withinMs: 20_000 })).toBe(true);
});

it.each([
  ['remove-reader', { part: 'nobody' }, 'there is no database node "nobody"'],
  ['remove-reader', { part: 'db-4' }, 'db-4 is the writer'],
  ['add-reader', { class: 'large' }, 'class cannot be "large"'],
  ['weigh-reader', { part: 'db-3', weight: 'much' }, 'weight cannot be "much"'],
  ['hold-answers', { seconds: '-1' }, 'seconds must be a whole number from 0 to 3600'],
])('refuses %s with %o in a sentence', async (action, given, reason) => {
  await expect(act(name, action, given)).rejects.toMatchObject({
    message: `The action "${action}" was not done: ${reason}.`,
  });
});
