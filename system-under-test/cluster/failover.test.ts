// @module-tag needs/cluster
import { Resolver } from 'node:dns/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { act, clusterState } from './client/control-client.ts';
import type { LaunchedCluster } from './client/launch.ts';
import type { WriterChange } from '../../core/topology.ts';
import { audit } from './testing/audit.ts';
import { type ClusterSandbox, openClusterSandbox } from './testing/cluster-sandbox.ts';
import { kill, launchSmall, partsOf, settled, visit } from './testing/running-cluster.ts';
import { until } from './until.ts';

const name = 'failing';
let sandbox: ClusterSandbox;
let cluster: LaunchedCluster;
beforeAll(async () => {
  sandbox = openClusterSandbox();
  cluster = await launchSmall({ name, tasks: 1, dnsDelayMs: 300, tiers: [0, 2, 1] });
});
afterAll(async () => {
  await cluster.down();
  expect(sandbox.content()).toEqual([]);
  sandbox.remove();
});

const { write, elements } = audit(() => cluster.state);

/** Waits for the failover of this number to be over, and for every part to be healthy again. */
async function failedOver(number: number): Promise<WriterChange> {
  const found = async (): Promise<WriterChange | undefined> =>
    (await clusterState(name)).failovers.find(
      (one) => one.number === number && one.flippedAt !== null,
    );
  expect(await until(async () => (await found()) !== undefined, { withinMs: 30_000 })).toBe(true);
  await settled(
    name,
    (parts) => parts.filter((one) => one.kind === 'database-reader').length === 2,
  );
  const failover = await found();
  if (failover === undefined) throw new Error('it is gone');
  return failover;
}

async function writerAddress(): Promise<string[]> {
  const resolver = new Resolver();
  resolver.setServers([cluster.state.nameServer]);
  return resolver.resolve4(cluster.state.endpoints.writer.split(':')[0] ?? '');
}

const written: number[] = [];
async function everybodyHasAll(): Promise<void> {
  const nodes = [
    ...(await partsOf(name, 'database-writer')),
    ...(await partsOf(name, 'database-reader')),
  ];
  expect(nodes).toHaveLength(3);
  for (const node of nodes)
    expect(
      await until(async () => (await elements(node)).length === written.length, { withinMs: 5000 }),
    ).toBe(true);
  for (const node of nodes) expect(await elements(node)).toEqual(written);
}

describe('a database cluster', () => {
  it('puts the reader of the lowest tier in the place of a killed writer, which comes back as a reader', async () => {
    const [writer] = await partsOf(name, 'database-writer');
    await write(writer, 1);
    written.push(1);
    kill(writer);
    const failover = await failedOver(1);
    expect(failover).toMatchObject({
      planned: false,
      cause: 'db-1 ended',
      from: 'db-1',
      to: 'db-3',
      failure: null,
    });
    const [promoted] = await partsOf(name, 'database-writer');
    expect(promoted?.name).toBe('db-3');
    expect(await writerAddress()).toEqual([promoted?.address.split(':')[0]]);
    const delay = Date.parse(failover.flippedAt ?? '') - Date.parse(failover.promotedAt ?? '');
    expect(delay).toBeGreaterThanOrEqual(295);
    await write(promoted, 2);
    written.push(2);
    await everybodyHasAll();
    expect(await visit(cluster.state)).toBe(200);
  });

  it('fences a writer that says nothing before another takes its place', async () => {
    const [writer] = await partsOf(name, 'database-writer');
    await act(name, 'freeze', { part: writer?.name ?? '' });
    const frozen = (await partsOf(name, 'database-writer'))[0];
    expect(frozen?.fault).toBe('frozen');
    const failover = await failedOver(2);
    expect(failover).toMatchObject({ from: 'db-3', to: 'db-1', failure: null });
    expect(failover.fencedAt).not.toBeNull();
    const back = (await clusterState(name)).parts.find((part) => part.name === writer?.name);
    expect(back).toMatchObject({ kind: 'database-reader', restarts: 1 });
    expect(back?.fault).toBeUndefined();
    await write((await partsOf(name, 'database-writer'))[0], 3);
    written.push(3);
    await everybodyHasAll();
  });

  it('changes the writer in good order, and the old one takes no writes from applications', async () => {
    const [writer] = await partsOf(name, 'database-writer');
    await act(name, 'switch-writer', {});
    expect(await failedOver(3)).toMatchObject({ planned: true, from: 'db-1', to: 'db-3' });
    const old = (await partsOf(name, 'database-reader')).find((part) => part.name === writer?.name);
    expect(old?.pid).toBe(writer?.pid);
    await expect(write(old, 99)).rejects.toMatchObject({ errno: 1290 });
    await write((await partsOf(name, 'database-writer'))[0], 4);
    written.push(4);
    await everybodyHasAll();
  });

  it('refuses what cannot be done, in a sentence', async () => {
    await expect(act(name, 'kill', { part: 'nobody' })).rejects.toMatchObject({
      message: 'The action "kill" was not done: there is no part "nobody".',
    });
  });
});
