/**
 * More and more visitors at once, step by step: where does the system stop to answer in time?
 * k6 run -e BILANCIA_BASE_URL=http://127.0.0.1:8080 -e BILANCIA_VISITORS=1000 scenarios/k6/staircase.ts
 */
import { ordinaryDay, visit } from '../visitors/visit.ts';
import { settingsFrom } from '../visitors/settings.ts';
import { play } from './play.ts';
import { populationOptions } from './population.ts';
import { nextVisit, readCatalogues } from './stage.ts';
import type { SetupData } from './stage.ts';

const settings = settingsFrom(__ENV, {
  visitors: 500,
  rampSeconds: 30,
  holdSeconds: 120,
  steps: 10,
});

export const options = populationOptions('staircase', settings);

export const setup = (): SetupData => readCatalogues(settings);

export default function (data: SetupData): void {
  const { stage, options: visitOptions } = nextVisit(settings, data);
  play(visit(ordinaryDay, visitOptions), stage);
}
