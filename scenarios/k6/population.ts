import type { Options } from 'k6/options';
import { systemTags } from './options.ts';
import type { Settings } from '../visitors/settings.ts';
import { settling } from '../visitors/population.ts';
import { stairsOf } from '../visitors/stairs.ts';

/** Options of a population of visitors at once: ramped up, then held, step by step (closed model). */
export function populationOptions(scenario: string, settings: Settings): Options {
  return {
    systemTags: [...systemTags],
    discardResponseBodies: true,
    scenarios: {
      [scenario]: {
        executor: 'ramping-vus',
        startVUs: 0,
        stages: stairsOf(settings).flatMap(({ visitors, rampSeconds, holdSeconds }) => [
          { duration: `${rampSeconds * (1 - settling)}s`, target: visitors },
          { duration: `${rampSeconds * settling}s`, target: visitors },
          { duration: `${holdSeconds}s`, target: visitors },
        ]),
        // Visits end by themselves when the hold is over; this is for answers that are still under way.
        gracefulStop: '60s',
        gracefulRampDown: '60s',
      },
    },
  };
}
