/**
 * A population of visitors for hours: what leaks, fills up or slows down little by little?
 * k6 run -e BILANCIA_BASE_URL=http://127.0.0.1:8080 -e BILANCIA_HOLD_SECONDS=7200 scenarios/k6/soak.ts
 */
import { ordinaryDay, visit } from '../visitors/visit.ts';
import { settingsFrom } from '../visitors/settings.ts';
import { play } from './play.ts';
import { populationOptions } from './population.ts';
import { nextVisit, readCatalogues } from './stage.ts';
import type { SetupData } from './stage.ts';

const settings = settingsFrom(__ENV, { visitors: 100, rampSeconds: 5, holdSeconds: 7200 });

export const options = populationOptions('soak', settings);

export const setup = (): SetupData => readCatalogues(settings);

export default function (data: SetupData): void {
  const { stage, options: visitOptions } = nextVisit(settings, data);
  play(visit(ordinaryDay, visitOptions), stage);
}
