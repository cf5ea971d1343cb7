import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { endChild } from '../../../core/child-process.ts';
import { reasonOf } from '../../../core/errors.ts';
import type { SampledTask } from '../container-insights/sampler.ts';
import { setSlot, type TargetStatus } from '../load-balancer/admin.ts';
import type { PartRegistry } from './part-registry.ts';
import { checkPage } from './checks.ts';
import { describeEnd, type Running } from '../processes/launcher.ts';

export interface TaskPlan {
  readonly registry: PartRegistry;
  readonly clusterName: string;
  readonly adminSocket: string;
  /** `address:port` of every slot of the load balancer. */
  readonly slots: readonly string[];
  readonly start: (name: string, taskId: string, address: string) => Running;
  readonly stopping: AbortSignal;
  readonly now: () => number;
  readonly log: (line: string) => void;
}

interface Task extends SampledTask {
  readonly name: string;
  readonly running: Running;
  /** Since when the load balancer has found it down, milliseconds. */
  downSince: number | undefined;
}

/** The PMS tasks, kept at their number as a container service keeps them. */
export interface Tasks {
  /** Keeps one more task running. Resolves when it takes visitors for the first time. */
  readonly keepOne: (availabilityZone: string) => Promise<void>;
  readonly list: () => readonly SampledTask[];
  /** Takes over what the load balancer says of each, and replaces those that hang. */
  readonly observe: (statuses: readonly TargetStatus[]) => Promise<void>;
  /** Tells a load balancer that was started anew which tasks there are. */
  readonly announce: () => Promise<void>;
  /** Lets all finish what they do, then ends them. */
  readonly drain: (graceMs: number) => Promise<void>;
}

const startWithinMs = 60_000;
/** A task that is down for the load balancer and does not even say that it lives is replaced after this time. */
const hangingMs = 15_000;
const restartDelayMs = { first: 100, most: 10_000, goodLife: 5000 } as const;

export function createTasks(plan: TaskPlan): Tasks {
  const { registry, stopping } = plan;
  const tasks = new Map<string, Task>();
  let nextSlot = 0;

  /** Addresses go round, so that one is not taken again at once. */
  const takeSlot = (): string => {
    const used = new Set([...tasks.values()].map((task) => task.address));
    for (;;) {
      const slot = plan.slots[nextSlot % plan.slots.length];
      nextSlot += 1;
      if (slot !== undefined && !used.has(slot)) return slot;
    }
  };

  const start = async (availabilityZone: string): Promise<Task> => {
    const taskId = randomBytes(16).toString('hex');
    const name = `task-${taskId.slice(0, 8)}`;
    const address = takeSlot();
    const createdAt = plan.now();
    registry.add({ name, kind: 'task', address, taskId, availabilityZone });
    const running = plan.start(name, taskId, address);
    const pid = running.child.pid ?? 0;
    registry.report(name, 'starting', '', pid);
    const startedAt = plan.now();
    const { clusterName } = plan;
    const identity = { taskId, clusterName, availabilityZone, createdAt, startedAt };
    const task = { ...identity, name, address, pid, running, downSince: undefined };
    tasks.set(taskId, task);
    try {
      await running.untilItWorks(() => checkPage(`http://${address}/health/ready`), startWithinMs);
      await setSlot(plan.adminSocket, address, 'ready');
    } catch (error) {
      running.child.kill('SIGKILL');
      forget(task);
      throw error;
    }
    registry.report(name, 'healthy', 'serving visitors');
    return task;
  };

  const forget = (task: Task): void => {
    tasks.delete(task.taskId);
    registry.remove(task.name);
  };

  /** Waits for the end of a task and puts another in its place, again and again. */
  const keep = async (first: Task, availabilityZone: string): Promise<void> => {
    let delay: number = restartDelayMs.first;
    let task: Task | undefined = first;
    while (!stopping.aborted) {
      const since = performance.now();
      if (task !== undefined) {
        const end = await task.running.ended;
        if (stopping.aborted) return;
        plan.log(`${task.name}: ${describeEnd(end)}, another takes its place`);
        forget(task);
        await setSlot(plan.adminSocket, task.address, 'maint').catch(ignoreAway);
      }
      const lived = performance.now() - since;
      delay = lived > restartDelayMs.goodLife ? restartDelayMs.first : delay * 2;
      await pause(Math.min(delay, restartDelayMs.most));
      if (stopping.aborted) return;
      task = await start(availabilityZone).catch((error: unknown) => {
        plan.log(reasonOf(error));
        return undefined;
      });
    }
  };

  /** A load balancer that is away is told of all tasks when it is back. */
  const ignoreAway = (error: unknown): void => plan.log(`load balancer: ${reasonOf(error)}`);

  return {
    keepOne: async (availabilityZone) => {
      const task = await start(availabilityZone);
      void keep(task, availabilityZone);
    },
    list: () => [...tasks.values()].filter((task) => task.running.child.exitCode === null),
    observe: async (statuses) => {
      for (const task of tasks.values()) {
        const status = statuses.find(({ address }) => address === task.address);
        if (status === undefined || registry.find(task.name)?.health === 'starting') continue;
        await observeOne(task, status, registry);
      }
    },
    announce: async () => {
      for (const task of tasks.values()) await setSlot(plan.adminSocket, task.address, 'ready');
    },
    drain: async (graceMs) => {
      await Promise.all(
        [...tasks.values()].map(async (task) => {
          registry.report(task.name, 'draining', 'finishing its requests');
          await setSlot(plan.adminSocket, task.address, 'drain').catch(ignoreAway);
          await endChild(task.running.child, graceMs);
          registry.report(task.name, 'stopped', '', null);
        }),
      );
    },
  };
}

async function observeOne(task: Task, status: TargetStatus, registry: PartRegistry): Promise<void> {
  const served = `${status.requests} requests`;
  if (status.status.startsWith('UP')) {
    task.downSince = undefined;
    registry.report(task.name, 'healthy', served);
    return;
  }
  if (status.status.startsWith('DRAIN')) {
    registry.report(task.name, 'draining', served);
    return;
  }
  task.downSince ??= performance.now();
  registry.report(task.name, 'unhealthy', `the load balancer says ${status.status}, ${served}`);
  if (performance.now() - task.downSince < hangingMs) return;
  await checkPage(`http://${task.address}/health/live`, 5000).catch(() =>
    task.running.child.kill('SIGKILL'),
  );
}
