/**
 * A few visitors in a hurry for a few seconds: does everything work?
 * k6 run -e BILANCIA_BASE_URL=http://127.0.0.1:8080 -e BILANCIA_VISITORS=40 scenarios/k6/smoke.ts
 */
import { hurriedDay, visit } from '../visitors/visit.ts';
import { settingsFrom } from '../visitors/settings.ts';
import { play } from './play.ts';
import { populationOptions } from './population.ts';
import { nextVisit, readCatalogues } from './stage.ts';
import type { SetupData } from './stage.ts';

const settings = settingsFrom(__ENV, { visitors: 40, rampSeconds: 2, holdSeconds: 20 });

export const options = populationOptions('smoke', settings);

export const setup = (): SetupData => readCatalogues(settings);

export default function (data: SetupData): void {
  const { stage, options: visitOptions } = nextVisit(settings, data);
  play(visit(hurriedDay, visitOptions), stage);
}
