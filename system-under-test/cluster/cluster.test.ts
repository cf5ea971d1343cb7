// @module-tag needs/cluster
import type { Instance } from '../../core/topology.ts';
import { Resolver } from 'node:dns/promises';
import { createConnection, type RowDataPacket } from 'mysql2/promise';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { isAlive } from '../../core/process-identity.ts';
import { localTarget } from '../../targets/local.ts';
import { clusterState } from './client/control-client.ts';
import { clusterPaths } from './folder.ts';
import type { LaunchedCluster } from './client/launch.ts';
import type { Part } from './state.ts';
import { listenersIn, processesNaming } from './testing/leftovers.ts';
import { openClusterSandbox, type ClusterSandbox } from './testing/cluster-sandbox.ts';
import {
  kill,
  launchSmall,
  partsOf as partsIn,
  settled as settledIn,
  visit as visitAt,
} from './testing/running-cluster.ts';
import { until, untilItWorks } from './until.ts';

const name = 'watched';
let sandbox: ClusterSandbox;
let cluster: LaunchedCluster;

const launch = launchSmall;
const partsOf = (kind: Part['kind']): Promise<Part[]> => partsIn(name, kind);
const settled = (condition: (parts: readonly Part[]) => boolean): Promise<void> =>
  settledIn(name, condition);
const visit = (): Promise<number> => visitAt(cluster.state);

beforeAll(async () => {
  sandbox = openClusterSandbox();
  cluster = await launch({ name, tasks: 2 });
});

afterAll(async () => {
  await cluster.down();
  expect(sandbox.content()).toEqual([]);
  sandbox.remove();
});

it('comes up with every part healthy and takes visitors of each tenant', async () => {
  await settled(() => true);
  const { parts, tenants } = await clusterState(name);
  expect(parts.map(({ kind }) => kind).toSorted()).toEqual([
    'database-reader',
    'database-reader',
    'database-writer',
    'load-balancer',
    'name-server',
    'name-server',
    'outside-systems',
    'session-store',
    'session-store',
    'supervisor',
    'task',
    'task',
  ]);
  for (const { id } of tenants) {
    const url = new URL('/inventory/v1/properties', cluster.state.baseUrl);
    const response = await fetch(url, { headers: { 'x-tenant': id } });
    expect(await response.json()).toMatchObject({ tenant: id });
  }
});

it('refuses a second cluster of the same name, naming the process of the first', async () => {
  const [supervisor] = await partsOf('supervisor');
  await expect(launch({ name })).rejects.toMatchObject({
    code: 'cluster-already-up',
    message: `Cluster "${name}" is already up (process ${supervisor?.pid}). Take it down with "bilancia down --name ${name}", or start another with --name.`,
  });
  expect(await visit()).toBe(200);
});

it('refuses a port that is taken', async () => {
  const { port } = new URL(cluster.state.baseUrl);
  await expect(launch({ name: 'elsewhere', port: Number(port) })).rejects.toMatchObject({
    code: 'port-taken',
    message: `127.0.0.1:${port} is already in use. Choose another with --port, or leave --port out to get a free one.`,
  });
});

it('answers the database endpoints by name, and replicates what is written at the writer', async () => {
  const { endpoints, nameServer, parts } = cluster.state;
  const resolver = new Resolver();
  resolver.setServers([nameServer]);
  const addresses = (kind: Part['kind']) =>
    parts.filter((part) => part.kind === kind).map(({ address }) => address.split(':')[0]);
  const [writerName = '', port] = endpoints.writer.split(':');
  expect(await resolver.resolve4(writerName)).toEqual(addresses('database-writer'));
  const [reader = ''] = await resolver.resolve4(endpoints.reader.split(':')[0] ?? '');
  expect(addresses('database-reader')).toContain(reader);

  const { database } = await localTarget(name);
  if (database === undefined) throw new Error('the target has no database');
  const { user, password } = database;
  const ask = async (host: string, sql: string): Promise<RowDataPacket[]> => {
    const connection = await createConnection({ host, port: Number(port), user, password });
    try {
      return (await connection.query<RowDataPacket[]>(sql))[0];
    } finally {
      await connection.end();
    }
  };
  const hostOf = ({ address }: Instance): string => address.split(':')[0] ?? '';
  const [position] = await ask(hostOf(database.writer), 'SELECT @@gtid_binlog_pos AS gtid');
  const wait = `SELECT MASTER_GTID_WAIT('${String(position?.['gtid'])}', 10) AS result`;
  expect((await ask(reader, wait))[0]?.['result']).toBe(0);
  const count = 'SELECT COUNT(*) AS n FROM pms_riviera.reservation';
  const [atWriter] = await ask(hostOf(database.writer), count);
  expect(Number(atWriter?.['n'])).toBeGreaterThan(0);
  expect(await ask(reader, count)).toEqual([atWriter]);
  await expect(
    ask(hostOf(database.writer), 'DELETE FROM pms_riviera.reservation'),
  ).rejects.toMatchObject({ code: 'ER_TABLEACCESS_DENIED_ERROR' });
});

it('delivers access log lines and container events from now on', async () => {
  const target = await localTarget(name);
  const end = new AbortController();
  const [event, line] = [target.containerEvents, target.accessLog].map((follow) =>
    follow?.(end.signal)[Symbol.asyncIterator]().next(),
  );
  expect(await visit()).toBe(200);
  expect((await line)?.value).toMatch(
    /"GET http:\/\/127\.0\.0\.1:\d+\/inventory\/v1\/properties HTTP\/1\.1"/,
  );
  expect(JSON.parse(String((await event)?.value))).toMatchObject({
    Type: 'Task',
    ClusterName: name,
  });
  end.abort();
});

it('puts another task in the place of one that is killed, and loses no visitor', async () => {
  const [victim] = await partsOf('task');
  const end = new AbortController();
  const target = await localTarget(name);
  const logged = firstThat(target.serviceLog?.(end.signal) ?? [], ({ message }) =>
    message.includes('Listening'),
  );
  kill(victim);
  const statuses = [];
  await settled((parts) => {
    const tasks = parts.filter(({ kind }) => kind === 'task');
    return tasks.length === 2 && tasks.every(({ taskId }) => taskId !== victim?.taskId);
  });
  for (let i = 0; i < 10; i += 1) statuses.push(await visit());
  expect(statuses).toEqual(Array.from({ length: 10 }, () => 200));
  const successors = (await partsOf('task')).map((part) => part.name);
  expect(successors).toContain((await logged)?.logStreamName);
  end.abort();
});

async function firstThat<T>(
  items: AsyncIterable<T> | Iterable<T>,
  isMeant: (item: T) => boolean,
): Promise<T | undefined> {
  for await (const item of items) if (isMeant(item)) return item;
  return undefined;
}

it('starts a killed session store and a killed stub of outside systems again', async () => {
  const [store] = await partsOf('session-store');
  const [outside] = await partsOf('outside-systems');
  kill(store);
  kill(outside);
  await settled((parts) =>
    [store, outside].every(
      (part) => parts.find((other) => other.name === part?.name)?.restarts === 1,
    ),
  );
  expect(await visit()).toBe(200);
});

it('starts a killed load balancer again and tells it of the tasks', async () => {
  const [balancer] = await partsOf('load-balancer');
  kill(balancer);
  await settled((parts) => parts.find(({ kind }) => kind === 'load-balancer')?.restarts === 1);
  expect(await untilItWorks(visit, { withinMs: 5000 })).toBe(200);
});

it('leaves a dead reader out of the answers until it follows again', async () => {
  const [victim, other] = await partsOf('database-reader');
  const resolver = new Resolver();
  resolver.setServers([cluster.state.nameServer]);
  const [readerName = ''] = cluster.state.endpoints.reader.split(':');
  const answers = async (): Promise<Set<string>> => {
    const drawn = Array.from({ length: 30 }, () => resolver.resolve4(readerName));
    return new Set((await Promise.all(drawn)).flat());
  };
  const hostOf = (part: Part | undefined): string => part?.address.split(':')[0] ?? '';
  kill(victim);
  const leftOut = async (): Promise<boolean> => !(await answers()).has(hostOf(victim));
  expect(await until(leftOut, { withinMs: 10_000, everyMs: 5 })).toBe(true);
  await settled((parts) => parts.find((part) => part.name === victim?.name)?.restarts === 1);
  expect(await answers()).toEqual(new Set([hostOf(victim), hostOf(other)]));
});

it('is not disturbed by another cluster that comes and goes beside it', async () => {
  const beside = await launch({ name: 'beside', tasks: 1, replication: 'async' });
  expect(beside.state.network).not.toBe(cluster.state.network);
  expect(beside.state.parts.find(({ kind }) => kind === 'database-writer')?.detail).toBe(
    'asynchronous',
  );
  const prefix = beside.state.network.replace('0/24', '');
  expect(listenersIn(prefix).length).toBeGreaterThanOrEqual(7);
  const supervisor = beside.state.parts.find(({ kind }) => kind === 'supervisor');
  await beside.down();
  expect(listenersIn(prefix)).toEqual([]);
  expect(isAlive(supervisor?.pid ?? 0)).toBe(false);
  expect(processesNaming(clusterPaths('beside').folder)).toEqual([]);
  await settled(() => true);
  expect(await visit()).toBe(200);
});
