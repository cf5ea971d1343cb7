import { expect, it } from 'vitest';
import type { Settings } from '../contract/probe.ts';
import { judge } from './judge.ts';
import type { Sample, SampleOf } from './sample.ts';

type Bounds = NonNullable<SampleOf<'scaling'>['bounds']>;

const tracking = { name: 'follow', target: 60, scaleOutCooldownSeconds: 60, onlyAdds: false };
const onConnections = { ...tracking, metric: 'RDSReaderAverageDatabaseConnections' };
const onCpu = { ...tracking, metric: 'RDSReaderAverageCPUUtilization' };

/** Two tasks and two readers, each pair in two zones, and a writer with nothing wrong. */
function system(
  of: 'tasks' | 'readers',
  bounds: Partial<Bounds> | null,
  readers: { readonly open?: number; readonly cpu?: number } = {},
): Sample[] {
  const node = { kind: 'node', at: 0, class: 'db.r6g.large', tier: 1 } as const;
  const { open = 100, cpu } = readers;
  const told = cpu === undefined ? {} : { cpu };
  const usual = { min: 2, max: 10, suspended: [], rules: [onConnections] };
  return [
    { ...node, id: 'w', role: 'writer', zone: 'a' },
    { ...node, id: 'r1', role: 'reader', zone: 'a' },
    { ...node, id: 'r2', role: 'reader', zone: 'b' },
    { kind: 'connections', at: 0, id: 'w', most: 1000, open: 150 },
    { kind: 'connections', at: 0, id: 'r1', most: 1000, open, ...told },
    { kind: 'connections', at: 0, id: 'r2', most: 1000, open: 100, ...told },
    {
      kind: 'service',
      at: 0,
      name: 'pms',
      desired: 2,
      minimumHealthyPercent: 100,
      maximumPercent: 200,
    },
    { kind: 'tasks', at: 0, zones: ['a', 'b'] },
    {
      kind: 'scaling',
      at: 0,
      name: of === 'tasks' ? 'pms' : 'db',
      of,
      bounds: bounds === null ? null : { ...usual, ...bounds },
    },
  ];
}

it('passes what grows soon and far enough, by what runs out', () => {
  const scalingOf = (of: 'tasks' | 'readers'): string[] =>
    judge(system(of, {}), {})
      .reasons.filter((reason) => /^(pms-|db-|w-)/.test(reason))
      .slice(of === 'tasks' ? 3 : 3);
  expect(judge(system('tasks', { max: 4 }), {}).outcome).toBe('pass');
  expect(scalingOf('tasks')).toEqual([
    'pms-scaled: 2 to 10 tasks, by follow.',
    'pms-enough-at-most: 2 tasks, as now, in 2 zones have to be 4, so that as many are left without one of them; 10 are the most.',
    'pms-outlives-one-at-least: it may be scaled in to 2 tasks.',
    'pms-scaled-in-time: follow waits 1 min after each step out, where an outage may last 5 min.',
    'w-takes-all-tasks: 10 tasks would open 750 connections as 2 open 150 now, of 1000 that it takes.',
  ]);
  expect(scalingOf('readers')).toEqual([
    'db-scaled: 2 to 10 readers, by follow.',
    'db-enough-at-most: 2 readers, as now, in 2 zones have to be 4, so that as many are left without one of them; 10 are the most.',
    'db-outlives-one-at-least: it may be scaled in to 2 readers.',
    'db-scaled-in-time: follow waits 1 min after each step out, where an outage may last 5 min.',
    'db-scaled-by-what-runs-out: it follows RDSReaderAverageDatabaseConnections.',
  ]);
});

const planted: readonly (readonly [
  what: string,
  samples: Sample[],
  reasons: readonly string[],
  settings: Settings,
])[] = [
  [
    'nothing',
    system('readers', null),
    ['db-scaled: nothing scales its readers: they stay as many as they are.'],
    {},
  ],
  [
    'bounds without a policy',
    system('tasks', { rules: [] }),
    ['pms-scaled: 2 to 10 tasks, but no policy says when.'],
    {},
  ],
  [
    'policies that are suspended',
    system('tasks', { suspended: ['scale-out'] }),
    ['pms-scaled: scaling out is suspended.'],
    {},
  ],
  [
    'as many at most as at least',
    system('tasks', { min: 4, max: 4 }),
    ['pms-scaled: 4 at least and 4 at most: none can be added.'],
    {},
  ],
  [
    'too few for the loss of a zone',
    system('readers', { max: 3 }),
    [
      'db-enough-at-most: 2 readers, as now, in 2 zones have to be 4, so that as many are left without one of them; 3 are the most.',
    ],
    {},
  ],
  [
    'too few for what is planned',
    system('tasks', { max: 5 }),
    ['pms-enough-at-most: 8 tasks, as planned, are more than the 5 that it may have.'],
    { tasks: ['8'] },
  ],
  [
    'down to one',
    system('readers', { min: 1 }),
    [
      'db-outlives-one-at-least: it may be scaled in to 1 readers: nobody is there while the last one is replaced.',
    ],
    {},
  ],
  [
    'with a wait that outlasts the outage',
    system('tasks', { rules: [{ ...tracking, scaleOutCooldownSeconds: 900 }] }),
    [
      'pms-scaled-in-time: follow waits 15 min after each step out, where an outage may last 10 min.',
    ],
    { outage: ['10m'] },
  ],
  [
    'by CPU alone while connections run out',
    system('readers', { rules: [onCpu] }, { open: 700, cpu: 0.1 }),
    [
      'db-scaled-by-what-runs-out: it follows CPU alone: connections are at 70 % of max_connections, and CPU at 10 %, of 60 % where it scales; connections run out before.',
    ],
    {},
  ],
  [
    'further than the writer takes connections',
    system('tasks', { max: 20 }),
    [
      'w-takes-all-tasks: 20 tasks would open 1500 connections as 2 open 150 now, of 1000 that it takes.',
    ],
    {},
  ],
];

it.each(planted)('finds what is scaled by %s', (_, samples, reasons, settings) => {
  const verdict = judge(samples, settings);
  expect([verdict.outcome, verdict.reasons]).toEqual(['fail', reasons]);
});

it('is content with CPU where that comes first, and says nothing of readers at rest or whose CPU is not told', () => {
  const judged = (readers: { open?: number; cpu?: number }): string[] => {
    const { outcome, reasons } = judge(system('readers', { rules: [onCpu] }, readers), {});
    return [outcome, reasons.find((one) => one.includes('what-runs-out')) ?? ''];
  };
  expect(judged({ open: 200, cpu: 0.5 })).toEqual([
    'pass',
    'db-scaled-by-what-runs-out: it follows CPU alone: connections are at 20 % of max_connections, and CPU at 50 %, of 60 % where it scales; CPU comes first.',
  ]);
  const unknown =
    'db-scaled-by-what-runs-out: it follows CPU alone, and whether connections run out first is not known: it takes load, and what CPU the readers have.';
  expect(judged({ open: 700 })).toEqual(['inconclusive', unknown]);
  const steps = judge(system('readers', { rules: [{ name: 'steps', onlyAdds: false }] }), {});
  expect(steps.reasons).toEqual([
    'db-scaled-in-time: how long policies wait after each step is not known.',
    'db-scaled-by-what-runs-out: what its policies follow is not told.',
  ]);
});

it('is not content where scaling could not be asked for', () => {
  const [scaling, ...rest] = system('tasks', {}).toReversed();
  const at = scaling?.at ?? 0;
  const reason = 'AWS denies application-autoscaling:DescribeScalableTargets.';
  const verdict = judge([...rest, { kind: 'scaling-untold', at, reason }], {});
  expect([verdict.outcome, verdict.reasons]).toEqual(['inconclusive', [`scaled: ${reason}`]]);
});

it('says what stays, and costs, without calling it broken', () => {
  const bounds = { suspended: ['scale-in' as const], rules: [{ ...tracking, onlyAdds: true }] };
  const { outcome, remarks } = judge(system('tasks', bounds), {});
  expect([outcome, remarks.slice(-2)]).toEqual([
    'pass',
    ['pms: policy follow never scales in; what it adds stays.', 'pms: scaling in is suspended.'],
  ]);
});
