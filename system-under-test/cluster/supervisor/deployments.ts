import { reasonOf } from '../../../core/errors.ts';
import type { ListedTask, Revision, Tasks } from './tasks.ts';
import { zoneOf } from './zones.ts';
import { breakerThreshold, type DeploymentBounds, nextStep } from '../deployment/rolling.ts';

interface DeploymentPlan {
  readonly tasks: Tasks;
  readonly desired: () => number;
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
  /** Starts or ends tasks until there are so many. */
  readonly scale: (desired: number) => Promise<void>;
}

const graceMs = 9000;

export function createDeployments({ tasks, stopping, log, desired }: DeploymentPlan): Deployments {
  let wanted = desired();
  let current: Revision = { number: 1, settings: {} };
  let newest = 1;
  let underWay = false;

  const oneAtATime = async (change: () => Promise<void>): Promise<void> => {
    if (underWay) throw new Error('another change of the tasks is under way');
    underWay = true;
    try {
      await change();
    } finally {
      underWay = false;
    }
  };
  const of = (revision: Revision): ListedTask[] =>
    tasks.list().filter((task) => task.revision.number === revision.number);
  const retire = async (some: readonly ListedTask[]): Promise<void> => {
    await Promise.all(some.map(({ taskId }) => tasks.retire(taskId, graceMs)));
  };
  /** @returns why those that failed did */
  const start = async (count: number, revision: Revision): Promise<string[]> => {
    const started = await Promise.allSettled(
      Array.from({ length: count }, (_, nth) =>
        tasks.keepOne(zoneOf(of(revision).length + nth, 2), revision),
      ),
    );
    return started.flatMap((one) => (one.status === 'rejected' ? [reasonOf(one.reason)] : []));
  };

  const roll = async (from: Revision, to: Revision, bounds: DeploymentBounds): Promise<void> => {
    const threshold = breakerThreshold(wanted);
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
        await retire(old.slice(0, count));
        continue;
      }
      const reasons = await start(count, to);
      failed += reasons.length;
      if (failed < threshold) continue;
      log(`revision ${to.number} is given up: ${failed} of its tasks failed`);
      await start(Math.max(0, wanted - of(from).length), from);
      await retire(of(to));
      throw new Error(
        `revision ${to.number} was given up and taken back after ${failed} failed tasks: ${reasons[0] ?? ''}`,
      );
    }
  };

  return {
    deploy: (settings, bounds) =>
      oneAtATime(async () => {
        newest += 1;
        const from = current;
        const to = { number: newest, settings };
        log(`revision ${to.number} is rolled out`);
        await roll(from, to, bounds);
        current = to;
        tasks.startWith(to);
      }),
    scale: (to) =>
      oneAtATime(async () => {
        wanted = to;
        const running = tasks.list();
        const [reason] = await start(Math.max(0, to - running.length), current);
        if (reason !== undefined) throw new Error(reason);
        // The newest go first, as long as their zones are even.
        await retire(running.slice(to));
      }),
  };
}
