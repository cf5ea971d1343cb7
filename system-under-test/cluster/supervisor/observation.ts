import { setTimeout as pause } from 'node:timers/promises';
import { reasonOf } from '../../../core/errors.ts';
import { sampleEveryMs, type SampledTask } from '../container-insights/sampler.ts';
import { targetStatuses, type TargetStatus } from '../load-balancer/admin.ts';
import type { PartRegistry } from './part-registry.ts';
import type { TaskPlan, Tasks } from './tasks.ts';

type ObservationPlan = Pick<TaskPlan, 'adminSockets' | 'stopping' | 'log' | 'registry'>;

type Sampler = (tasks: readonly SampledTask[], statuses: readonly TargetStatus[]) => Promise<void>;

const everyMs = 1000;

/** Looks at the tasks through the load balancer's eyes every second, and writes events every fifth. */
export async function observe(
  { adminSockets, stopping, log, registry }: ObservationPlan,
  tasks: Tasks,
  sample: Sampler,
): Promise<void> {
  let problem: string | undefined;
  for (let look = 0; !stopping.aborted; look += 1) {
    try {
      const statuses = await targetStatuses(adminSockets);
      await tasks.observe(statuses);
      if ((look * everyMs) % sampleEveryMs === 0)
        await sampleOrWarn(registry, tasks, () => sample(tasks.list(), statuses));
      problem = undefined;
    } catch (error) {
      const reason = reasonOf(error);
      // A load balancer that is away is so for many looks.
      if (reason !== problem) log(`cannot observe the tasks: ${reason}`);
      problem = reason;
    }
    await pause(everyMs);
  }
}

/** Events that cannot be written are missed in a report, so the tasks that they are of say why. */
async function sampleOrWarn(
  registry: PartRegistry,
  tasks: Tasks,
  sample: () => Promise<void>,
): Promise<void> {
  const problem = await sample().then(
    () => undefined,
    (error: unknown) => `its container events cannot be written: ${reasonOf(error)}`,
  );
  for (const { name } of tasks.list()) registry.warn(name, 'container events', problem);
}
