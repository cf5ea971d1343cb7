/**
 * A price comparison lists the campsites: a site with few people on it, then a step of crawlers at t0 (open model) that ask
 * for prices of dates that nobody asked for before, and of hundreds of questions comes one booking.
 * k6 run -e BILANCIA_BASE_URL=http://127.0.0.1:8080 -e BILANCIA_VISITORS=50 scenarios/k6/metasearch-storm.ts
 */
import type { Options } from 'k6/options';
import { planStorm, stormVisit } from '../visitors/metasearch.ts';
import { crowdOf } from '../visitors/opening.ts';
import { settingsFrom } from '../visitors/settings.ts';
import { ordinaryDay, visit } from '../visitors/visit.ts';
import { arrivalsAt } from './arrivals.ts';
import { systemTags } from './options.ts';
import { play } from './play.ts';
import { nextVisit, readCatalogues } from './stage.ts';
import type { SetupData } from './stage.ts';

const settings = settingsFrom(__ENV, { visitors: 50, rampSeconds: 10, holdSeconds: 30 });

export const options: Options = {
  systemTags: [...systemTags],
  discardResponseBodies: true,
  scenarios: {
    storm: arrivalsAt(planStorm(settings.visitors), settings),
    guests: {
      executor: 'constant-vus',
      vus: crowdOf(settings.visitors),
      duration: `${settings.rampSeconds + settings.holdSeconds}s`,
      gracefulStop: '60s',
      exec: 'look',
    },
  },
};

export const setup = (): SetupData => readCatalogues(settings);

export default function (data: SetupData): void {
  const { stage, options: visitOptions } = nextVisit(settings, data);
  play(stormVisit(visitOptions), stage);
}

export function look(data: SetupData): void {
  const { stage, options: visitOptions } = nextVisit(settings, data);
  play(visit(ordinaryDay, visitOptions), stage);
}
