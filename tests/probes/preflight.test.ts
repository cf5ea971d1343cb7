// @module-tag needs/cluster
import { afterAll, beforeAll, expect, it } from 'vitest';
import { collected } from '../../core/collected.ts';
import { judge } from '../../probes/preflight/judge.ts';
import type { Sample } from '../../probes/preflight/sample.ts';
import { watch } from '../../probes/preflight/watch.ts';
import { act } from '../../system-under-test/cluster/client/control-client.ts';
import type { LaunchedCluster } from '../../system-under-test/cluster/client/launch.ts';
import {
  type ClusterSandbox,
  openClusterSandbox,
} from '../../system-under-test/cluster/testing/cluster-sandbox.ts';
import { launchSmall } from '../../system-under-test/cluster/testing/running-cluster.ts';
import { localTarget } from '../../targets/local.ts';

const name = 'preflight';
let sandbox: ClusterSandbox;
let cluster: LaunchedCluster;
beforeAll(async () => {
  sandbox = openClusterSandbox();
  const classes = ['db.r6g.2xlarge', 'db.r6g.2xlarge', 'db.r6g.large'];
  cluster = await launchSmall({ name, tasks: 1, classes, tiers: [0, 1, 2] });
}, 90_000);
afterAll(async () => {
  await cluster.down();
  sandbox.remove();
});

async function look(): Promise<Sample[]> {
  const target = await localTarget(name);
  const { signal: until } = new AbortController();
  const context = { tell: () => undefined, allow: () => Promise.resolve() };
  return collected(watch({ target, settings: {}, until, ...context }));
}

it('passes a cluster whose next writer is as large, with room, and in another zone', async () => {
  const { finding, reasons } = judge(await look());
  expect(finding).toBe('would-hold');
  expect(reasons.slice(0, 2)).toEqual([
    'has-successor: db-2 (tier 1, db.r6g.2xlarge) would take the place of db-1.',
    'successor-large-enough: db-2 (tier 1, db.r6g.2xlarge) is no smaller than db-1 (db.r6g.2xlarge).',
  ]);
  expect(reasons.slice(3)).toEqual([
    'more-than-one-zone: nodes are in local-1a, local-1b, local-1c.',
    ...['cluster', 'cluster-ro'].flatMap((kind) => [
      `${name}.${kind}.bilancia.internal-not-kept-long-by-authority: the name server lets answers be kept for 5 s, where 30 are many.`,
      `${name}.${kind}.bilancia.internal-not-kept-long-by-resolver: the resolver of clients lets answers be kept for 5 s, where 30 are many.`,
    ]),
  ]);
});

it('says that a smaller one would follow, once the large reader is gone', async () => {
  await act(name, 'remove-reader', { part: 'db-2' });
  const { finding, outcome, reasons } = judge(await look());
  expect([outcome, finding]).toEqual(['fail', 'would-break']);
  expect(reasons).toEqual([
    'successor-large-enough: db-3 (tier 2, db.r6g.large) is smaller than db-1 (db.r6g.2xlarge), and nothing would fail back.',
  ]);
});

it('says that nobody would follow, once there is no reader', async () => {
  await act(name, 'remove-reader', { part: 'db-3' });
  expect(judge(await look()).reasons).toEqual([
    'has-successor: db-1 has no reader to take its place.',
    'more-than-one-zone: all nodes are in local-1a: they go together.',
  ]);
});

it.each([
  [{ most: 30 }, 'successor-has-connections: 20 of w and 15 of r make 35, of 30 that it takes.'],
  [
    { ttl: 3600 },
    'n-not-kept-long-by-resolver: the resolver of clients lets answers be kept for 3600 s, where 30 are many.',
  ],
  [{ ttl: null }, 'n-not-kept-long-by-resolver: the resolver of clients gives no answer.'],
])('finds what is planted: %o', (planted: { most?: number; ttl?: number | null }, reason) => {
  const { most = 500, ttl = 5 } = planted;
  const node = { kind: 'node', at: 0, class: 'db.r6g.large', tier: 1 } as const;
  const verdict = judge([
    { ...node, id: 'w', role: 'writer', zone: 'a' },
    { ...node, id: 'r', role: 'reader', zone: 'b' },
    { kind: 'connections', at: 0, id: 'w', most: 500, open: 20 },
    { kind: 'connections', at: 0, id: 'r', most, open: 15 },
    { kind: 'ttl', at: 0, asked: 'resolver', name: 'n', seconds: ttl },
  ]);
  expect(verdict.reasons).toEqual([reason]);
});

it('says nothing of what it has not seen', () => {
  expect(judge([]).outcome).toBe('inconclusive');
});
