import { addDays } from './civil-date.ts';
import type { LoadPlan } from './plan.ts';
import { planLoad } from './plan.ts';
import { logNormal, oneOf } from './random.ts';
import { asId, hear, query } from './reading.ts';
import { newSession } from './session.ts';
import type { Session } from './session.ts';
import { signIn } from './staff.ts';
import { chooseStay } from './stay.ts';
import type { Part, Reply, RequestStep, Visit } from './steps.ts';
import { isolationOf, ordinaryDay, visit } from './visit.ts';
import type { VisitOptions } from './visit.ts';

/** One in so many of those who are there stands at a desk; the others look at the site, as on any day. */
const visitorsPerClerk = 10;

/** Mean and spread of the seconds that a party takes at the desk, without those that the system takes. */
const talk = { mean: 15, sigma: 0.5 } as const;
/** Parties of a shift; the clerk signs in anew for the next. */
const partiesPerShift = 40;
/** Share of the parties that leave, of those of them that were at the bar, and of bills that are paid in cash. */
const [leavingShare, extraShare, cashShare] = [0.4, 0.3, 0.5];
/** The police is told after so many parties. */
const exportEvery = 10;

/** What the n-th virtual user (from 1) does: a shift at the desk, or a visit of the site. */
export function saturdayVisit(options: VisitOptions, vu: number): Visit {
  return vu % visitorsPerClerk === 1 ? shift(options) : visit(ordinaryDay, options);
}

/** By Little's law; a party at the desk is a page view. */
export function planSaturday(visitors: number): LoadPlan {
  const clerks = Math.ceil(visitors / visitorsPerClerk);
  const guests = planLoad(visitors - clerks, ordinaryDay.mix(), ordinaryDay.think);
  return { ...guests, pageViewsPerSecond: guests.pageViewsPerSecond + clerks / talk.mean };
}

/** Someone at the desk of a campsite. */
interface Clerk {
  readonly session: Session;
  readonly token: string;
  readonly property: string;
  readonly today: string;
}

/** Departures and arrivals in the order in which people stand at the desk, which is none. */
function* shift({ random, catalogue, visitId, staff }: VisitOptions): Visit {
  const session = newSession({
    random,
    catalogue,
    visitId,
    chooseStay: () => chooseStay(random, catalogue),
    chooseUnit: () => 0,
    retries: 0,
  });
  try {
    const token = yield* signIn(session, staff, 'reception');
    const property = oneOf(random, catalogue.properties)?.code ?? '';
    if (token === undefined) return;
    const clerk = { session, token, property, today: catalogue.bookable.from };
    for (let nth = 1; nth <= partiesPerShift; nth++) {
      yield* serve(clerk, nth);
      if (nth % exportEvery === 0) yield* tellPolice(clerk);
      yield { kind: 'think', seconds: logNormal(random, talk.mean, talk.sigma) };
    }
  } finally {
    if (session.isolationChecked > 0) yield isolationOf(session);
  }
}

/** Looks up who is still to leave or to come, and serves one of them. */
function* serve(clerk: Clerk, nth: number): Part<void> {
  const { session, property, today } = clerk;
  const { random } = session;
  const asked = query({ property, date: today });
  const list = yield* ask(clerk, get(clerk, 'desk', `/booking/v1/desk?${asked}`));
  if (list.status !== 200) return;
  const isLeaving = random() < leavingShare;
  const [side, open] = isLeaving ? ['departures', 'checkedIn'] : ['arrivals', 'confirmed'];
  const count = Number(list.at(`${side}.#`) ?? 0);
  const first = Math.floor(random() * count);
  for (let tries = 0; tries < count; tries++) {
    const place = `${side}.${(first + tries) % count}`;
    if (list.at(`${place}.status`) !== open) continue;
    const id = asId(list.at(`${place}.reservationId`)) ?? '';
    const folio = asId(list.at(`${place}.folioId`)) ?? '';
    if (isLeaving) {
      yield* haveAtTheBar(clerk, folio, nth);
      yield* settle(clerk, folio, nth);
      yield* act(clerk, id, 'checkout');
    } else {
      const persons = Number(list.at(`${place}.adults`)) + Number(list.at(`${place}.children`));
      yield* register(clerk, id, persons);
      yield* settle(clerk, folio, nth);
      yield* act(clerk, id, 'checkin');
    }
    return;
  }
}

function* haveAtTheBar(clerk: Clerk, folio: string, nth: number): Part<void> {
  if (clerk.session.random() >= extraShare) return;
  const key = `${clerk.session.visitId}-${nth}-charge`;
  const body = { description: 'Bar', cents: 850 };
  yield* ask(clerk, post(clerk, 'charge', `/finance/v1/folios/${folio}/charges`, key, body));
}

/** Takes the money that is owed, in cash or by card. */
function* settle(clerk: Clerk, folio: string, nth: number): Part<void> {
  const { random, visitId } = clerk.session;
  const path = `/finance/v1/folios/${folio}`;
  const seen = yield* ask(clerk, get(clerk, 'folio', path));
  const cents = Number(seen.at('balanceCents') ?? 0);
  if (seen.status !== 200 || cents <= 0) return;
  const method = random() < cashShare ? 'cash' : 'card';
  for (const action of method === 'cash' ? ['capture'] : ['authorize', 'capture']) {
    const body = { action, cents, method };
    yield* ask(
      clerk,
      post(clerk, 'payment', `${path}/payments`, `${visitId}-${nth}-${action}`, body),
    );
  }
}

const germany = '100000216';

/** What the police must know of each guest, the head of the party first. */
function* register(clerk: Clerk, id: string, persons: number): Part<void> {
  const guests = Array.from({ length: persons }, (_, nth) => ({
    givenName: `Guest ${nth + 1}`,
    surname: 'Of Saturday',
    sex: nth % 2 === 0 ? 'F' : 'M',
    birthDate: '1990-05-17',
    birthState: germany,
    citizenship: germany,
    ...(nth === 0
      ? { document: { type: 'PASOR', number: `C${id.slice(0, 8)}`, place: germany } }
      : {}),
  }));
  yield* ask(clerk, put(clerk, 'register', `/booking/v1/reservations/${id}/guests`, { guests }));
}

/** A step that a colleague took meanwhile is refused, and so is a unit whose last party is still there. */
function* act(clerk: Clerk, id: string, action: 'checkin' | 'checkout'): Part<void> {
  const name = action === 'checkin' ? 'check-in' : 'check-out';
  yield* ask(clerk, put(clerk, name, `/booking/v1/reservation-actions/${id}/${action}`));
}

/** The file of today's arrivals; refused while somebody's data is missing, or when it fills several. */
function* tellPolice(clerk: Clerk): Part<void> {
  const { property, today } = clerk;
  const asked = query({ property, date: today });
  yield* ask(clerk, {
    ...get(clerk, 'police-export', `/exports/v1/alloggiati?${asked}`),
    reads: false,
  });
  const soon = query({ property, from: today, to: addDays(today, 1) });
  yield* ask(clerk, get(clerk, 'occupancy', `/reports/v1/occupancy?${soon}`));
}

function* ask({ session }: Clerk, step: RequestStep): Part<Reply> {
  const reply = yield step;
  return step.reads || reply === undefined ? hear(session, step.name, reply) : reply;
}

type Names = 'desk' | 'folio' | 'police-export' | 'occupancy';

function get({ token }: Clerk, name: Names, path: string): RequestStep {
  return { kind: 'request', name, method: 'GET', path, token, expected: [200, 409], reads: true };
}

function post(
  { token }: Clerk,
  name: 'charge' | 'payment',
  path: string,
  idempotencyKey: string,
  body: object,
): RequestStep {
  const how = { kind: 'request', method: 'POST', expected: [200, 409], reads: true } as const;
  return { ...how, name, path, token, idempotencyKey, body };
}

function put(
  { token }: Clerk,
  name: 'register' | 'check-in' | 'check-out',
  path: string,
  body?: object,
): RequestStep {
  const how = { kind: 'request', method: 'PUT', expected: [200, 409], reads: true } as const;
  return { ...how, name, path, token, ...(body === undefined ? {} : { body }) };
}
