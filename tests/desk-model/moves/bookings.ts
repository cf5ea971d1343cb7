// @module-tag needs/mariadb
import { randomUUID } from 'node:crypto';
import * as fc from 'fast-check';
import { expect } from 'vitest';
import { bookingAnswer, quoteAnswer } from '../../../system-under-test/pms/booking/schemas.ts';
import { ownBooking } from '../../../system-under-test/pms/booking/self-service.ts';
import { addDays } from '../../../system-under-test/pms/domain/civil-date.ts';
import type { ModelBooking, Place } from '../booking.ts';
import type { Move, Table } from '../table.ts';
import { takeStep } from './stays.ts';
import { aim, groupOf, sought, units, which } from '../units.ts';

const wish = fc.record({
  unit: fc.constantFrom(...units),
  /** Days from today, near so that parties meet: some are over. */
  from: fc.constantFrom(-1, 0, 0, 0, 0, 0, 1, 2, 3),
  nights: fc.constantFrom(1, 1, 1, 2, 3, 4),
  adults: fc.integer({ min: 1, max: 3 }),
});
type Wish = typeof wish extends fc.Arbitrary<infer W> ? W : never;

function placeOf({ from, nights, unit }: Wish, today: string): Place {
  const arrival = addDays(today, from);
  return { unit, arrival, departure: addDays(arrival, nights) };
}

/** A wish is refused when its arrival is over (422), and then when its unit is taken (409). */
function expectedOf({ model }: Table, { from }: Wish, place: Place) {
  const legal = from >= 0 && model.isFree(place);
  return { legal, done: 201, refused: from < 0 ? 422 : 409 };
}

/** Writes down in the model what the service says that it has made. */
function remember(
  { model, checked }: Table,
  answer: unknown,
  made: { readonly email: string; readonly adults: readonly number[]; readonly hold: boolean },
): ModelBooking {
  const { folioId, reference, totalCents, reservations } = bookingAnswer.parse(answer);
  const stays = reservations.map(({ id, unit, arrival, departure, status, totalCents }, index) => {
    const fresh = { fee: 0, guests: 1, version: 1, adults: made.adults[index] ?? 0 };
    return { id, unit: unit.id, arrival, departure, status, totalCents, ...fresh };
  });
  const card = { method: 'card', authorized: totalCents, captured: 0, refunded: 0 } as const;
  const booking: ModelBooking = {
    folioId,
    reference,
    email: made.email,
    expires: checked.now() + 60_000,
    stays,
    payments: made.hold ? [] : [{ ...card }],
    extras: 0,
    deposit: 0,
    invoiced: 0,
    hasNewCharges: true,
  };
  model.book(booking);
  return booking;
}

const guestOf = (email: string) => ({ givenName: 'Person 1', surname: 'Guest 0001', email });
let guests = 0;
const newEmail = (): string => `guest${(guests += 1)}@example.test`;

interface Booking {
  readonly wishes: readonly Wish[];
  readonly hold: boolean;
  readonly again: 'no' | 'the same' | 'another';
  /** At once, when it is held; options run out soon. */
  readonly isConfirmed: boolean;
}

/** A guest asks for a price for each unit, and books them together; some send it twice, or something else with the same key. */
const bookMove = (step: Booking): Move => ({
  told: ['book', step],
  play: async (table) => {
    const { today } = table.moment();
    const places = step.wishes.map((each) => placeOf(each, today));
    const ids: string[] = [];
    for (const [index, each] of step.wishes.entries()) {
      const place = places[index] ?? placeOf(each, today);
      const expected = expectedOf(table, each, place);
      const unitGroup = groupOf(place.unit);
      const body = { unitGroup, ...place, adults: each.adults, children: 0 };
      const request = { method: 'POST', path: '/booking/v1/quotes', body } as const;
      const answer = await table.send(request, expected, ['quote', each]);
      if (!expected.legal) return;
      ids.push(quoteAnswer.parse(answer).id);
    }
    const [quoteId, ...moreQuoteIds] = ids;
    const email = newEmail();
    const payment = { method: 'card', token: 'tok' };
    const body = { quoteId, moreQuoteIds, guest: guestOf(email), payment, hold: step.hold };
    const path = '/booking/v1/bookings';
    const request = { method: 'POST', path, key: randomUUID(), body } as const;
    const expected = { legal: table.model.areApart(places), done: 201 };
    const answer = await table.send(request, expected, ['book', step]);
    const made = { email, adults: step.wishes.map(({ adults }) => adults), hold: step.hold };
    const booking = expected.legal ? remember(table, answer, made) : undefined;
    if (step.again === 'the same')
      expect(await table.send(request, expected, ['book again'])).toEqual(answer);
    const other = { ...request, body: { ...body, hold: !step.hold } };
    if (step.again === 'another')
      await table.send(other, { legal: false, refused: 422 }, ['book another by the same key']);
    if (booking !== undefined && step.hold && step.isConfirmed)
      for (const stay of booking.stays)
        await takeStep(table, 'confirm', { booking, stay, moment: table.moment() });
  },
});

const book = fc
  .record({
    wishes: fc.oneof(
      { weight: 5, arbitrary: fc.tuple(wish) },
      { weight: 1, arbitrary: fc.array(wish, { minLength: 2, maxLength: 3 }) },
      // The same unit twice.
      { weight: 2, arbitrary: wish.map((each) => [each, each]) },
    ),
    hold: fc.constantFrom(true, true, false),
    again: fc.constantFrom('no', 'the same', 'the same', 'another'),
    isConfirmed: fc.boolean(),
  })
  .map(bookMove);

/** A channel has sold a unit; some send it twice, or once more under another key. */
const channel = fc
  .record({ wish, again: fc.constantFrom('the same', 'under another key') })
  .map((step): Move => ({
    told: ['channel', step],
    play: async (table) => {
      const place = placeOf(step.wish, table.moment().today);
      const expected = expectedOf(table, step.wish, place);
      const { adults } = step.wish;
      const email = newEmail();
      const body = {
        channel: 'model.test',
        reference: email,
        ...place,
        unitGroup: groupOf(place.unit),
        adults,
        children: 0,
        guest: guestOf(email),
      };
      const path = '/channel/v1/bookings';
      const request = { method: 'POST', path, key: randomUUID(), body } as const;
      const answer = await table.send(request, expected, ['channel', step]);
      if (expected.legal) remember(table, answer, { email, adults: [adults], hold: false });
      if (step.again === 'the same')
        expect(await table.send(request, expected, ['channel again'])).toEqual(answer);
      if (step.again === 'under another key' && expected.legal)
        await table.send({ ...request, key: randomUUID() }, { legal: false }, [
          'channel by another key',
        ]);
    },
  }));

const isOpen = ({ stays }: ModelBooking): boolean =>
  stays.some(({ status }) => status === 'option' || status === 'confirmed');

/** A guest looks for the own booking, some with another's address, and some cancel it. */
const own = fc
  .record({
    which,
    aim,
    cancels: fc.constantFrom(true, true, false),
    isRight: fc.constantFrom(true, true, false),
  })
  .map((step): Move => ({
    told: ['own', step],
    play: async (table) => {
      const found = table.bookingAt(step.which, sought(step.aim, isOpen));
      if (found === undefined) return;
      const { booking, moment } = found;
      const { model } = table;
      const details = [step, structuredClone(booking)];
      const email = step.isRight ? booking.email : 'somebody@example.test';
      const claim = { method: 'POST', body: { reference: booking.reference, email } } as const;
      const look = { ...claim, path: '/booking/v1/own-booking' };
      const expected = { legal: step.isRight, refused: 404 };
      const seen = await table.send(look, expected, ['own', ...details]);
      const isPossible = model.mayCancelOwn(found);
      if (step.isRight) {
        const { cancellation } = ownBooking.parse(seen);
        expect([details, cancellation]).toMatchObject([
          details,
          { possible: isPossible, feeCents: model.ownFee(found) },
        ]);
      }
      if (!step.cancels) return;
      const legal = step.isRight && isPossible;
      const cancel = { ...claim, path: '/booking/v1/own-booking/cancellation' };
      const refused = step.isRight ? 409 : 404;
      await table.send(cancel, { legal, refused }, ['cancel own', ...details]);
      if (legal) for (const stay of booking.stays) model.cancel({ booking, stay, moment });
    },
  }));

export const bookingMoves = [
  { weight: 8, arbitrary: book },
  { weight: 6, arbitrary: channel },
  { weight: 8, arbitrary: own },
];
