// @module-tag needs/cluster
import { afterAll, beforeAll, expect, it } from 'vitest';
import { collected } from '../../core/collected.ts';
import { judge } from '../../probes/preflight/judge.ts';
import type { Sample } from '../../probes/preflight/sample.ts';
import { watch } from '../../probes/preflight/watch.ts';
import { parseAutoscaling } from '../../system-under-test/cluster/autoscaling/policy.ts';
import { act } from '../../system-under-test/cluster/client/control-client.ts';
import type { LaunchedCluster } from '../../system-under-test/cluster/client/launch.ts';
import {
  type ClusterSandbox,
  openClusterSandbox,
} from '../../system-under-test/cluster/testing/cluster-sandbox.ts';
import { launchSmall } from '../../system-under-test/cluster/testing/running-cluster.ts';
import { scalingsOf } from '../../targets/local-scaling.ts';
import { localTarget } from '../../targets/local.ts';
import type { Target } from '../../targets/target.ts';

const name = 'preflight';
let sandbox: ClusterSandbox;
let cluster: LaunchedCluster;
beforeAll(async () => {
  sandbox = openClusterSandbox();
  const classes = ['db.r6g.2xlarge', 'db.r6g.2xlarge', 'db.r6g.large'];
  cluster = await launchSmall({
    name,
    tasks: 2,
    classes,
    tiers: [0, 1, 2],
    // Readers that the test takes away are not to come back.
    autoscaling: [parseAutoscaling('tasks:cpu=60,min=2,max=4')],
  });
}, 90_000);
afterAll(async () => {
  await cluster.down();
  sandbox.remove();
});

async function look(given?: Target): Promise<Sample[]> {
  const target = given ?? (await localTarget(name));
  const { signal: until } = new AbortController();
  const context = { tell: () => undefined, allow: () => Promise.resolve() };
  return collected(watch({ target, settings: {}, until, ...context }));
}

const unscaled = 'readers-scaled: nothing scales its readers: they stay as many as they are.';

it('passes a cluster whose next writer is as large, with room, and in another zone', async () => {
  const target = await localTarget(name);
  const [tasks] = (await target.scalings?.()) ?? [];
  const [, readers] = scalingsOf([parseAutoscaling('readers:connections=70,min=2,max=4')]);
  const scalings = async () => [tasks, readers].filter((one) => one !== undefined);
  const { finding, reasons } = judge(await look({ ...target, scalings }), {});
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
    'connections-renewed: pools give up connections after 1 min, where 15 min are many.',
    'tasks-outlives-a-task: it has 2 tasks.',
    'tasks-kept-up-while-deployed: of 2, 2 at least and 4 at most while they are replaced.',
    'tasks-deployable: of 2, 2 at least and 4 at most while they are replaced.',
    'tasks-scaled: 2 to 4 tasks, by cpu 60.',
    'tasks-enough-at-most: 2 tasks, as now, in 2 zones have to be 4, so that as many are left without one of them; 4 are the most.',
    'tasks-outlives-one-at-least: it may be scaled in to 2 tasks.',
    'tasks-scaled-in-time: cpu 60 waits 5 min after each step out, where an outage may last 5 min.',
    'readers-scaled: 2 to 4 readers, by connections 70.',
    'readers-enough-at-most: 2 readers, as now, in 2 zones have to be 4, so that as many are left without one of them; 4 are the most.',
    'readers-outlives-one-at-least: it may be scaled in to 2 readers.',
    'readers-scaled-in-time: connections 70 waits 5 min after each step out, where an outage may last 5 min.',
    'readers-scaled-by-what-runs-out: it follows connections.',
    expect.stringMatching(
      /^db-1-takes-all-tasks: 4 tasks would open \d+ connections as 2 open \d+ now, of \d+ that it takes\.$/,
    ),
  ]);
});

it.each([
  [[], ['tasks-scaled: nothing scales its tasks: they stay as many as they are.', unscaled]],
  [
    ['tasks:cpu=60,min=1,max=3', 'readers:connections=70,min=2,max=4,out=20m'],
    [
      'tasks-enough-at-most: 2 tasks, as now, in 2 zones have to be 4, so that as many are left without one of them; 3 are the most.',
      'tasks-outlives-one-at-least: it may be scaled in to 1 tasks: nobody is there while the last one is replaced.',
      'readers-scaled-in-time: connections 70 waits 20 min after each step out, where an outage may last 5 min.',
    ],
  ],
  [
    ['tasks:cpu=60,min=4,max=4', 'readers:connections=70,min=2,max=4'],
    ['tasks-scaled: 4 at least and 4 at most: none can be added.'],
  ],
])(
  'finds what is wrong with the scaling that a cluster was brought up with: %j',
  async (given, reasons) => {
    const scalings = scalingsOf(given.map(parseAutoscaling));
    const target = { ...(await localTarget(name)), scalings: async () => scalings };
    expect(judge(await look(target), {}).reasons).toEqual(reasons);
  },
);

it('says that a smaller one would follow, once the large reader is gone', async () => {
  await act(name, 'remove-reader', { part: 'db-2' });
  const { finding, outcome, reasons } = judge(await look(), {});
  expect([outcome, finding]).toEqual(['fail', 'would-break']);
  expect(reasons).toEqual([
    'successor-large-enough: db-3 (tier 2, db.r6g.large) is smaller than db-1 (db.r6g.2xlarge), and nothing would fail back.',
    unscaled,
  ]);
});

it('says that nobody would follow, once there is no reader', async () => {
  await act(name, 'remove-reader', { part: 'db-3' });
  expect(judge(await look(), {}).reasons).toEqual([
    'has-successor: db-1 has no reader to take its place.',
    'more-than-one-zone: all nodes are in local-1a: they go together.',
    unscaled,
  ]);
});

const bounds = (desired: number, minimumHealthyPercent: number, maximumPercent: number) => ({
  kind: 'service' as const,
  at: 0,
  name: 'pms',
  desired,
  minimumHealthyPercent,
  maximumPercent,
});

it.each([
  [bounds(1, 100, 200), ['pms-outlives-a-task: it has a single task.']],
  [
    bounds(4, 0, 100),
    [
      'pms-kept-up-while-deployed: of 4, 0 at least and 4 at most while they are replaced: all may be stopped before another one runs.',
    ],
  ],
  [
    bounds(4, 100, 124),
    [
      'pms-deployable: of 4, 4 at least and 4 at most while they are replaced: no task can be replaced, and a deployment stands still.',
    ],
  ],
  [bounds(0, 100, 200), ['pms-runs: no task is asked for.']],
  [
    { kind: 'pools' as const, at: 0, maxAgeSeconds: 28_800 },
    ['connections-renewed: pools give up connections after 8 h, where 15 min are many.'],
  ],
])('finds what is wrong with %o', (sample, reasons) => {
  expect(judge([sample], {}).reasons).toEqual(reasons);
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
  const verdict = judge(
    [
      { ...node, id: 'w', role: 'writer', zone: 'a' },
      { ...node, id: 'r', role: 'reader', zone: 'b' },
      { kind: 'connections', at: 0, id: 'w', most: 500, open: 20 },
      { kind: 'connections', at: 0, id: 'r', most, open: 15 },
      { kind: 'ttl', at: 0, asked: 'resolver', name: 'n', seconds: ttl },
    ],
    {},
  );
  expect(verdict.reasons).toEqual([reason]);
});

it('says nothing of what it has not seen', () => {
  expect(judge([], {}).outcome).toBe('inconclusive');
});
