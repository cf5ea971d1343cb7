import { between } from '../../core/seeded-random.ts';
import type { Random } from '../../core/seeded-random.ts';
import type { Catalogue } from './catalogue.ts';
import { dateOf, dayNumber } from './civil-date.ts';
import type { LoadPlan } from './plan.ts';
import { planLoad } from './plan.ts';
import { logNormal } from './random.ts';
import { asId, hear, query } from './reading.ts';
import { newSession } from './session.ts';
import type { Session } from './session.ts';
import { signIn } from './staff.ts';
import { chooseHotStay, chooseStay } from './stay.ts';
import type { Stay } from './stay.ts';
import type { Part, RequestStep, Visit } from './steps.ts';
import { isolationOf, openingDay, visit } from './visit.ts';
import type { Behavior, VisitOptions } from './visit.ts';

/** One in so many of those who are there is a channel manager; the others are guests, who want the same units. */
const guestsPerChannel = 20;

/** Share of stays that all want; more would be sold out in a moment, and nothing would come of the rest. */
const hotShare = 0.3;

function chooseAny(random: Random, catalogue: Catalogue): Stay {
  return random() < hotShare ? chooseHotStay(random, catalogue) : chooseStay(random, catalogue);
}

/** Guests who buy what the channel manager sells elsewhere. */
export const webDay: Behavior = { ...openingDay, chooseStay: chooseAny, retries: 1 };

/** Mean and spread of the seconds between two messages of a channel manager. */
const pace = { mean: 2, sigma: 0.5 } as const;
/** Rounds before it signs in anew, and what it pushes: weeks of prices from a first night on. */
const [rounds, weeks] = [60, 26];

/** Shares of the bookings of a round that come again: the same message, another one with the same reference, a late one after it was cancelled. */
const again = { same: 0.3, otherKey: 0.15, late: 0.15 } as const;

/** What the n-th virtual user (from 1) does: a channel manager's messages, or a guest's visit. */
export function channelVisit(options: VisitOptions, vu: number): Visit {
  return vu % guestsPerChannel === 1 ? channelManager(options) : visit(webDay, options);
}

/** Guests by Little's law; a message of the channel manager is a page view, and half of its rounds book. */
export function planChannel(visitors: number): LoadPlan {
  const managers = Math.ceil(visitors / guestsPerChannel);
  const guests = planLoad(visitors - managers, webDay.mix(), webDay.think);
  const perSecond = managers / pace.mean;
  return {
    ...guests,
    pageViewsPerSecond: guests.pageViewsPerSecond + perSecond,
    bookingsPerSecond: guests.bookingsPerSecond + perSecond / 2,
  };
}

/** A channel manager as its session knows it. */
interface Channel {
  readonly session: Session;
  readonly token: string;
  /** Compared so far, and what was wrong. */
  readonly found: { checked: number; readonly wrong: string[] };
}

/**
 * A channel manager: pushes prices and restrictions of many nights at once, and brings bookings that other channels sold,
 * under their own references, some of them again, late, or after they were cancelled.
 */
function* channelManager({ random, catalogue, visitId, staff }: VisitOptions): Visit {
  const session = newSession({
    random,
    catalogue,
    visitId,
    chooseStay: () => chooseAny(random, catalogue),
    chooseUnit: () => 0,
    retries: 0,
  });
  const found = { checked: 0, wrong: [] as string[] };
  try {
    const token = yield* signIn(session, staff, 'program');
    if (token === undefined) return;
    const channel = { session, token, found };
    for (let nth = 0; nth < rounds; nth++) {
      if (nth % 2 === 0) yield* push(channel);
      else yield* bringBooking(channel, nth);
      yield { kind: 'think', seconds: logNormal(random, pace.mean, pace.sigma) };
    }
  } finally {
    if (session.isolationChecked > 0) yield isolationOf(session);
    if (found.checked > 0) yield { kind: 'tell', fact: { kind: 'answers', ...found } };
  }
}

/** Sets the prices of a group's next weeks, all at once, and looks at the first of them. */
function* push({ session, token, found }: Channel): Part<void> {
  const { random, catalogue, chooseStay: choose } = session;
  const [begin, end] = [dayNumber(catalogue.bookable.from), dayNumber(catalogue.bookable.to)];
  const count = Math.max(1, Math.min(weeks, Math.floor((end - begin) / 7)));
  const first = begin + between(random, 0, Math.max(0, end - begin - count * 7));
  const baseCents = between(random, 20, 90) * 100;
  const unitGroup = String(choose().group.id);
  const updates = Array.from({ length: count }, (_, week) => {
    const [from, to] = [dateOf(first + week * 7), dateOf(Math.min(end, first + week * 7 + 7))];
    return { unitGroup, from, to, baseCents };
  });
  const how = { kind: 'request', path: '/channel/v1/inventory', token, expected: [200] } as const;
  const body = { updates };
  const step: RequestStep = { ...how, name: 'push', method: 'PUT', body, reads: true };
  const pushed = hear(session, 'push', yield step);
  if (pushed.status !== 200) return;
  found.checked += 1;
  if (pushed.at('updates') !== updates.length)
    found.wrong.push(`${updates.length} updates pushed, ${asId(pushed.at('updates')) ?? 0} told`);
  const asked = query({ unitGroup, from: dateOf(first), to: dateOf(first + 7) });
  const path = `${how.path}?${asked}`;
  const look: RequestStep = { ...how, name: 'inventory', method: 'GET', path, reads: true };
  hear(session, 'inventory', yield look);
}

/** A booking that another channel sold, and what such channels do with it afterwards. */
function* bringBooking(channel: Channel, nth: number): Part<void> {
  const { session, found } = channel;
  const message = messageOf(session, `${session.visitId}-r${nth}`);
  const key = `${session.visitId}-${nth}`;
  const booked = yield* send(channel, key, message);
  if (booked === undefined) return;
  const chance = session.random();
  if (chance < again.same + again.late) {
    if (chance >= again.same) yield* cancel(channel, booked.reservation);
    yield* repeat(channel, key, message, booked.id);
  } else if (chance < again.same + again.late + again.otherKey) {
    const second = yield* send(channel, `${key}-again`, message);
    found.checked += 1;
    if (second !== undefined)
      found.wrong.push(
        `${message.reference} was booked as ${booked.id}, and once more as ${second.id}`,
      );
  }
}

type Message = ReturnType<typeof messageOf>;

function messageOf({ chooseStay: choose }: Session, reference: string) {
  const { group, arrival, departure, adults, children } = choose();
  return {
    channel: 'elsewhere.example',
    reference,
    unitGroup: String(group.id),
    arrival,
    departure,
    adults,
    children,
    guest: {
      givenName: 'Guest',
      surname: `Of Channel ${reference}`,
      email: `${reference}@guests.invalid`,
    },
  };
}

/** Sends a booking with its facts before and after; what came of it once it is acknowledged. */
function* send(
  channel: Channel,
  key: string,
  message: Message,
): Part<{ readonly id: string; readonly reservation: string } | undefined> {
  const { session } = channel;
  const { arrival, departure } = message;
  // Neither the price nor the unit is known before the answer.
  yield { kind: 'tell', fact: { kind: 'attempt', key, quoteId: '', unit: '', arrival, departure } };
  const step = request(channel, 'channel-book', key, message);
  const reply = hear(session, 'channel-book', yield step);
  const id = asId(reply.at('id'));
  if (reply.status !== 201 || id === undefined) {
    const outcome = reply.status >= 400 && reply.status < 500 ? 'refused' : 'indeterminate';
    yield { kind: 'tell', fact: { kind: 'outcome', key, outcome, status: reply.status } };
    return undefined;
  }
  const totalCents = Number(reply.at('totalCents'));
  const told = { outcome: 'acknowledged', status: 201, bookingId: id, totalCents } as const;
  yield { kind: 'tell', fact: { kind: 'outcome', key, ...told } };
  return { id, reservation: asId(reply.at('reservations.0.id')) ?? '' };
}

/** The same message again, whatever became of the booking since: it must be answered as before. */
function* repeat(channel: Channel, key: string, message: Message, bookingId: string): Part<void> {
  const step = request(channel, 'channel-book-again', key, message);
  const { status, at } = hear(channel.session, 'channel-book-again', yield step);
  if (status === 0 || status >= 500) return;
  const asRequired = status === 201 && asId(at('id')) === bookingId;
  yield { kind: 'tell', fact: { kind: 'replay', key, body: 'same', status, asRequired } };
}

function request(
  { token }: Channel,
  name: 'channel-book' | 'channel-book-again',
  idempotencyKey: string,
  body: Message,
): RequestStep {
  return {
    kind: 'request',
    name,
    method: 'POST',
    path: '/channel/v1/bookings',
    token,
    idempotencyKey,
    body,
    expected: [201, 409, 422],
    reads: true,
  };
}

function* cancel({ session, token }: Channel, reservation: string): Part<void> {
  const step: RequestStep = {
    kind: 'request',
    name: 'cancel',
    method: 'PUT',
    path: `/booking/v1/reservation-actions/${reservation}/cancel`,
    token,
    expected: [200, 409],
    reads: true,
  };
  hear(session, 'cancel', yield step);
}
