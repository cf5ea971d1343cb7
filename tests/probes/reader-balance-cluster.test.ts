// @module-tag needs/cluster
import { readFile, readdir, readlink } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { pause } from '../../core/pause.ts';
import type { ProbeVerdict } from '../../core/probe-folder/verdict.ts';
import type { Settings } from '../../probes/contract/probe.ts';
import { rowsOf, withConnection } from '../../probes/database/connection.ts';
import { parseSockets } from '../../probes/observers/sockets.ts';
import { judge } from '../../probes/reader-balance/judge.ts';
import type { Sample } from '../../probes/reader-balance/samples/sample.ts';
import { watch } from '../../probes/reader-balance/watch/watch.ts';
import { act } from '../../system-under-test/cluster/client/control-client.ts';
import type { LaunchedCluster } from '../../system-under-test/cluster/client/launch.ts';
import {
  type ClusterSandbox,
  openClusterSandbox,
} from '../../system-under-test/cluster/testing/cluster-sandbox.ts';
import {
  launchSmall,
  partsOf,
  settled,
} from '../../system-under-test/cluster/testing/running-cluster.ts';
import { until } from '../../system-under-test/cluster/until.ts';
import { localTarget } from '../../targets/local.ts';
import { otherThan, times } from './naming.ts';

/** Answers may not be kept, so that a window is as long as the probe makes it. */
const settings: Settings = { pace: ['250ms'] };
/** Some more than are needed. */
const windows = 66;
/** Every cause, not only those that others of these tests do not see at all. */
const all = times > 1;

const name = 'balanced';
let sandbox: ClusterSandbox;
let cluster: LaunchedCluster;
let offers: URL;

beforeAll(async () => {
  sandbox = openClusterSandbox();
  cluster = await launchSmall({ name, tasks: 1, dnsTtlSeconds: 0, poolMaxAgeSeconds: 1 });
  await deploy();
  const { baseUrl } = cluster.state;
  const answer = await fetch(new URL('/inventory/v1/properties', baseUrl), { headers: tenant });
  const { properties, bookable } = inventory.parse(await answer.json());
  const departure = new Date(Date.parse(bookable.from) + 86_400_000).toISOString().slice(0, 10);
  offers = new URL('/availability/v1/offers', baseUrl);
  offers.search = String(
    new URLSearchParams({ property: properties[0]?.code ?? '', arrival: bookable.from, departure }),
  );
}, 90_000);

afterAll(async () => {
  await cluster.down();
  sandbox.remove();
});

interface Situation {
  /** How the cluster is made as it should be seen; from what it was at the start. */
  readonly before?: () => Promise<void>;
  readonly after?: () => Promise<void>;
  /** Visitors at once. */
  readonly visitors: number;
}

const tenant = { 'x-tenant': 'riviera' };
const inventory = z.object({
  properties: z.array(z.object({ code: z.string() })),
  bookable: z.object({ from: z.string() }),
});

async function search(): Promise<void> {
  const response = await fetch(offers, { headers: tenant });
  await response.arrayBuffer();
  expect(response.status).toBe(200);
}

/** Requests so many at a time, as often in all however many they are, until the signal. */
async function visitAll(visitors: number, over: AbortSignal): Promise<void> {
  await Promise.all(
    Array.from({ length: visitors }, async () => {
      while (!over.aborted) {
        await search();
        await pause(visitors, over);
      }
    }),
  );
}

async function look({ before, after, visitors }: Situation): Promise<ProbeVerdict> {
  await before?.();
  const end = new AbortController();
  const visited = visitAll(visitors, end.signal);
  const enough = new AbortController();
  const samples: Sample[] = [];
  const target = await localTarget(name);
  const context = { tell: () => undefined, allow: () => Promise.resolve() };
  let asked = 0;
  for await (const sample of watch({ target, settings, until: enough.signal, ...context })) {
    samples.push(sample);
    if (sample.kind === 'answer' && sample.asked === 'authority') asked += 1;
    if (asked >= windows) enough.abort();
  }
  end.abort();
  await visited;
  await after?.();
  return judge(samples, settings);
}

const weigh = (part: string, weight: number): Promise<void> =>
  act(name, 'weigh-reader', { part, weight: String(weight) });
/** Each search asks a reader. */
const deploy = (given: Record<string, string> = {}): Promise<void> =>
  act(name, 'deploy', { PMS_SEARCH_SECONDS: '0', ...given });
const lasting = { PMS_DB_MAX_AGE_SECONDS: '600' };
/** Of a reader that stands still. */
const patient = Object.fromEntries(
  ['CONNECT_TIMEOUT', 'POOL_WAIT', 'QUERY_TIMEOUT'].map((of) => [`PMS_DB_${of}_SECONDS`, '30']),
);

/**
 * Lets the task open as many connections to a reader, each for a request of its own, because the reader stands still.
 * @returns what lets it go on, and waits until all are given back
 */
async function openTo(part: string, count: number): Promise<() => Promise<void>> {
  // What the task reads once for all visitors it must have before, or they would all wait for that.
  await search();
  await act(name, 'freeze', { part });
  const visits = Promise.all(Array.from({ length: count }, () => search()));
  await expect.poll(() => socketsTo(part), { timeout: 15_000 }).toBeGreaterThanOrEqual(count);
  return async () => {
    await act(name, 'thaw', { part });
    await visits;
  };
}

/** Connections to each reader. */
const half = 20;

/** Fills a pool evenly, those that lead to db-3 given back last. */
async function fill(): Promise<void> {
  const goOn: (() => Promise<void>)[] = [];
  for (const [part, other] of [
    ['db-2', 'db-3'],
    ['db-3', 'db-2'],
  ] as const) {
    await weigh(part, 1);
    await weigh(other, 0);
    goOn.push(await openTo(part, half));
  }
  await weigh('db-2', 1);
  for (const one of goOn) await one();
}

const established = 1;

/** Sockets of the task that are connected to a reader; the kernel answers for one that stands still. */
async function socketsTo(part: string): Promise<number> {
  const reader = (await partsOf(name, 'database-reader')).find((one) => one.name === part);
  const [task] = (await partsOf(name, 'task')).filter(({ health }) => health === 'healthy');
  const own = `/proc/${task?.pid}/fd`;
  const opened = (await readdir(own)).map((fd) => readlink(join(own, fd)).catch(() => ''));
  const files = new Set(await Promise.all(opened));
  return parseSockets(await readFile('/proc/net/tcp', 'utf8')).filter(
    ({ remote, state, inode }) =>
      remote === reader?.address && state === established && files.has(`socket:[${inode}]`),
  ).length;
}

/** A reader counts as new only beside others that are at least twice as old. */
async function growOld(part: string): Promise<void> {
  const { database } = await localTarget(name);
  const reader = database?.readers.find(({ id }) => id === part);
  if (database === undefined || reader === undefined) throw new Error(`there is no ${part}`);
  const uptime = (): Promise<number> =>
    withConnection(database, reader, undefined, async (connection) => {
      const [row] = await rowsOf(connection, "SHOW GLOBAL STATUS LIKE 'Uptime'");
      return Number(row?.['Value']);
    });
  expect(await until(async () => (await uptime()) >= 60, { withinMs: 90_000 })).toBe(true);
}

const situations: Readonly<Record<string, Situation>> = {
  balanced: { visitors: 16 },
  'caching-resolver': {
    visitors: 16,
    before: () => act(name, 'hold-answers', { seconds: '4' }),
    after: () => act(name, 'hold-answers', { seconds: '0' }),
  },
  weights: {
    visitors: 16,
    before: () => weigh('db-2', 5),
    after: () => weigh('db-2', 1),
  },
  'lifo-pool': {
    visitors: 4,
    before: async () => {
      await deploy({
        ...lasting,
        ...patient,
        PMS_DB_POOL_ORDER: 'lifo',
        PMS_DB_READER_POOL: String(2 * half),
      });
      await fill();
    },
    after: () => deploy(),
  },
  'long-lived-connections': {
    visitors: 16,
    before: async () => {
      await weigh('db-3', 0);
      await deploy({ ...lasting, ...patient, PMS_DB_READER_POOL: '12' });
      const goOn = await openTo('db-2', 12);
      await goOn();
      await weigh('db-3', 1);
    },
    after: () => deploy(),
  },
  'joined-reader': {
    visitors: 16,
    before: async () => {
      await growOld('db-3');
      await act(name, 'remove-reader', { part: 'db-2' });
      await deploy({ ...lasting, ...patient, PMS_DB_READER_POOL: '12' });
      const goOn = await openTo('db-3', 12);
      await goOn();
      await act(name, 'add-reader', {});
      await settled(name, () => true);
    },
    after: () => deploy(),
  },
};

describe('on the local cluster, the probe', { timeout: times * 300_000 }, () => {
  it.each(Object.entries(situations).filter(([cause]) => all || /balanced|caching/.test(cause)))(
    'finds %s',
    async (cause, situation) => {
      expect(await otherThan(cause, () => look(situation))).toEqual([]);
    },
  );
});
