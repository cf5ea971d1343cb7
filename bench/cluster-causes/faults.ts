import { setTimeout as wait } from 'node:timers/promises';
import { pause } from '../../core/pause.ts';
import type { Target } from '../../targets/target.ts';
import type { CauseKind } from '../../reports/balance/causes/cause.ts';

/** Something that makes load lie unevenly on the tasks of the local cluster. */
export interface ClusterFault {
  readonly name: string;
  /** What the analysis must call it; `none` where nothing is done. */
  readonly cause: CauseKind | 'none';
  /** Whether half of the requests come from visitors who keep the load balancer's cookie. */
  readonly hasStickyHalf: boolean;
  /** Does it until the signal aborts, and takes it back. Gives the ids of the tasks that are guilty. */
  readonly inject: (target: Target, nth: number, until: AbortSignal) => Promise<string[]>;
}

/** Half of the time, and less at a time than the load balancer's health check needs to see it. */
const frozenMs = 2000;
const freeMs = 2000;

/** In the order in which they are played. */
export const clusterFaults: readonly ClusterFault[] = [
  {
    name: 'nothing',
    cause: 'none',
    hasStickyHalf: false,
    inject: async (_target, _nth, until) => {
      await untilAborted(until);
      return [];
    },
  },
  {
    name: 'a task frozen part of the time',
    cause: 'frozen',
    hasStickyHalf: false,
    inject: async (target, nth, until) => {
      const part = await taskOf(target, nth);
      while (!until.aborted) {
        await act(target, 'freeze', { part });
        // Whatever happens meanwhile, it goes on.
        await wait(frozenMs);
        await act(target, 'thaw', { part });
        await pause(freeMs, until);
      }
      return [part];
    },
  },
  {
    name: 'one slow task',
    cause: 'slow-host',
    hasStickyHalf: false,
    inject: async (target, nth, until) => {
      const part = await taskOf(target, nth);
      await act(target, 'slow-down', { part });
      await untilAborted(until);
      await act(target, 'speed-up', { part });
      return [part];
    },
  },
  {
    name: 'a zone with half the tasks',
    cause: 'zone-skew',
    hasStickyHalf: false,
    inject: async (target, _nth, until) => {
      await act(target, 'cross-zone', { enabled: 'false' });
      await untilAborted(until);
      await act(target, 'cross-zone', { enabled: 'true' });
      const tasks = await tasksOf(target);
      const zones = Map.groupBy(tasks, ({ zone = '' }) => zone);
      const [fewest = []] = [...zones.values()].toSorted((a, b) => a.length - b.length);
      return fewest.map(({ id }) => id);
    },
  },
  {
    name: 'a sticky half',
    cause: 'sticky',
    hasStickyHalf: true,
    inject: async (_target, _nth, until) => {
      await untilAborted(until);
      return [];
    },
  },
];

async function untilAborted(until: AbortSignal): Promise<void> {
  await pause(3_600_000, until);
}

async function act(target: Target, name: string, given: Record<string, string>): Promise<void> {
  await target.control?.act({ name, given });
}

export async function tasksOf({ instancesNow }: Target) {
  const all = (await instancesNow?.()) ?? [];
  return all.filter(({ role }) => role === 'task');
}

/** Another one each time. */
async function taskOf(target: Target, nth: number): Promise<string> {
  const tasks = await tasksOf(target);
  const task = tasks[nth % tasks.length];
  if (task === undefined) throw new Error('there is no task');
  return task.id;
}
