import type { Options } from 'k6/options';
import { systemTags } from './options.ts';
import type { Settings } from '../visitors/settings.ts';
import { settling } from '../visitors/population.ts';

/** Options of a population of visitors at once: ramped up, then held (closed model). */
export function populationOptions(scenario: string, settings: Settings): Options {
  return {
    systemTags: [...systemTags],
    discardResponseBodies: true,
    scenarios: {
      [scenario]: {
        executor: 'ramping-vus',
        startVUs: 0,
        stages: [
          { duration: `${settings.rampSeconds * (1 - settling)}s`, target: settings.visitors },
          { duration: `${settings.rampSeconds * settling}s`, target: settings.visitors },
          { duration: `${settings.holdSeconds}s`, target: settings.visitors },
        ],
        // Visits end by themselves when the hold is over; this is for answers that are still under way.
        gracefulStop: '60s',
        gracefulRampDown: '60s',
      },
    },
  };
}
