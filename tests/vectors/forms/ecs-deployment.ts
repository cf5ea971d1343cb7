import { z } from 'zod';
import {
  boundsOf,
  breakerThreshold,
  rollingSteps,
} from '../../../system-under-test/cluster/deployment/rolling.ts';
import { row } from '../rows/compare.ts';
import type { Form } from '../rows/form.ts';

const file = z.looseObject({
  rolling: z.array(
    z.looseObject({
      desired: z.number(),
      minimumHealthyPercent: z.number(),
      maximumPercent: z.number(),
      runningAtLeast: z.number(),
      runningOrPendingAtMost: z.number(),
      steps: z.array(z.tuple([z.enum(['start', 'stop']), z.number()])),
      stuck: z.boolean(),
      peakTasks: z.number(),
    }),
  ),
  circuitBreaker: z.array(
    z.looseObject({
      type: z.enum(['COUNT', 'BOUNDED_PERCENT', 'UNBOUNDED_PERCENT']),
      value: z.number(),
      desired: z.number(),
      threshold: z.number(),
    }),
  ),
});

/** Rolling updates of a container service, and when its circuit breaker gives one up. */
export const ecsDeploymentForm: Form = {
  fits: (document) => file.safeParse(document).success,
  evaluate: (document) => {
    const { rolling, circuitBreaker } = file.parse(document);
    return [
      ...rolling.map((one) => {
        const { desired, minimumHealthyPercent: least, maximumPercent: most } = one;
        const { steps, stuck, peakTasks, runningAtLeast, runningOrPendingAtMost } = one;
        const { atLeast, atMost } = boundsOf(desired, one);
        return row(
          `rolling: ${desired} tasks, ${least}/${most}`,
          { steps, stuck, peakTasks, runningAtLeast, runningOrPendingAtMost },
          {
            ...rollingSteps(desired, one),
            runningAtLeast: atLeast,
            runningOrPendingAtMost: atMost,
          },
        );
      }),
      ...circuitBreaker.map((one) => {
        const id = `circuit breaker: ${one.type} ${one.value}, ${one.desired} tasks`;
        return row(id, one.threshold, breakerThreshold(one.desired, one));
      }),
    ];
  },
};
