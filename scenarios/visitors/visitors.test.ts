import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import type { Catalogue } from './catalogue.ts';
import { addDays, dateOf, dayNumber, saturdaysOf, weekdayOf } from './civil-date.ts';
import { itineraryOf, itineraryUnderway, meanPages } from './itinerary.ts';
import { defaultMix, defaultThinkTime, openingMix } from './mix.ts';
import { planLoad } from './plan.ts';
import { seededRandom } from '../../core/seeded-random.ts';
import { logNormal, weighted, zipf } from './random.ts';
import { chooseHotStay, chooseStay } from './stay.ts';

const catalogue: Catalogue = {
  tenant: 'riviera',
  bookable: { from: '2026-11-22', to: '2027-11-21' },
  properties: ['RIV1', 'RIV2'].map((code) => ({
    code,
    unitGroups: [1, 2, 3].map((id) => ({ id, maxPersons: 6 })),
  })),
};

const seeds = fc.integer({ min: 0, max: 2 ** 31 });

describe('seeded randomness', () => {
  test.prop([seeds])('replays the same numbers for the same seed', (seed) => {
    const [a, b] = [seededRandom(seed), seededRandom(seed)];
    expect(Array.from({ length: 20 }, a)).toEqual(Array.from({ length: 20 }, b));
  });

  it('draws think times with the mean asked for', () => {
    const random = seededRandom(1);
    const draws = Array.from({ length: 200_000 }, () => logNormal(random, 21, 0.8));
    // Standard error: 21 * sqrt(e^0.64 - 1) / sqrt(200000) = 0.044; five of them.
    expect(Math.abs(draws.reduce((a, b) => a + b) / draws.length - 21)).toBeLessThan(0.22);
  });

  test.prop([seeds, fc.integer({ min: 1, max: 300 })])(
    'ranks by Zipf within the number of items',
    (seed, n) => {
      const rank = zipf(seededRandom(seed), n, 1.1);
      expect(rank).toBeGreaterThanOrEqual(0);
      expect(rank).toBeLessThan(n);
    },
  );

  it('prefers the first by Zipf as the law says', () => {
    const random = seededRandom(7);
    const firsts = Array.from({ length: 50_000 }, () => zipf(random, 10, 1)).filter(
      (rank) => rank === 0,
    ).length;
    const harmonic = Array.from({ length: 10 }, (_, k) => 1 / (k + 1)).reduce((a, b) => a + b);
    expect(Math.abs(firsts / 50_000 - 1 / harmonic)).toBeLessThan(0.012);
  });
});

describe('civil dates', () => {
  test.prop([fc.integer({ min: -50_000, max: 50_000 })])('count days there and back', (day) => {
    expect(dayNumber(dateOf(day))).toBe(day);
    expect(weekdayOf(day)).toBe(new Date(day * 86_400_000).getUTCDay());
  });

  it('know the Saturdays of an August', () => {
    const saturdays = ['2027-08-07', '2027-08-14', '2027-08-21', '2027-08-28'];
    expect(saturdaysOf(8, '2026-11-22', '2027-11-21')).toEqual(saturdays);
  });
});

describe('stays', () => {
  test.prop([seeds])('lie within what can be booked and fit the unit group', (seed) => {
    for (const choose of [chooseStay, chooseHotStay]) {
      const stay = choose(seededRandom(seed), catalogue);
      expect(stay.arrival >= catalogue.bookable.from).toBe(true);
      expect(stay.departure <= addDays(catalogue.bookable.to, 1)).toBe(true);
      expect(dayNumber(stay.departure)).toBeGreaterThan(dayNumber(stay.arrival));
      expect(stay.adults).toBeGreaterThan(0);
      expect(stay.adults + stay.children).toBeLessThanOrEqual(stay.group.maxPersons);
    }
  });

  it('last 7.9 nights on average', () => {
    const random = seededRandom(3);
    const nights = Array.from({ length: 20_000 }, () => {
      const { arrival, departure } = chooseStay(random, catalogue);
      return dayNumber(departure) - dayNumber(arrival);
    });
    expect(Math.abs(nights.reduce((a, b) => a + b) / nights.length - 7.9)).toBeLessThan(0.15);
  });

  test.prop([seeds])('begin on an August Saturday on the opening day', (seed) => {
    const stay = chooseHotStay(seededRandom(seed), catalogue);
    expect(saturdaysOf(8, catalogue.bookable.from, catalogue.bookable.to)).toContain(stay.arrival);
  });
});

describe('itineraries', () => {
  test.prop([seeds, fc.constantFrom(...defaultMix(), ...openingMix())])(
    'hold what their kind does, in order',
    (seed, kind) => {
      const pages = itineraryOf(seededRandom(seed), kind);
      const goals = pages.filter((page) => page !== 'home' && page !== 'content');
      const searches = goals.filter((page) => page === 'offers').length;
      expect(searches).toBeGreaterThanOrEqual(kind.searches[0]);
      expect(searches).toBeLessThanOrEqual(kind.searches[1]);
      const rest = [
        ...(kind.quotes ? ['units', 'quote'] : []),
        ...(kind.books ? ['book', 'booking'] : []),
      ];
      expect(goals.slice(searches)).toEqual(rest);
      expect(pages[0]).toBe('home');
    },
  );

  it.each(defaultMix())('of kind $name are as long as planned', (kind) => {
    const random = seededRandom(5);
    const lengths = Array.from({ length: 5_000 }, () => itineraryOf(random, kind).length);
    expect(
      Math.abs(lengths.reduce((a, b) => a + b) / lengths.length - meanPages(kind)),
    ).toBeLessThan(0.2);
  });

  test.prop([seeds])('under way are never empty', (seed) => {
    expect(itineraryUnderway(seededRandom(seed), defaultMix()).length).toBeGreaterThan(0);
  });

  it('under way book as often per page view as whole visits do', () => {
    const random = seededRandom(11);
    const share = (pages: string[][]): number => {
      const all = pages.flat();
      return all.filter((page) => page === 'book').length / all.length;
    };
    const whole = share(
      Array.from({ length: 20_000 }, () => itineraryOf(random, weighted(random, defaultMix()))),
    );
    // The present page of each only: what a population looks like at one moment.
    const present = share(
      Array.from({ length: 200_000 }, () => itineraryUnderway(random, defaultMix()).slice(0, 1)),
    );
    expect(whole).toBeGreaterThan(0);
    expect(Math.abs(present / whole - 1)).toBeLessThan(0.15);
  });
});

describe("the plan by Little's law", () => {
  it('agrees with the evidence at 10,000 visitors', () => {
    const plan = planLoad(10_000, defaultMix(), defaultThinkTime);
    expect(plan.sessionSeconds).toBeCloseTo(294, 0);
    expect(plan.sessionsPerSecond).toBeCloseTo(34, 0);
    expect(plan.pageViewsPerSecond).toBeCloseTo(476, 0);
    expect(plan.bookingsPerSecond).toBeCloseTo(0.68, 2);
  });

  test.prop([fc.integer({ min: 1, max: 100_000 })])(
    'is proportional to the visitors',
    (visitors) => {
      const one = planLoad(1, openingMix(), defaultThinkTime);
      const many = planLoad(visitors, openingMix(), defaultThinkTime);
      expect(many.sessionsPerSecond).toBeCloseTo(one.sessionsPerSecond * visitors, 6);
      expect(many.sessionSeconds).toBe(one.sessionSeconds);
    },
  );
});
