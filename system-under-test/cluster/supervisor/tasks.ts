import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { endChild } from '../../../core/child-process.ts';
import { reasonOf } from '../../../core/errors.ts';
import type { SampledTask } from '../container-insights/sampler.ts';
import { setSlot, type TargetStatus } from '../load-balancer/admin.ts';
import type { PartRegistry } from './part-registry.ts';
import { checkPage } from './checks.ts';
import { describeEnd, type Running, whyItFailed } from '../processes/launcher.ts';
import { restartAttempts } from './restart-attempts.ts';

export interface TaskPlan {
  readonly registry: PartRegistry;
  readonly clusterName: string;
  /** Of every node of the load balancer. */
  readonly adminSockets: readonly string[];
  /** `address:port` of every slot of the load balancer. */
  readonly slots: readonly string[];
  readonly start: (name: string, taskId: string, address: string, revision: Revision) => Running;
  readonly stopping: AbortSignal;
  readonly now: () => number;
  readonly log: (line: string) => void;
}

/** What tasks are started with: the number counts from 1, the settings are `PMS_*` variables over the usual ones. */
export interface Revision {
  readonly number: number;
  readonly settings: Readonly<Record<string, string>>;
}

/** A task of whom others are told. */
export interface ListedTask extends SampledTask {
  readonly name: string;
  readonly revision: Revision;
  readonly isServing: boolean;
}

interface Task extends Omit<ListedTask, 'isServing'> {
  readonly running: Running;
  /** It is to end, and nothing takes its place. */
  leaving: boolean;
  /** Whether it was ever ready for visitors. */
  serving: boolean;
  /** Since when the load balancer has found it down, milliseconds. */
  downSince: number | undefined;
}

/** The PMS tasks, kept at their number as a container service keeps them. */
export interface Tasks {
  /** Keeps one more task running. Resolves when it takes visitors for the first time. */
  readonly keepOne: (availabilityZone: string, revision?: Revision, why?: string) => Promise<void>;
  /** Lets a task finish what it does and ends it; nothing takes its place. */
  readonly retire: (taskId: string, graceMs: number, why: string) => Promise<void>;
  /** How many are kept running, those included that ended and are not there again yet. */
  readonly kept: () => number;
  /** What new tasks are started with, also those in the place of others; the first until it is told. */
  readonly startWith: (revision: Revision) => void;
  readonly list: () => readonly ListedTask[];
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

/** A task that never took visitors. */
class TaskFailure extends Error {
  readonly task: string;
  readonly why: string;
  readonly lastWords: (() => string) | undefined;

  constructor(task: string, why: string, lastWords: (() => string) | undefined, cause: unknown) {
    super(`${task}: ${why}`, { cause });
    this.task = task;
    this.why = why;
    this.lastWords = lastWords;
  }
}

export function createTasks(plan: TaskPlan): Tasks {
  const { registry, stopping } = plan;
  const tasks = new Map<string, Task>();
  let nextSlot = 0;
  let kept = 0;
  let current: Revision = { number: 1, settings: {} };

  /** Addresses go round, so that one is not taken again at once. */
  const takeSlot = (): string => {
    const used = new Set([...tasks.values()].map((task) => task.address));
    for (;;) {
      const slot = plan.slots[nextSlot % plan.slots.length];
      nextSlot += 1;
      if (slot !== undefined && !used.has(slot)) return slot;
    }
  };

  /**
   * Starts a task and waits until it takes visitors.
   * @param hopeless what to say of it meanwhile, after many before it that failed
   * @param why it is one more
   * @throws TaskFailure; the task is still among the parts then, for people to see why, and nothing else of it is left
   */
  const start = async (
    availabilityZone: string,
    revision: Revision,
    { hopeless, why: reason }: { readonly hopeless?: string; readonly why?: string } = {},
  ): Promise<Task> => {
    const taskId = randomBytes(16).toString('hex');
    const name = `task-${taskId.slice(0, 8)}`;
    const address = takeSlot();
    const createdAt = plan.now();
    const health = hopeless === undefined ? 'starting' : 'unhealthy';
    const detail = hopeless ?? '';
    const { number } = revision;
    const known = { address, taskId, availabilityZone, revision: number };
    const decision = reason === undefined ? {} : { why: reason };
    registry.add({ name, kind: 'task', ...known, health, detail, ...decision });
    let running: Running | undefined;
    try {
      running = plan.start(name, taskId, address, revision);
      const pid = running.child.pid ?? 0;
      registry.report(name, health, detail, pid);
      const startedAt = plan.now();
      const { clusterName } = plan;
      const identity = { taskId, clusterName, availabilityZone, createdAt, startedAt };
      const state = { revision, leaving: false, serving: false, downSince: undefined };
      const task: Task = { ...identity, name, address, pid, running, ...state };
      tasks.set(taskId, task);
      await running.untilItWorks(() => checkPage(`http://${address}/health/ready`), startWithinMs);
      await setSlot(plan.adminSockets, address, 'ready');
      task.serving = true;
      registry.report(name, 'healthy', 'serving visitors');
      return task;
    } catch (error) {
      const why = running === undefined ? reasonOf(error) : whyItFailed(running, error);
      tasks.delete(taskId);
      running?.child.kill('SIGKILL');
      throw new TaskFailure(name, why, running?.lastWords, error);
    }
  };

  const forget = async ({ taskId, name, address }: Task, why: string): Promise<void> => {
    tasks.delete(taskId);
    registry.report(name, 'stopped', why, null);
    registry.remove(name);
    await setSlot(plan.adminSockets, address, 'maint').catch(ignoreAway);
  };

  /** Waits for the end of a task and puts another in its place, again and again. */
  const keep = async (first: Task, availabilityZone: string): Promise<void> => {
    const attempts = restartAttempts();
    let task: Task | undefined = first;
    /** The one that ended or failed last. */
    let { name } = first;
    let why = '';
    for (;;) {
      if (task !== undefined) {
        const since = performance.now();
        const end = describeEnd(await task.running.ended);
        if (stopping.aborted) return;
        if (task.leaving) {
          await forget(task, '');
          return;
        }
        why = attempts.ended(end, performance.now() - since, task.running.lastWords);
        ({ name } = task);
        await forget(task, why);
      }
      await pause(attempts.delayMs());
      if (stopping.aborted) return;
      registry.remove(name);
      try {
        const state = attempts.areHopeless() ? { hopeless: why } : {};
        task = await start(availabilityZone, current, state);
      } catch (error) {
        if (!(error instanceof TaskFailure)) throw error;
        task = undefined;
        name = error.task;
        why = attempts.failed(error.why, error.lastWords);
        registry.report(name, 'unhealthy', why, null);
      }
    }
  };

  const finish = async (task: Task, graceMs: number): Promise<void> => {
    registry.report(task.name, 'draining', 'finishing its requests');
    await setSlot(plan.adminSockets, task.address, 'drain').catch(ignoreAway);
    await endChild(task.running.child, graceMs);
  };

  /** A load balancer that is away is told of all tasks when it is back. */
  const ignoreAway = (error: unknown): void => plan.log(`load balancer: ${reasonOf(error)}`);

  return {
    keepOne: async (availabilityZone, revision = current, why) => {
      const task = await start(availabilityZone, revision, why === undefined ? {} : { why }).catch(
        (failure: unknown) => {
          // Nothing takes its place, so that nobody would remove it later; the first ones stay, for people to see.
          if (failure instanceof TaskFailure && why !== undefined) registry.remove(failure.task);
          throw failure instanceof TaskFailure ? failure.cause : failure;
        },
      );
      kept += 1;
      void keep(task, availabilityZone);
    },
    retire: async (taskId, graceMs, why) => {
      const task = tasks.get(taskId);
      if (task === undefined) return;
      task.leaving = true;
      kept -= 1;
      registry.dismiss(task.name, why);
      await finish(task, graceMs);
    },
    kept: () => kept,
    startWith: (revision) => {
      current = revision;
    },
    list: () =>
      [...tasks.values()]
        .filter(({ running, leaving }) => running.child.exitCode === null && !leaving)
        .map((task) => ({ ...task, isServing: task.serving })),
    observe: async (statuses) => {
      for (const task of tasks.values()) {
        const status = statuses.find(({ address }) => address === task.address);
        if (status === undefined || !task.serving) continue;
        await observeOne(task, status, registry);
      }
    },
    announce: async () => {
      for (const task of tasks.values())
        if (task.serving) await setSlot(plan.adminSockets, task.address, 'ready');
    },
    drain: async (graceMs) => {
      await Promise.all(
        [...tasks.values()].map(async (task) => {
          await finish(task, graceMs);
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
