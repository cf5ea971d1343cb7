import { asId, get, hear, query } from './reading.ts';
import { stayOf } from './session.ts';
import type { Session } from './session.ts';
import type { Part } from './steps.ts';

/** Chooses a free unit; without one the visitor looks for another stay, once. */
export function* units(session: Session): Part<void> {
  for (let search = 0; search < 2; search++) {
    const stay = stayOf(session);
    const asked = query({
      unitGroup: stay.group.id,
      arrival: stay.arrival,
      departure: stay.departure,
    });
    const reply = hear(session, 'units', yield get('units', `/availability/v1/units?${asked}`));
    const free = Number(reply.at('units.#') ?? 0);
    const chosen = reply.at(`units.${session.chooseUnit(free)}.id`);
    if (typeof chosen === 'string' || typeof chosen === 'number') {
      session.unit = chosen;
      return;
    }
    session.stay = session.chooseStay();
  }
}

/** Asks for the price of the chosen unit; "taken" and "not for these dates" are answers too. */
export function* quote(session: Session): Part<void> {
  if (session.unit === undefined) yield* units(session);
  if (session.unit === undefined) return;
  const { group, arrival, departure, adults, children } = stayOf(session);
  const reply = hear(
    session,
    'quote',
    yield {
      kind: 'request',
      name: 'quote',
      method: 'POST',
      path: '/booking/v1/quotes',
      body: { unitGroup: group.id, unit: session.unit, arrival, departure, adults, children },
      expected: [201, 409, 422],
      reads: true,
    },
  );
  const id = asId(reply.at('id'));
  const code = asId(reply.at('unit.code'));
  const totalCents = reply.at('totalCents');
  if (
    reply.status !== 201 ||
    id === undefined ||
    code === undefined ||
    typeof totalCents !== 'number'
  ) {
    session.unit = undefined;
    return;
  }
  session.quote = { id, unit: code, arrival, departure, totalCents };
}
