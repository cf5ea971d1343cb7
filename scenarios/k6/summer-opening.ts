/**
 * The opening day: a quiet site, then a step of arrivals at t0 (open model: people come whether or not the site keeps
 * up), and a crowd that has waited with everything filled in and books in the first second, all on few hot units and
 * the August Saturdays.
 * k6 run -e BILANCIA_BASE_URL=http://127.0.0.1:8080 -e BILANCIA_VISITORS=500 scenarios/k6/summer-opening.ts
 */
import type { Options } from 'k6/options';
import { crowdOf, planOpening } from '../visitors/opening.ts';
import { crowdVisit, openingDay, visit } from '../visitors/visit.ts';
import { settingsFrom } from '../visitors/settings.ts';
import { arrivalsAt } from './arrivals.ts';
import { systemTags } from './options.ts';
import { play } from './play.ts';
import { nextVisit, readCatalogues } from './stage.ts';
import type { SetupData } from './stage.ts';

const settings = settingsFrom(__ENV, { visitors: 200, rampSeconds: 10, holdSeconds: 30 });

export const options: Options = {
  systemTags: [...systemTags],
  discardResponseBodies: true,
  scenarios: {
    arrivals: { ...arrivalsAt(planOpening(settings.visitors), settings), exec: 'arrive' },
    crowd: {
      executor: 'per-vu-iterations',
      vus: crowdOf(settings.visitors),
      iterations: 1,
      maxDuration: `${settings.rampSeconds + settings.holdSeconds}s`,
      gracefulStop: '60s',
      exec: 'wait',
    },
  },
};

export const setup = (): SetupData => readCatalogues(settings);

export function arrive(data: SetupData): void {
  const { stage, options: visitOptions } = nextVisit(settings, data);
  play(visit(openingDay, { ...visitOptions, underway: false }), stage);
}

export function wait(data: SetupData): void {
  const { stage, options: visitOptions } = nextVisit(settings, data);
  const secondsToOpening = (stage.until - Date.now()) / 1000 - settings.holdSeconds;
  play(crowdVisit(openingDay, visitOptions, Math.max(0, secondsToOpening)), stage);
}
