import type { Page } from './itinerary.ts';
import { book, readBack } from './booking.ts';
import { quote, units } from './quoting.ts';
import { between } from '../../core/seeded-random.ts';
import { oneOf } from './random.ts';
import { ask, open, query } from './reading.ts';
import { stayOf } from './session.ts';
import type { Session } from './session.ts';
import type { Part } from './steps.ts';

const sections = ['map', 'services', 'prices', 'reviews', 'photos', 'directions'] as const;

/** One page view each: what is requested when a visitor turns to that page. */
export const pages: Readonly<Record<Page, (session: Session) => Part<void>>> = {
  home: () => open({ name: 'home', path: '/' }),
  content,
  offers,
  units,
  quote,
  book,
  booking: readBack,
};

function* content(session: Session): Part<void> {
  const property = oneOf(session.random, session.catalogue.properties)?.code ?? '';
  const choice = between(session.random, 0, sections.length);
  const section = sections[choice];
  if (section === undefined) yield* open({ name: 'campsite', path: `/campsites/${property}` });
  else yield* open({ name: 'section', path: `/campsites/${property}/${section}` });
}

/** A search; every search after the first is for another stay. */
function* offers(session: Session): Part<void> {
  if (session.stay !== undefined && session.unit === undefined) session.stay = session.chooseStay();
  const stay = stayOf(session);
  const { arrival, departure, adults, children } = stay;
  const search = query({ property: stay.property.code, arrival, departure, adults, children });
  yield* ask(session, {
    name: 'offers',
    method: 'GET',
    path: `/availability/v1/offers?${search}`,
    expected: [200],
  });
}
