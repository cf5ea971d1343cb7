import { seededRandom } from '../../../core/seeded-random.ts';
import type { Service } from '../load/series.ts';
import { eventCollector } from '../sources/events/event-collector.ts';
import { serviceOf } from '../sources/matrix.ts';
import { targetCounts } from '../sources/target-counts.ts';
import type { PlacedTask } from '../sources/tasks-file.ts';
import type { Plan } from './plan.ts';
import { play } from './simulate.ts';

const start = Date.UTC(2026, 8, 1);
const minuteMs = 60_000;

/** Some events are missing, come twice or come late, as in the wild. */
export interface Damage {
  readonly missing: number;
  readonly twice: number;
}

export const intact: Damage = { missing: 0, twice: 0 };

export function taskName(index: number): string {
  return `task-${index}`;
}

/** A service as its sources would tell of it. */
export function simulatedService(plan: Plan, seed: number, damage: Damage = intact): Service {
  const random = seededRandom(seed + 1);
  const events = eventCollector();
  const counts = targetCounts(minuteMs);
  for (const [minute, row] of play(plan, seed).entries())
    for (const [n, cell] of row.entries()) {
      const task = plan.tasks[n];
      if (cell === undefined || task === undefined) continue;
      const time = start + minute * minuteMs;
      counts.add(`10.0.0.${n}:80`, time, {
        requests: cell.requests,
        lost: cell.lost,
        seconds: cell.targetSeconds,
      });
      const luck = random();
      if (luck < damage.missing) continue;
      const times = luck > 1 - damage.twice ? 2 : 1;
      for (let again = 0; again < times; again += 1)
        events.add({
          type: 'Task',
          cluster: 'simulated',
          service: 'web',
          family: 'web',
          task: taskName(n),
          zone: task.zone,
          revision: task.revision,
          startedAt: start + task.from * minuteMs,
          time,
          cpu: (cell.cpuSeconds / 60) * 1024,
          cpuReserved: plan.cpuUnits,
          memory: 600,
          memoryReserved: 2048,
          received: (cell.requests * 900) / 60,
          packets: minute,
        });
    }
  const placed = plan.tasks.map((task, n): PlacedTask => ({
    taskId: taskName(n),
    ip: `10.0.0.${n}`,
    availabilityZone: task.zone,
    revision: task.revision,
    startedAt: start + task.from * minuteMs,
    stoppedAt: Number.isFinite(task.to) ? start + (task.to + 1) * minuteMs : null,
  }));
  const [collected] = events.services.values();
  if (collected === undefined) throw new Error('A simulated service had no event.');
  return serviceOf(collected, placed, { targets: counts.targets, stepMs: minuteMs });
}
