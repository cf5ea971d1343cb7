import type { TaskSample } from '../../evidence/container-events.ts';
import type { Evidence } from '../../evidence/evidence.ts';
import { type Period, secondsOf } from '../../evidence/period.ts';
import { fits } from '../request-pattern.ts';
import type { ObjectiveResult } from '../result.ts';
import type { TasksObjective } from '../schema/tasks.ts';
import { type Part, judgeBalance } from './balance.ts';
import { isWithin, judgeGauges } from './gauges.ts';
import type { Kind, Where } from './kind.ts';

export const taskGauges = {
  cpu: ({ cpu }: TaskSample) => cpu,
  memory: ({ memory }: TaskSample) => memory,
} as const;

/** Containers: by their own events, and by what the load balancer's log says it sent them. */
export const tasks: Kind<TasksObjective> = {
  noun: 'task',
  names: ({ evidence }) => [...evidence.tasks.keys(), ...evidence.targets.keys()],
  appliesTo: ({ tasks: patterns, except }, name, { evidence }) =>
    fits(patterns, except, [name, ...idsAt(evidence, name)]),
  judge: (where) => {
    const { objective } = where;
    const isFor = tasks.names(where).some((name) => tasks.appliesTo(objective, name, where));
    return isFor ? [...gauges(where), ...balance(where)] : [];
  },
};

function gauges(where: Where<TasksObjective>): ObjectiveResult[] {
  const { evidence, objective, phase } = where;
  const seen = [...evidence.tasks]
    .filter(([name]) => tasks.appliesTo(objective, name, where))
    .filter(([, samples]) => [...samples].some(({ at }) => isWithin(phase.period, at / 1000)))
    .map(([name, samples]) => ({ name, scope: shortened(name), samples, read: taskGauges }));
  // What has no samples at all must not be passed over in silence.
  const unseen = { name: 'tasks', scope: 'tasks', samples: [], read: taskGauges };
  return (seen.length > 0 ? seen : [unseen]).flatMap((gauged) =>
    judgeGauges(where, gauged, ['cpu', 'memory']),
  );
}

/** Ids of tasks are long, and differ from the first characters on. */
function shortened(id: string): string {
  return id.length > 16 ? `${id.slice(0, 8)}…` : id;
}

function balance(where: Where<TasksObjective>): ObjectiveResult[] {
  const { evidence, objective, phase } = where;
  const { peakToAverage: limit } = objective;
  const addresses = [...evidence.targets.keys()].filter((name) =>
    tasks.appliesTo(objective, name, where),
  );
  if (limit === undefined) return [];
  const parts = addresses.map((name) => partAt(evidence, name, phase.period));
  return [judgeBalance(where, limit, parts, { noun: 'task', counted: 'request' })];
}

/** What the load balancer sent to an address, and how long something was there to be sent to. */
function partAt({ targets, requests, topology }: Evidence, name: string, period: Period): Part {
  let amount = 0;
  const slots = targets.get(name) ?? new Map<number, number>();
  for (const [slot, n] of slots)
    if (isWithin(period, requests.origin + slot * requests.slotSeconds)) amount += n;
  return { name, amount, seconds: secondsThere(topology, name, period) };
}

/** Seconds of a period in which somebody knew of a healthy task at an address; all of it where nobody tells. */
function secondsThere(topology: Evidence['topology'], address: string, period: Period): number {
  const changes = topology.flatMap((record) =>
    'instance' in record && record.instance.address === address ? [record] : [],
  );
  if (changes.length === 0) return secondsOf([period]);
  let there = 0;
  let since: number | undefined;
  for (const { at, change, instance } of changes) {
    const isThere =
      change !== 'gone' && (instance.health === 'healthy' || instance.health === 'unhealthy');
    if (isThere) since ??= at / 1000;
    else if (since !== undefined) {
      there += overlap(period, since, at / 1000);
      since = undefined;
    }
  }
  return since === undefined ? there : there + overlap(period, since, Infinity);
}

function overlap({ from, to }: Period, begin: number, end: number): number {
  return Math.max(0, Math.min(to, end) - Math.max(from, begin));
}

/** Ids of the tasks that were ever at an address. */
function idsAt({ manifest, topology }: Evidence, address: string): string[] {
  const seen = topology.flatMap((record) => ('instance' in record ? [record.instance] : []));
  return [...manifest.target.instances, ...seen]
    .filter((instance) => instance.address === address)
    .map(({ id }) => id);
}
