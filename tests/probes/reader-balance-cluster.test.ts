// @module-tag needs/cluster
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { pause } from '../../core/pause.ts';
import type { ProbeVerdict } from '../../core/probe-folder/verdict.ts';
import type { Settings } from '../../probes/contract/probe.ts';
import { judge } from '../../probes/reader-balance/judge.ts';
import type { Sample } from '../../probes/reader-balance/samples/sample.ts';
import { watch } from '../../probes/reader-balance/watch/watch.ts';
import { act } from '../../system-under-test/cluster/client/control-client.ts';
import type { LaunchedCluster } from '../../system-under-test/cluster/client/launch.ts';
import {
  type ClusterSandbox,
  openClusterSandbox,
} from '../../system-under-test/cluster/testing/cluster-sandbox.ts';
import { launchSmall, settled } from '../../system-under-test/cluster/testing/running-cluster.ts';
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
async function visitAll(visitors: number, until: AbortSignal): Promise<void> {
  await Promise.all(
    Array.from({ length: visitors }, async () => {
      while (!until.aborted) {
        await search();
        await pause(visitors, until);
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

/**
 * Fills a pool evenly: while the readers stand still each request opens a connection of its own, with an answer of its own.
 */
async function fill(): Promise<void> {
  const readers = ['db-2', 'db-3'];
  // What the task reads once for all visitors it must have before, or they would all wait for that.
  await search();
  await Promise.all(readers.map((part) => act(name, 'freeze', { part })));
  const visits: Promise<void>[] = [];
  for (let nth = 0; nth < 40; nth += 1) {
    visits.push(search());
    await pause(20, new AbortController().signal);
  }
  await Promise.all(readers.map((part) => act(name, 'thaw', { part })));
  await Promise.all(visits);
}

/** Fills the pools, again where connections turn out to be dead. */
async function burst(): Promise<void> {
  for (let nth = 0; nth < 3; nth += 1)
    await Promise.all(Array.from({ length: 100 }, () => search()));
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
    visitors: 1,
    before: async () => {
      await deploy({ ...lasting, PMS_DB_POOL_ORDER: 'lifo', PMS_DB_READER_POOL: '40' });
      await fill();
    },
    after: () => deploy(),
  },
  'long-lived-connections': {
    visitors: 16,
    before: async () => {
      await weigh('db-3', 0);
      await deploy({ ...lasting, PMS_DB_READER_POOL: '12' });
      await burst();
      await weigh('db-3', 1);
    },
    after: () => deploy(),
  },
  'joined-reader': {
    visitors: 16,
    before: async () => {
      await deploy({ ...lasting, PMS_DB_READER_POOL: '12' });
      await act(name, 'remove-reader', { part: 'db-2' });
      await burst();
      await act(name, 'add-reader', {});
      await settled(name, () => true);
    },
    after: () => deploy(),
  },
};

describe('on the local cluster, the probe', { timeout: times * 60_000 }, () => {
  it.each(Object.entries(situations).filter(([cause]) => all || /balanced|caching/.test(cause)))(
    'finds %s',
    async (cause, situation) => {
      expect(await otherThan(cause, () => look(situation))).toEqual([]);
    },
  );
});
