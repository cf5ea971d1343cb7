import type { Demand } from './per-visitor.ts';
import {
  type Assumptions,
  type EvaluatedPlan,
  classHour,
  evaluatePlan,
  memorySpare,
  tasksLeft,
  vcpuNeeded,
} from './plan.ts';
import { auroraClasses } from '../../core/aurora-classes.ts';
import { cpuSizes, sizeFor } from './prices/fargate-sizes.ts';

/** More tasks than these are not a plan any more. */
const mostTasks = 5_000;
const fewestReaders = 2;
const mostReaders = 15;

/**
 * The cheapest plan for so many visitors of each task size, the cheapest first: as few tasks as keep the busiest below the
 * ceiling with a zone lost, and as few readers of the smallest class as do with one lost.
 * @param mostVcpu what one task was seen to be able to use; sizes beyond it are no use to a process that has one thread
 */
export function recommend(
  visitors: number,
  demand: Demand,
  given: Assumptions,
  mostVcpu: number,
): EvaluatedPlan[] {
  const memoryMiB = (demand.taskMemoryMiB ?? 0) * memorySpare;
  return cpuSizes
    .filter((cpu) => cpu / 1024 <= mostVcpu)
    .flatMap((cpu) => {
      const size = sizeFor(cpu, memoryMiB);
      const tasks = tasksFor(visitors, cpu / 1024, demand, given);
      if (size === undefined || tasks === undefined) return [];
      const name = `${tasks} x ${cpu / 1024} vCPU`;
      const plan = databaseFor({ name, visitors, tasks, size }, demand, given);
      return plan === undefined ? [] : [plan];
    })
    .toSorted((a, b) => (a.monthlyUsd ?? Infinity) - (b.monthlyUsd ?? Infinity));
}

function tasksFor(
  visitors: number,
  vcpu: number,
  demand: Demand,
  { ceiling, zones }: Assumptions,
): number | undefined {
  for (let tasks = zones; tasks <= mostTasks; tasks += 1) {
    const left = tasksLeft(tasks, zones);
    const needed = vcpuNeeded({ visitors, tasks: left }, demand);
    if (needed === undefined) return undefined;
    if (left > 0 && (needed * demand.peakToAverage) / (left * vcpu) <= ceiling) return tasks;
  }
  return undefined;
}

type WithoutDatabase = Omit<Parameters<typeof evaluatePlan>[0], 'readers' | 'databaseClass'>;

function databaseFor(
  plan: WithoutDatabase,
  demand: Demand,
  given: Assumptions,
): EvaluatedPlan | undefined {
  const priced = [...auroraClasses.values()]
    .filter(({ name }) => classHour(name, auroraClasses.get(name), given.prices) !== undefined)
    // Burstable classes run out of credit under a lasting load.
    .filter(({ name }) => !name.startsWith('db.t'));
  let best: EvaluatedPlan | undefined;
  for (const { name } of priced) {
    for (let readers = fewestReaders; readers <= mostReaders; readers += 1) {
      const evaluated = evaluatePlan({ ...plan, readers, databaseClass: name }, demand, given);
      if (evaluated.holds === false) continue;
      if ((evaluated.monthlyUsd ?? Infinity) < (best?.monthlyUsd ?? Infinity)) best = evaluated;
      best ??= evaluated;
      break;
    }
  }
  return best;
}
