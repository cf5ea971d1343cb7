/**
 * Channel managers push prices and restrictions in bulk and bring bookings that others sold, while guests want the same units:
 * is anything sold twice, counted wrongly or booked again?
 * k6 run -e BILANCIA_BASE_URL=http://127.0.0.1:8080 -e BILANCIA_STAFF_FILE=./staff.json scenarios/k6/channel-manager.ts
 */
import { channelVisit } from '../visitors/channel.ts';
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

export const options = populationOptions('channel-manager', settings);

export const setup = (): SetupData => readCatalogues(settings);

export default function (data: SetupData): void {
  const { stage, options: visitOptions, vu } = nextVisit(settings, data);
  play(channelVisit(visitOptions, vu), stage);
}
