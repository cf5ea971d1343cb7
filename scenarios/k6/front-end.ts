/**
 * The visitors of an ordinary day, whose browsers load what pages are made of, through a cache of their own.
 * k6 run -e BILANCIA_BASE_URL=http://127.0.0.1:8080 -e BILANCIA_VISITORS=100 scenarios/k6/front-end.ts
 */
import { browsingDay } from '../visitors/browser.ts';
import { settingsFrom } from '../visitors/settings.ts';
import { visit } from '../visitors/visit.ts';
import { readFrontEnd } from './front-end-catalogue.ts';
import { loadParts } from './load.ts';
import { play } from './play.ts';
import { populationOptions } from './population.ts';
import { nextVisit, readCatalogues } from './stage.ts';
import type { SetupData } from './stage.ts';

const settings = settingsFrom(__ENV, { visitors: 100, rampSeconds: 5, holdSeconds: 30 });

/** As many connections to one host as browsers open by HTTP/1.1. */
export const options = { ...populationOptions('front-end', settings), batchPerHost: 6 };

export const setup = (): SetupData => readCatalogues(settings, readFrontEnd);

export default function (data: SetupData): void {
  const { stage, options: visitOptions } = nextVisit(settings, data);
  play(visit(browsingDay, visitOptions), stage, loadParts);
}
