import { setTimeout as pause } from 'node:timers/promises';
import { reasonOf } from '../../../core/errors.ts';
import { sampleEveryMs, type SampledTask } from '../container-insights/sampler.ts';
import { targetStatuses, type TargetStatus } from '../load-balancer/admin.ts';
import type { ClusterPlan } from './cluster.ts';
import type { Tasks } from './tasks.ts';

type Sampler = (tasks: readonly SampledTask[], statuses: readonly TargetStatus[]) => Promise<void>;

const everyMs = 1000;

/** Looks at the tasks through the load balancer's eyes every second, and writes events every fifth. */
export async function observe(plan: ClusterPlan, tasks: Tasks, sample: Sampler): Promise<void> {
  for (let look = 0; !plan.stopping.aborted; look += 1) {
    try {
      const statuses = await targetStatuses(plan.launcher.paths.admin);
      await tasks.observe(statuses);
      if ((look * everyMs) % sampleEveryMs === 0) await sample(tasks.list(), statuses);
    } catch (error) {
      plan.log(`cannot observe the tasks: ${reasonOf(error)}`);
    }
    await pause(everyMs);
  }
}
