import { post } from './ask.js';
import { element, inputOf, valuesOf } from './dom.js';
import { euros } from './formats.js';
import { chosenQuote } from './quote.js';
import { confirmation, guest, showOnly } from './steps.js';

/** @typedef {import('../../booking/schemas.ts').BookingView} Booking */

export async function book() {
  const chosen = chosenQuote();
  if (chosen === undefined) return 'Choose a place first.';
  const value = valuesOf(guest);
  const body = {
    quoteId: chosen.quote.id,
    guest: { givenName: value('givenName'), surname: value('surname'), email: value('email') },
    payment: { method: 'card', token: 'tok_test' },
    hold: inputOf(guest, 'hold').checked,
  };
  /** @type {Booking} */
  const booking = await post('/booking/v1/bookings', body, { 'idempotency-key': chosen.key });
  confirmation.replaceChildren(
    element('h2', booking.status === 'option' ? 'Held for you' : 'Booked'),
    element(
      'p',
      `Your reference is ${booking.reference}. Place ${placesOf(booking)}, ${euros(booking.totalCents)}.`,
    ),
  );
  showOnly(confirmation);
  confirmation.focus();
  return undefined;
}

/** @param {Booking} booking */
const placesOf = ({ reservations }) => reservations.map(({ unit }) => unit.code).join(', ');
