import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import type { ClientFact } from '../../core/client-history.ts';
import type { Catalogue } from './catalogue.ts';
import { seededRandom } from '../../core/seeded-random.ts';
import type { FactOf, Reply, RequestStep, Step, Visit } from './steps.ts';
import { replyWith } from './reply.ts';
import { crowdVisit, openingDay, ordinaryDay, visit } from './visit.ts';
import type { Behavior, VisitOptions } from './visit.ts';

const catalogue: Catalogue = {
  tenant: 'riviera',
  bookable: { from: '2026-11-22', to: '2027-11-21' },
  properties: [{ code: 'RIV1', unitGroups: [{ id: 1, maxPersons: 4 }] }],
};

const booker: Behavior = {
  ...openingDay,
  mix: () => openingDay.mix().filter(({ name }) => name === 'book'),
};

function optionsFor(seed: number, underway = false): VisitOptions {
  return { random: seededRandom(seed), catalogue, visitId: `run-${seed}`, underway };
}

/** A site that has everything free and confirms what is asked for. */
function freeSite(step: RequestStep): Reply {
  const tenant = 'riviera';
  if (step.name === 'units') return replyWith(200, { tenant, units: [{ id: 7, code: 'A7' }] });
  if (step.name === 'quote') {
    return replyWith(201, {
      tenant,
      id: 'q1',
      property: 'RIV1',
      unit: { id: 7, code: 'A7' },
      totalCents: 700,
    });
  }
  if (step.name === 'book-again') {
    const same = JSON.stringify(step.body).includes('"givenName":"Guest"');
    return same
      ? replyWith(201, { tenant, id: 'b1', totalCents: 700 })
      : replyWith(422, { tenant });
  }
  if (step.name === 'book') return replyWith(201, { tenant, id: 'b1', totalCents: 700 });
  if (step.name === 'booking') return replyWith(200, { tenant, id: 'b1', totalCents: 700 });
  return replyWith(200, { tenant });
}

function playOut(
  played: Visit,
  site: (step: RequestStep) => Reply,
): { steps: Step[]; facts: FactOf<ClientFact>[] } {
  const steps: Step[] = [];
  let next = played.next();
  while (next.done !== true) {
    steps.push(next.value);
    next = played.next(next.value.kind === 'request' ? site(next.value) : undefined);
  }
  return { steps, facts: steps.flatMap((step) => (step.kind === 'tell' ? [step.fact] : [])) };
}

function kinds(facts: readonly FactOf<ClientFact>[]): string[] {
  return facts.map(({ kind }) => kind);
}

describe('a visit', () => {
  test.prop([fc.integer({ min: 0, max: 1e6 }), fc.boolean()])(
    'is the same again for the same seed',
    (seed, underway) => {
      const [first, second] = [1, 2].map(() =>
        playOut(visit(ordinaryDay, optionsFor(seed, underway)), freeSite),
      );
      expect(second).toEqual(first);
    },
  );

  test.prop([fc.integer({ min: 0, max: 1e6 })])(
    'thinks once a page, for a positive time',
    (seed) => {
      const { steps } = playOut(visit(ordinaryDay, optionsFor(seed)), freeSite);
      const thinks = steps.flatMap((step) => (step.kind === 'think' ? [step.seconds] : []));
      expect(thinks.length).toBeGreaterThan(0);
      expect(thinks.every((seconds) => seconds > 0)).toBe(true);
    },
  );

  it('tells its attempt before it books, and the outcome and what it reads back after', () => {
    const { steps, facts } = playOut(visit(booker, optionsFor(1)), freeSite);
    const order = steps.flatMap((step) => {
      if (step.kind === 'tell') return [step.fact.kind];
      return step.kind === 'request' && step.name === 'book' ? ['(books)'] : [];
    });
    expect(order.slice(0, 4)).toEqual(['attempt', '(books)', 'outcome', 'read-back']);
    expect(facts[1]).toEqual({
      kind: 'outcome',
      key: 'run-1-1',
      outcome: 'acknowledged',
      status: 201,
      bookingId: 'b1',
      totalCents: 700,
    });
  });

  it.each([
    [409, 'refused'],
    [422, 'refused'],
    [500, 'indeterminate'],
    [503, 'indeterminate'],
    [0, 'indeterminate'],
  ])('takes the answer %i to a booking for %s', (status, outcome) => {
    const site = (step: RequestStep): Reply =>
      step.name === 'book' ? replyWith(status) : freeSite(step);
    const { facts } = playOut(visit({ ...booker, retries: 0 }, optionsFor(1)), site);
    expect(facts.find(({ kind }) => kind === 'outcome')).toEqual({
      kind: 'outcome',
      key: 'run-1-1',
      outcome,
      status,
    });
  });

  it('tries another unit when one was taken, under another idempotency key', () => {
    const site = (step: RequestStep): Reply =>
      step.name === 'book' ? replyWith(409, { tenant: 'riviera' }) : freeSite(step);
    const { facts } = playOut(visit({ ...booker, retries: 2 }, optionsFor(1)), site);
    const keys = facts.flatMap((fact) => (fact.kind === 'attempt' ? [fact.key] : []));
    expect(keys).toEqual(['run-1-1', 'run-1-2', 'run-1-3']);
  });

  it('sees a booking that is missing or costs something else when it is read back', () => {
    const missing = (step: RequestStep): Reply =>
      step.name === 'booking' ? replyWith(404, { tenant: 'riviera' }) : freeSite(step);
    const dearer = (step: RequestStep): Reply =>
      step.name === 'booking'
        ? replyWith(200, { tenant: 'riviera', totalCents: 701 })
        : freeSite(step);
    const readBack = (site: (step: RequestStep) => Reply): unknown =>
      playOut(visit(booker, optionsFor(1)), site).facts.find(({ kind }) => kind === 'read-back');
    const fact = { kind: 'read-back', bookingId: 'b1' };
    expect(readBack(missing)).toEqual({ ...fact, status: 404, visible: false, sameTotal: false });
    expect(readBack(dearer)).toEqual({ ...fact, status: 200, visible: true, sameTotal: false });
  });

  it('names rows of another tenant', () => {
    const site = (step: RequestStep): Reply =>
      step.name === 'offers'
        ? replyWith(200, { tenant: 'dolomiti', property: 'DOL1' })
        : freeSite(step);
    const { facts } = playOut(visit(booker, optionsFor(1)), site);
    const isolation = facts.find((fact) => fact.kind === 'isolation');
    expect(isolation?.foreign).toEqual(['offers: row of tenant dolomiti', 'offers: property DOL1']);
  });

  it('tells what it checked even when it is cut short', () => {
    const played = visit(booker, optionsFor(1));
    let next = played.next();
    while (next.done !== true && !(next.value.kind === 'request' && next.value.name === 'quote')) {
      next = played.next(next.value.kind === 'request' ? freeSite(next.value) : undefined);
    }
    const last = played.return();
    expect(last.value).toMatchObject({ kind: 'tell', fact: { kind: 'isolation', foreign: [] } });
    expect(played.next().done).toBe(true);
  });

  it('sends bookings again with the same and with another body, and says whether the answer was right', () => {
    const replays = Array.from(
      { length: 200 },
      (_, seed) => playOut(visit(booker, optionsFor(seed)), freeSite).facts,
    )
      .flat()
      .filter((fact) => fact.kind === 'replay');
    expect(new Set(replays.map(({ body }) => body))).toEqual(new Set(['same', 'altered']));
    expect(replays.every(({ asRequired }) => asRequired)).toBe(true);
    const careless = (step: RequestStep): Reply =>
      step.name === 'book-again' ? replyWith(201, { tenant: 'riviera', id: 'b2' }) : freeSite(step);
    const wrong = Array.from(
      { length: 200 },
      (_, seed) => playOut(visit(booker, optionsFor(seed)), careless).facts,
    )
      .flat()
      .filter((fact) => fact.kind === 'replay');
    expect(wrong.some(({ asRequired }) => asRequired)).toBe(false);
  });
});

describe('a visitor in the crowd', () => {
  test.prop([fc.integer({ min: 0, max: 1e6 }), fc.integer({ min: 1, max: 60 })])(
    'asks for the price before the opening and books after it',
    (seed, opensIn) => {
      const { steps } = playOut(crowdVisit(openingDay, optionsFor(seed), opensIn), freeSite);
      let clock = 0;
      const at = new Map<string, number>();
      for (const step of steps) {
        if (step.kind === 'think') clock += step.seconds;
        if (step.kind === 'request') at.set(step.name, clock);
      }
      expect(at.get('quote')).toBeLessThan(opensIn);
      expect(at.get('book')).toBeGreaterThan(opensIn);
      expect(at.get('book')).toBeLessThan(opensIn + 20);
      expect(
        kinds(playOut(crowdVisit(openingDay, optionsFor(seed), opensIn), freeSite).facts),
      ).toContain('attempt');
    },
  );
});
