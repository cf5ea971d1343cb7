import { readFileSync } from 'node:fs';
import { fc, test } from '@fast-check/vitest';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { profiles } from '../profiles.ts';
import { openingLoad, partOf, populationLoad, stormLoad } from './phases.ts';
import { comingOf } from './population.ts';
import type { Script } from './script.ts';

const load = fc.record({
  visitors: fc.integer({ min: 1, max: 20_000 }),
  rampSeconds: fc.integer({ min: 0, max: 600 }),
  holdSeconds: fc.integer({ min: 1, max: 7200 }),
});
const comings = fc.constantFrom(populationLoad, openingLoad, stormLoad);

function seconds(text: string | undefined): number {
  return Number(/^(\d+)ms$/.exec(text ?? '')?.[1]) / 1000;
}

it.each([
  'smoke',
  'steady',
  'summer-opening',
  'metasearch-storm',
  'channel-manager',
  'saturday-arrivals',
  'soak',
])('writes the phases that %s.yml has', (name) => {
  const loads: Readonly<Record<string, Parameters<typeof populationLoad>[0]>> = {
    smoke: { visitors: 40, rampSeconds: 2, holdSeconds: 20 },
    steady: { visitors: 100, rampSeconds: 5, holdSeconds: 30 },
    'summer-opening': { visitors: 200, rampSeconds: 10, holdSeconds: 30 },
    'metasearch-storm': { visitors: 50, rampSeconds: 10, holdSeconds: 30 },
    'channel-manager': { visitors: 100, rampSeconds: 5, holdSeconds: 30 },
    'saturday-arrivals': { visitors: 100, rampSeconds: 5, holdSeconds: 30 },
    soak: { visitors: 100, rampSeconds: 5, holdSeconds: 7_200 },
  };
  const asked = loads[name];
  if (asked === undefined) throw new Error(`there is no load of ${name}`);
  const { config, scenarios } = parse(
    readFileSync(profiles[name]?.artilleryScript ?? '', 'utf8'),
  ) as Script;
  const { phases, ...options } = comingOf(scenarios?.[0] ?? {}).load(asked);
  expect(config.phases).toEqual(phases);
  expect(config.engines?.bilancia).toEqual(options);
});

test.prop([comings, load])('last as long as ramp and hold together', (coming, asked) => {
  const { phases } = coming(asked);
  const all = phases.reduce((sum, { duration, pause }) => sum + seconds(duration ?? pause), 0);
  // Artillery takes no phase of no time: each such has a millisecond.
  expect(Math.abs(all - asked.rampSeconds - asked.holdSeconds)).toBeLessThan(0.01);
});

test.prop([comings, load, fc.integer({ min: 1, max: 9 })])(
  'are shared by generators without losing or doubling anybody',
  (coming, asked, of) => {
    const whole = coming(asked);
    const parts = Array.from({ length: of }, (_, nth) => partOf(whole, nth, of));
    for (const [index, { name, arrivalCount = 0 }] of whole.phases.entries()) {
      const shares = parts.map(({ phases }) => phases[index]?.arrivalCount ?? 0);
      expect(shares.reduce((sum, share) => sum + share, 0)).toBe(arrivalCount);
      expect(Math.max(...shares) - Math.min(...shares)).toBeLessThanOrEqual(1);
      expect(parts.map(({ phases }) => phases[index]?.name)).toEqual(parts.map(() => name));
    }
  },
);

it('says what a flow must have that has something else', () => {
  expect(() => comingOf({ name: 'mine', flow: [{ come: 'early' }] })).toThrow(
    'The flow of scenario "mine" must be one step "- come: NAME", with one of hurried, ordinary, browsing, soaking, climbing, opening, trading, arriving, storming.',
  );
});
