import { expect, it } from 'vitest';
import { settingsFrom } from '../visitors/settings.ts';
import { ofWorker } from './worker-of-many.ts';

const settings = settingsFrom(
  { BILANCIA_BASE_URL: 'http://127.0.0.1:1', BILANCIA_SEED: '7', BILANCIA_RUN_ID: 'run' },
  { visitors: 1, rampSeconds: 1, holdSeconds: 1 },
);

it('gives each of several workers visitors and bookings of its own, the same for its name', () => {
  const [one, other] = ['a1', 'b7'].map((name) => ofWorker(settings, { WORKER_ID: name }));
  expect(one).not.toMatchObject({ seed: other?.seed });
  expect(one?.runId).not.toBe(other?.runId);
  expect(ofWorker(settings, { WORKER_ID: 'a1' })).toEqual(one);
});

it.each([{}, { WORKER_ID: '' }])('leaves one that plays alone as it is', (env) => {
  expect(ofWorker(settings, env)).toBe(settings);
});
