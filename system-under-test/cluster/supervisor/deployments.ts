import { reasonOf } from '../../../core/errors.ts';
import type { ListedTask, Revision, Tasks } from './tasks.ts';
import { zoneOf } from './zones.ts';
import { deploymentLog } from '../deployment/log.ts';
import type { Deployment } from '../deployment/log.ts';
import { breakerThreshold, type DeploymentBounds, nextStep } from '../deployment/rolling.ts';

interface DeploymentPlan {
  readonly tasks: Tasks;
  /** How many there are at first. */
  readonly desired: number;
  readonly now: () => number;
  readonly stopping: AbortSignal;
  readonly log: (line: string) => void;
}

/** Changes which tasks there are, and how many. One change at a time. */
export interface Deployments {
  /**
   * Puts a new revision in the place of the old one, within the bounds.
   * @throws Error when it is stuck, or was given up and taken back because its tasks failed
   */
  readonly deploy: (
    settings: Readonly<Record<string, string>>,
    bounds: DeploymentBounds,
  ) => Promise<void>;
  /**
   * Starts or ends tasks until there are so many; one that goes on meanwhile takes the number over.
   * @throws Error when tasks do not start
   */
  readonly scale: (desired: number, why: string) => Promise<void>;
  readonly desired: () => number;
  readonly isRolling: () => boolean;
  /** Every deployment, in order of time. */
  readonly list: () => readonly Deployment[];
}

const graceMs = 9000;

export function createDeployments(plan: DeploymentPlan): Deployments {
  const { tasks, stopping, log } = plan;
  const deployments = deploymentLog(plan.now);
  let wanted = plan.desired;
  let current: Revision = { number: 1, settings: {} };
  let newest = 1;
  let underWay: 'rolling' | 'scaling' | undefined;

  const during = async (what: typeof underWay, change: () => Promise<void>): Promise<void> => {
    underWay = what;
    try {
      await change();
    } finally {
      underWay = undefined;
    }
  };
  const of = (revision: Revision): ListedTask[] =>
    tasks.list().filter((task) => task.revision.number === revision.number);
  const retire = async (some: readonly ListedTask[], why: string): Promise<void> => {
    await Promise.all(some.map(({ taskId }) => tasks.retire(taskId, graceMs, why)));
  };
  /** @returns why those that failed did */
  const start = async (count: number, revision: Revision, why: string): Promise<string[]> => {
    const started = await Promise.allSettled(
      Array.from({ length: count }, (_, nth) =>
        tasks.keepOne(zoneOf(of(revision).length + nth, 2), revision, why),
      ),
    );
    return started.flatMap((one) => (one.status === 'rejected' ? [reasonOf(one.reason)] : []));
  };

  const roll = async (from: Revision, to: Revision, bounds: DeploymentBounds): Promise<void> => {
    const why = `revision ${to.number} takes the place of ${from.number}`;
    let failed = 0;
    while (!stopping.aborted) {
      const running = { old: tasks.list().length - of(to).length, new: of(to).length };
      const step = nextStep(wanted, running, bounds);
      if (step === undefined) {
        if (running.old === 0) return;
        throw new Error('it is unable to stop or start tasks: the bounds leave no room');
      }
      const [what, count] = step;
      if (what === 'stop') {
        const old = tasks.list().filter((task) => task.revision.number !== to.number);
        await retire(old.slice(0, count), why);
        continue;
      }
      const reasons = await start(count, to, why);
      failed += reasons.length;
      deployments.note({ failedTasks: failed });
      if (failed < breakerThreshold(wanted)) continue;
      log(`revision ${to.number} is given up: ${failed} of its tasks failed`);
      const back = `revision ${to.number} is taken back after ${failed} failed tasks`;
      await start(Math.max(0, wanted - of(from).length), from, back);
      await retire(of(to), back);
      throw new Error(
        `revision ${to.number} was given up and taken back after ${failed} failed tasks: ${reasons[0] ?? ''}`,
      );
    }
  };

  /** Until there are as many as wanted, which may change meanwhile. */
  const resize = async (why: string): Promise<void> => {
    while (!stopping.aborted) {
      const kept = tasks.kept();
      if (kept === wanted) return;
      if (kept < wanted) {
        const [reason] = await start(wanted - kept, current, why);
        if (reason === undefined) continue;
        wanted = tasks.kept();
        throw new Error(reason);
      }
      const running = tasks.list();
      // One of them is about to come back, and can be taken away then.
      if (running.length === 0) return;
      // The newest go first, as long as their zones are even.
      await retire(running.slice(Math.max(0, running.length - (kept - wanted))), why);
    }
  };

  return {
    deploy: async (settings, bounds) => {
      if (underWay !== undefined) throw new Error('another change of the tasks is under way');
      await during('rolling', async () => {
        newest += 1;
        const from = current;
        const to = { number: newest, settings };
        log(`revision ${to.number} is rolled out`);
        deployments.begin(to.number, bounds);
        try {
          await roll(from, to, bounds);
          deployments.end('completed');
        } catch (error) {
          deployments.end('failed', reasonOf(error));
          throw error;
        }
        current = to;
        tasks.startWith(to);
        // Another number may have been asked for meanwhile.
        await resize(`${wanted} tasks were asked for`);
      });
    },
    scale: async (to, why) => {
      wanted = to;
      if (underWay === undefined) await during('scaling', () => resize(why));
    },
    desired: () => wanted,
    isRolling: () => underWay === 'rolling',
    list: deployments.list,
  };
}
