/**
 * A population of visitors at once, for as long as asked: as soon as one leaves, another comes (closed model).
 * k6 run -e BILANCIA_BASE_URL=http://127.0.0.1:8080 -e BILANCIA_VISITORS=100 scenarios/k6/steady.ts
 */
import type { Options } from 'k6/options';
import { ordinaryDay, visit } from '../visitors/visit.ts';
import { systemTags } from './options.ts';
import { play } from './play.ts';
import { readSettings } from './settings.ts';
import { nextVisit, readCatalogues } from './stage.ts';
import type { SetupData } from './stage.ts';

const settings = readSettings({ visitors: 10, rampSeconds: 5, holdSeconds: 30 });

export const options: Options = {
  systemTags: [...systemTags],
  discardResponseBodies: true,
  scenarios: {
    steady: {
      executor: 'ramping-vus',
      startVUs: 0,
      stages: [
        { duration: `${settings.rampSeconds}s`, target: settings.visitors },
        { duration: `${settings.holdSeconds}s`, target: settings.visitors },
      ],
      gracefulStop: '60s',
      gracefulRampDown: '60s',
    },
  },
};

export const setup = (): SetupData => readCatalogues(settings);

export default function (data: SetupData): void {
  const { stage, options: visitOptions } = nextVisit(settings, data);
  play(visit(ordinaryDay, visitOptions), stage);
}
