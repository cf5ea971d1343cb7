import { between } from '../../core/seeded-random.ts';
import type { Random } from '../../core/seeded-random.ts';
import { dateOf, dayNumber } from './civil-date.ts';
import { crowdOf } from './opening.ts';
import type { LoadPlan } from './plan.ts';
import { planLoad } from './plan.ts';
import { exponential, logNormal, oneOf } from './random.ts';
import { asId, get, hear, query } from './reading.ts';
import { newSession } from './session.ts';
import type { Session } from './session.ts';
import { chooseStay } from './stay.ts';
import type { Stay } from './stay.ts';
import type { Part, Reply, Visit } from './steps.ts';
import { isolationOf, ordinaryDay, visit } from './visit.ts';
import type { Behavior, VisitOptions } from './visit.ts';

/**
 * A price comparison: crawlers ask what every stay costs, and few people come of it. A crawler sweeps through the dates of
 * one campsite, a question that nobody has asked before after the other, and has each fourth answer confirmed by a quote.
 * How long sweeps are spreads widely (log-normal), so that their load comes in bursts.
 */
const looks = { mean: 24, sigma: 0.8, most: 200 } as const;
const quoteEvery = 4;
/** Mean seconds between two questions of a sweep, exponential: a machine does not read. */
const pace = 0.25;
const longestStay = 14;

/** Share of the sessions that are crawlers; the others are people who follow a link to one offer. */
const crawlerShare = 0.9;

/** People who come from a price comparison: most compare the price and go, some book. */
const clickThrough: Behavior = {
  mix: () => [
    {
      name: 'quote',
      weight: 75,
      searches: [1, 1],
      contentPages: [1, 3],
      quotes: true,
      books: false,
    },
    { name: 'book', weight: 25, searches: [1, 1], contentPages: [1, 3], quotes: true, books: true },
  ],
  think: { mean: 12, sigma: 0.7 },
  chooseStay,
  chooseUnit: (random, n) => Math.floor(random() * n),
  retries: 1,
};

/** One session of a storm of a price comparison. */
export function* stormVisit(options: VisitOptions): Visit {
  const own = { ...options, underway: false };
  if (options.random() < crawlerShare) yield* crawl(own);
  else yield* visit(clickThrough, own);
}

/**
 * The same by Little's law, for `visitors` sessions at once on average, and the people who look at the site meanwhile; a
 * look of a crawler is a page view.
 */
export function planStorm(visitors: number): LoadPlan {
  const guests = planLoad(crowdOf(visitors), ordinaryDay.mix(), ordinaryDay.think);
  const person = planLoad(1, clickThrough.mix(), clickThrough.think);
  const pages = person.pageViewsPerSecond * person.sessionSeconds;
  const books = person.bookingsPerSecond * person.sessionSeconds;
  const sessionSeconds =
    crawlerShare * looks.mean * pace + (1 - crawlerShare) * person.sessionSeconds;
  const sessionsPerSecond = visitors / sessionSeconds;
  const looksPerSession = crawlerShare * looks.mean + (1 - crawlerShare) * pages;
  return {
    sessionSeconds,
    sessionsPerSecond,
    pageViewsPerSecond: sessionsPerSecond * looksPerSession + guests.pageViewsPerSecond,
    bookingsPerSecond: sessionsPerSecond * (1 - crawlerShare) * books + guests.bookingsPerSecond,
  };
}

function* crawl({ random, catalogue, visitId }: VisitOptions): Visit {
  const unused = {
    chooseStay: () => chooseStay(random, catalogue),
    chooseUnit: () => 0,
    retries: 0,
  };
  const session = newSession({ random, catalogue, visitId, ...unused });
  const found = { checked: 0, wrong: [] as string[] };
  const stayAt = sweep(session, random);
  const count = Math.min(
    looks.most,
    Math.max(1, Math.round(logNormal(random, looks.mean, looks.sigma))),
  );
  try {
    for (let nth = 0; nth < count; nth++) {
      yield { kind: 'think', seconds: exponential(random, pace) };
      const stay = stayAt(nth);
      // What it does not have confirmed it throws away.
      const isConfirmed = nth % quoteEvery === 0;
      const { property, arrival, departure, adults, children } = stay;
      const search = query({ property: property.code, arrival, departure, adults, children });
      const reply = yield {
        ...get('offers', `/availability/v1/offers?${search}`),
        reads: isConfirmed,
      };
      if (isConfirmed) yield* confirm(session, stay, reply, found);
    }
  } finally {
    if (session.isolationChecked > 0) yield isolationOf(session);
    if (found.checked > 0) yield { kind: 'tell', fact: { kind: 'answers', ...found } };
  }
}

/** Stays of one campsite for one party, no two alike before each day of the year had its turn. */
function sweep({ catalogue }: Session, random: Random): (nth: number) => Stay {
  const property = oneOf(random, catalogue.properties);
  const group = oneOf(random, property?.unitGroups ?? []);
  if (property === undefined || group === undefined)
    throw new RangeError('The catalogue has nothing to book.');
  const [from, to] = [dayNumber(catalogue.bookable.from), dayNumber(catalogue.bookable.to)];
  const most = Math.min(longestStay, to - from);
  const days = to - from - most + 1;
  const [firstDay, firstLength] = [between(random, 0, days - 1), between(random, 0, most - 1)];
  const adults = between(random, 1, Math.min(4, group.maxPersons));
  return (nth) => {
    const day = from + ((firstDay + nth) % days);
    const length = 1 + ((firstLength + nth * 5) % most);
    const [arrival, departure] = [dateOf(day), dateOf(day + length)];
    return { property, group, arrival, departure, adults, children: 0 };
  };
}

/** Compares an answer with what was asked, and the price of its first offer with that of a quote. */
function* confirm(
  session: Session,
  { property, arrival, departure, adults, children }: Stay,
  answer: Reply | undefined,
  found: { checked: number; readonly wrong: string[] },
): Part<void> {
  const reply = hear(session, 'offers', answer);
  if (reply.status !== 200) return;
  found.checked += 1;
  const asked = `${property.code} ${arrival} to ${departure}`;
  const told = ['property', 'arrival', 'departure'].map((key) => asId(reply.at(key)) ?? 'nothing');
  const answered = `${told[0]} ${told[1]} to ${told[2]}`;
  if (answered !== asked) {
    found.wrong.push(`offers of ${asked} answered with ${answered}`);
    return;
  }
  const unitGroup = asId(reply.at('offers.0.unitGroup'));
  const offered = reply.at('offers.0.totalCents');
  if (unitGroup === undefined || Number(reply.at('offers.0.available')) < 1) return;
  const quoted = hear(
    session,
    'quote',
    yield {
      kind: 'request',
      name: 'quote',
      method: 'POST',
      path: '/booking/v1/quotes',
      body: { unitGroup, arrival, departure, adults, children },
      expected: [201, 409, 422],
      reads: true,
    },
  );
  if (quoted.status !== 201) return;
  found.checked += 1;
  const total = quoted.at('totalCents');
  if (total !== offered)
    found.wrong.push(
      `${unitGroup} ${arrival} to ${departure} quoted at ${asId(total) ?? 'no'} cents, offered at ${asId(offered) ?? 'no'}`,
    );
}
