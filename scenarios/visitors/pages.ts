import type { Page } from './itinerary.ts';
import { book, readBack } from './booking.ts';
import { quote, units } from './quoting.ts';
import { between } from '../../core/seeded-random.ts';
import { oneOf } from './random.ts';
import { get, hear, look, query } from './reading.ts';
import { stayOf } from './session.ts';
import type { Session } from './session.ts';
import type { Part, RequestStep } from './steps.ts';

const sections = ['map', 'services', 'prices', 'reviews', 'photos', 'directions'] as const;

/** Pages that are one request, whatever the answer; most are, and a generator for each would cost every visitor memory. */
const single: Readonly<Partial<Record<Page, (session: Session) => RequestStep>>> = {
  home: () => look('home', '/'),
  content,
  offers,
};

/** The others. */
const several: Readonly<Partial<Record<Page, (session: Session) => Part<void>>>> = {
  units,
  quote,
  book,
  booking: readBack,
};

/** One page view: what is requested when a visitor turns to that page. */
export function* turnTo(page: Page, session: Session): Part<void> {
  const request = single[page]?.(session);
  if (request === undefined) yield* several[page]?.(session) ?? [];
  else {
    const reply = yield request;
    if (request.reads) hear(session, request.name, reply);
  }
}

function content(session: Session): RequestStep {
  const property = oneOf(session.random, session.catalogue.properties)?.code ?? '';
  const choice = between(session.random, 0, sections.length);
  const section = sections[choice];
  return section === undefined
    ? look('campsite', `/campsites/${property}`)
    : look('section', `/campsites/${property}/${section}`);
}

/** A search; every search after the first is for another stay. */
function offers(session: Session): RequestStep {
  if (session.stay !== undefined && session.unit === undefined) session.stay = session.chooseStay();
  const stay = stayOf(session);
  const { arrival, departure, adults, children } = stay;
  const search = query({ property: stay.property.code, arrival, departure, adults, children });
  return get('offers', `/availability/v1/offers?${search}`);
}
