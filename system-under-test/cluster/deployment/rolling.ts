/** How many tasks there must and may be while a service is given a new revision; percent of the desired number. */
export interface DeploymentBounds {
  readonly minimumHealthyPercent: number;
  readonly maximumPercent: number;
}

/**
 * The same in tasks: the lower bound is rounded up, the upper down.
 * Source: Amazon ECS API reference, DeploymentConfiguration.
 */
export function boundsOf(
  desired: number,
  { minimumHealthyPercent, maximumPercent }: DeploymentBounds,
): { readonly atLeast: number; readonly atMost: number } {
  return {
    atLeast: Math.ceil((desired * minimumHealthyPercent) / 100),
    atMost: Math.floor((desired * maximumPercent) / 100),
  };
}

export type RollingStep = readonly ['start' | 'stop', number];

/**
 * What to do next with so many healthy tasks of the old and the new revision: start as many as the upper bound allows, or
 * else stop as many as the lower one allows. Undefined when there is nothing that may be done: it is done, or stuck.
 */
export function nextStep(
  desired: number,
  tasks: { readonly old: number; readonly new: number },
  bounds: DeploymentBounds,
): RollingStep | undefined {
  const { atLeast, atMost } = boundsOf(desired, bounds);
  const running = tasks.old + tasks.new;
  const start = Math.min(desired - tasks.new, atMost - running);
  if (start > 0) return ['start', start];
  const stop = Math.min(tasks.old, running - atLeast);
  return stop > 0 ? ['stop', stop] : undefined;
}

/** Every step of a deployment that goes well; it is stuck when tasks of the old revision are left. */
export function rollingSteps(
  desired: number,
  bounds: DeploymentBounds,
): { readonly steps: readonly RollingStep[]; readonly stuck: boolean; readonly peakTasks: number } {
  const steps: RollingStep[] = [];
  const tasks = { old: desired, new: 0 };
  let peakTasks = desired;
  for (;;) {
    const step = nextStep(desired, tasks, bounds);
    if (step === undefined) break;
    steps.push(step);
    if (step[0] === 'start') tasks.new += step[1];
    else tasks.old -= step[1];
    peakTasks = Math.max(peakTasks, tasks.old + tasks.new);
  }
  return { steps, stuck: tasks.old > 0, peakTasks };
}

/** After how many failed tasks a deployment is given up. */
export interface BreakerThreshold {
  readonly type: 'COUNT' | 'BOUNDED_PERCENT' | 'UNBOUNDED_PERCENT';
  readonly value: number;
}

const fewest = 3;
const most = 200;

/**
 * The threshold in tasks: half of the desired number unless stated, rounded up, from 3 to 200.
 * Source: Amazon ECS API reference, DeploymentCircuitBreaker and ThresholdConfiguration.
 */
export function breakerThreshold(
  desired: number,
  { type, value }: BreakerThreshold = { type: 'BOUNDED_PERCENT', value: 50 },
): number {
  if (type === 'COUNT') return value;
  const share = Math.ceil((desired * value) / 100);
  return type === 'UNBOUNDED_PERCENT' ? share : Math.min(most, Math.max(fewest, share));
}
