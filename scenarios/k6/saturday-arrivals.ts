/**
 * The desk on a Saturday: departures and arrivals, registration, payments and the police's file, while the site goes on.
 * k6 run -e BILANCIA_BASE_URL=http://127.0.0.1:8080 -e BILANCIA_STAFF_FILE=./staff.json scenarios/k6/saturday-arrivals.ts
 */
import { saturdayVisit } from '../visitors/saturday.ts';
import { settingsFrom } from '../visitors/settings.ts';
import type { StaffFile } from '../visitors/staff.ts';
import { play } from './play.ts';
import { populationOptions } from './population.ts';
import { nextVisit, readCatalogues } from './stage.ts';
import type { SetupData } from './stage.ts';

const settings = {
  ...settingsFrom(__ENV, { visitors: 100, rampSeconds: 5, holdSeconds: 30 }),
  staff: JSON.parse(open(__ENV['BILANCIA_STAFF_FILE'] ?? '')) as StaffFile,
};

export const options = populationOptions('saturday-arrivals', settings);

export const setup = (): SetupData => readCatalogues(settings);

export default function (data: SetupData): void {
  const { stage, options: visitOptions, vu } = nextVisit(settings, data);
  play(saturdayVisit(visitOptions, vu), stage);
}
