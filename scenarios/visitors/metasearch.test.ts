import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../core/seeded-random.ts';
import type { Catalogue } from './catalogue.ts';
import { planStorm, stormVisit } from './metasearch.ts';
import { replyWith } from './reply.ts';
import type { Reply, RequestStep, Step } from './steps.ts';
import type { VisitOptions } from './visit.ts';

const catalogue: Catalogue = {
  tenant: 'riviera',
  bookable: { from: '2026-11-22', to: '2027-11-21' },
  properties: [{ code: 'RIV1', unitGroups: [{ id: 'RIV1-PIT', maxPersons: 4 }] }],
};

function optionsFor(seed: number): VisitOptions {
  return { random: seededRandom(seed), catalogue, visitId: `run-${seed}`, underway: false };
}

/** A site that answers what it is asked, at a price for all. */
function honestSite({ name, path, body }: RequestStep): Reply {
  const asked = Object.fromEntries(new URLSearchParams(path.split('?')[1]));
  const tenant = 'riviera';
  if (name === 'offers')
    return replyWith(200, {
      tenant,
      ...asked,
      offers: [{ unitGroup: 'RIV1-PIT', available: 3, totalCents: 700 }],
    });
  if (name === 'quote')
    return replyWith(201, {
      ...(body as object),
      tenant,
      id: 'q1',
      unit: { id: 1, code: 'A1' },
      totalCents: 700,
    });
  if (name === 'units') return replyWith(200, { tenant, units: [{ id: 1, code: 'A1' }] });
  if (name === 'book' || name === 'book-again')
    return replyWith(201, { tenant, id: 'b1', totalCents: 700 });
  return replyWith(200, { tenant, id: 'b1', totalCents: 700 });
}

function playOut(seed: number, site: (step: RequestStep) => Reply): Step[] {
  const played = stormVisit(optionsFor(seed));
  const steps: Step[] = [];
  for (let next = played.next(); next.done !== true;) {
    steps.push(next.value);
    next = played.next(next.value.kind === 'request' ? site(next.value) : undefined);
  }
  return steps;
}

const seeds = fc.integer({ min: 0, max: 1e6 });
const requests = (steps: readonly Step[]) => steps.filter((step) => step.kind === 'request');

/** What a session found wrong with its answers. */
function wrongIn(steps: readonly Step[]): readonly string[] {
  return steps.flatMap((step) =>
    step.kind === 'tell' && step.fact.kind === 'answers' ? step.fact.wrong : [],
  );
}

describe('a storm of a price comparison', () => {
  test.prop([seeds])('is the same again for the same seed', (seed) => {
    expect(playOut(seed, honestSite)).toEqual(playOut(seed, honestSite));
  });

  test.prop([seeds])(
    'asks nothing twice within a sweep, and only for what can be booked',
    (seed) => {
      const asked = requests(playOut(seed, honestSite))
        .filter(({ name }) => name === 'offers')
        .map(({ path }) => path);
      expect(new Set(asked).size).toBe(asked.length);
      for (const path of asked) {
        const { arrival = '', departure = '' } = Object.fromEntries(
          new URLSearchParams(path.split('?')[1]),
        );
        expect(arrival >= '2026-11-22' && arrival < departure && departure <= '2027-11-22').toBe(
          true,
        );
      }
    },
  );

  test.prop([seeds])('finds nothing wrong with a site that answers what it is asked', (seed) => {
    expect(wrongIn(playOut(seed, honestSite))).toEqual([]);
  });

  const crawler = Array.from({ length: 50 }, (_, seed) => seed).find(
    (seed) => requests(playOut(seed, honestSite)).filter(({ name }) => name === 'quote').length > 3,
  );

  it('finds answers to other questions', () => {
    const other = (step: RequestStep): Reply => {
      const reply = honestSite(step);
      const at: Reply['at'] = (path) => (path === 'departure' ? '2027-01-02' : reply.at(path));
      return { ...reply, at };
    };
    const [first = ''] = wrongIn(playOut(crawler ?? 0, other));
    expect(first).toMatch(/^offers of RIV1 (\S+) to \S+ answered with RIV1 \1 to 2027-01-02$/);
  });

  it('finds quotes that cost something else than the offer said', () => {
    const dearer = (step: RequestStep): Reply => {
      const reply = honestSite(step);
      const at: Reply['at'] = (path) =>
        step.name === 'quote' && path === 'totalCents' ? 701 : reply.at(path);
      return { ...reply, at };
    };
    const [first = ''] = wrongIn(playOut(crawler ?? 0, dearer));
    expect(first).toMatch(/^RIV1-PIT \S+ to \S+ quoted at 701 cents, offered at 700$/);
  });

  it('looks hundreds of times for each booking, as its plan says', () => {
    const all = requests(
      Array.from({ length: 3_000 }, (_, seed) => playOut(seed, honestSite)).flat(),
    );
    const count = (name: string): number => all.filter((step) => step.name === name).length;
    const { pageViewsPerSecond, bookingsPerSecond, sessionsPerSecond } = planStorm(100);
    expect(count('offers') / count('book')).toBeGreaterThan(200);
    expect((count('book') / 3_000) * sessionsPerSecond).toBeCloseTo(bookingsPerSecond, 1);
    expect(pageViewsPerSecond / bookingsPerSecond).toBeGreaterThan(500);
  });
});
