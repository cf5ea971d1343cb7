import { setTimeout as pause } from 'node:timers/promises';
import { reasonOf } from '../../../core/errors.ts';
import { sampleEveryMs, type SampledTask } from '../container-insights/sampler.ts';
import { targetStatuses, type TargetStatus } from '../load-balancer/admin.ts';
import type { TaskPlan, Tasks } from './tasks.ts';

type Sampler = (tasks: readonly SampledTask[], statuses: readonly TargetStatus[]) => Promise<void>;

const everyMs = 1000;

/** Looks at the tasks through the load balancer's eyes every second, and writes events every fifth. */
export async function observe(
  { adminSocket, stopping, log }: Pick<TaskPlan, 'adminSocket' | 'stopping' | 'log'>,
  tasks: Tasks,
  sample: Sampler,
): Promise<void> {
  for (let look = 0; !stopping.aborted; look += 1) {
    try {
      const statuses = await targetStatuses(adminSocket);
      await tasks.observe(statuses);
      if ((look * everyMs) % sampleEveryMs === 0) await sample(tasks.list(), statuses);
    } catch (error) {
      log(`cannot observe the tasks: ${reasonOf(error)}`);
    }
    await pause(everyMs);
  }
}
