/** The least that a k6 script can do for the same load: one page again and again, with the same think times. */
import { sleep } from 'k6';
import http from 'k6/http';
import type { Options } from 'k6/options';
import { defaultThinkTime } from '../scenarios/visitors/mix.ts';
import { systemTags } from '../scenarios/k6/options.ts';
import { settingsFrom } from '../scenarios/visitors/settings.ts';

const settings = settingsFrom(__ENV, { visitors: 100, rampSeconds: 5, holdSeconds: 10 });
const { mean, sigma } = defaultThinkTime;

export const options: Options = {
  systemTags: [...systemTags],
  discardResponseBodies: true,
  scenarios: {
    bare: {
      executor: 'ramping-vus',
      startVUs: 0,
      stages: [
        { duration: `${settings.rampSeconds}s`, target: settings.visitors },
        { duration: `${settings.holdSeconds}s`, target: settings.visitors },
      ],
      gracefulStop: '0s',
    },
  },
};

export default function (): void {
  http.get(`${settings.baseUrl}/campsites/RIV1/map`, {
    headers: { Host: 'riviera.localhost' },
    tags: { name: 'section' },
  });
  const normal =
    Math.sqrt(-2 * Math.log(1 - Math.random())) * Math.cos(2 * Math.PI * Math.random());
  sleep(mean * Math.exp(sigma * normal - (sigma * sigma) / 2) * settings.thinkScale);
}
