import type { RampingArrivalRateScenario } from 'k6/options';
import { arrivalsPerMinute, arrivingUsers } from '../visitors/opening.ts';
import type { LoadPlan } from '../visitors/plan.ts';
import type { Settings } from '../visitors/settings.ts';

/** Arrivals at a rate, whether or not the system keeps up (open model): few in the ramp, then a step to all. */
export function arrivalsAt(
  plan: LoadPlan,
  { visitors, rampSeconds, holdSeconds }: Settings,
): RampingArrivalRateScenario {
  const users = arrivingUsers(visitors);
  const rate = arrivalsPerMinute(plan);
  return {
    executor: 'ramping-arrival-rate',
    startRate: rate.quiet,
    timeUnit: '1m',
    stages: [
      { duration: `${rampSeconds}s`, target: rate.quiet },
      { duration: '0s', target: rate.open },
      { duration: `${holdSeconds}s`, target: rate.open },
    ],
    preAllocatedVUs: users.prepared,
    maxVUs: users.most,
    gracefulStop: '60s',
  };
}
