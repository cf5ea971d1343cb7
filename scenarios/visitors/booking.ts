import { quote } from './quoting.ts';
import { asId, get, hear } from './reading.ts';
import type { OpenQuote, Session } from './session.ts';
import type { Part, RequestStep } from './steps.ts';

/** Shares of bookings that are sent again with the same body (a double click, a retry) and with another one (a bug). */
const sameAgain = 0.1;
const alteredAgain = 0.05;

/** Books the quoted unit; when it is taken, someone who is keen chooses another one. */
export function* book(session: Session): Part<void> {
  for (let tries = 0; tries <= session.retries; tries++) {
    if (session.quote === undefined) yield* quote(session);
    if (session.quote === undefined) continue;
    const taken = yield* attempt(session, session.quote);
    session.quote = undefined;
    session.unit = undefined;
    if (!taken) return;
  }
}

/** One booking request with its facts before and after; true when the unit was taken by somebody else. */
function* attempt(session: Session, quoted: OpenQuote): Part<boolean> {
  session.attempts += 1;
  const key = `${session.visitId}-${session.attempts}`;
  const { id: quoteId, unit, arrival, departure, totalCents } = quoted;
  yield {
    kind: 'tell',
    fact: { kind: 'attempt', key, quoteId, unit, arrival, departure, totalCents },
  };
  const reply = hear(session, 'book', yield request(session, 'book', key, quoteId, 'Guest'));
  const bookingId = asId(reply.at('id')) ?? '';
  if (reply.status !== 201 || (bookingId === '' && reply.at('tenant') === undefined)) {
    const outcome = reply.status >= 400 && reply.status < 500 ? 'refused' : 'indeterminate';
    yield { kind: 'tell', fact: { kind: 'outcome', key, outcome, status: reply.status } };
    return reply.status === 409;
  }
  session.bookingId = bookingId;
  session.bookedCents = Number(reply.at('totalCents'));
  const acknowledged = { bookingId, totalCents: session.bookedCents };
  yield {
    kind: 'tell',
    fact: { kind: 'outcome', key, outcome: 'acknowledged', status: 201, ...acknowledged },
  };
  yield* readBack(session);
  yield* sendAgain(session, key, quoteId);
  return false;
}

/** The same key again: the same body must give the same answer, another body 422. */
function* sendAgain(session: Session, key: string, quoteId: string): Part<void> {
  const chance = session.random();
  if (chance >= sameAgain + alteredAgain) return;
  const body = chance < sameAgain ? 'same' : 'altered';
  const givenName = body === 'same' ? 'Guest' : 'Altered';
  const again = request(session, 'book-again', key, quoteId, givenName);
  const reply = hear(session, 'book-again', yield again);
  if (reply.status === 0 || reply.status >= 500) return;
  const asRequired =
    body === 'same'
      ? reply.status === 201 && asId(reply.at('id')) === session.bookingId
      : reply.status === 422;
  yield { kind: 'tell', fact: { kind: 'replay', key, body, status: reply.status, asRequired } };
}

function request(
  session: Session,
  name: 'book' | 'book-again',
  key: string,
  quoteId: string,
  givenName: string,
): RequestStep {
  return {
    kind: 'request',
    name,
    method: 'POST',
    path: '/booking/v1/bookings',
    idempotencyKey: key,
    body: {
      quoteId,
      guest: {
        givenName,
        surname: `Of Visit ${session.visitId}`,
        email: `${session.visitId}@guests.invalid`,
      },
      payment: { method: 'card', token: `card-${session.visitId}` },
    },
    expected: name === 'book' ? [201, 409] : [201, 422],
    reads: true,
  };
}

/** Reads the booking after its 201 (at once, and on a later page): it must be there, at the price confirmed. */
export function* readBack(session: Session): Part<void> {
  if (session.bookingId === undefined) return;
  const path = `/booking/v1/bookings/${session.bookingId}`;
  const reply = hear(session, 'booking', yield get('booking', path));
  if (reply.status === 0 || reply.status >= 500) return;
  const visible = reply.status === 200;
  const sameTotal = visible && reply.at('totalCents') === session.bookedCents;
  const { bookingId } = session;
  yield {
    kind: 'tell',
    fact: { kind: 'read-back', bookingId, status: reply.status, visible, sameTotal },
  };
}
