import { euros } from '../formats.js';
import { button, element, show, table, tell } from './page.js';
import { act, ask } from './staff.js';

/**
 * @typedef {{ reservationId: string, folioId: string, unit: { code: string }, status: string, guest: string,
 *   adults: number, children: number, balanceCents: number }} StayOfDay
 */

/** Who leaves and who comes. @param {URLSearchParams} asked the campsite and the day */
export async function showDay(asked) {
  const found = await ask('GET', `/booking/v1/desk?${asked}`);
  /** @param {StayOfDay} stay @param {string} step @param {string} label @param {string} from */
  const row = (stay, step, label, from) => [
    element('a', { href: `#reservation/${stay.reservationId}` }, stay.unit.code),
    stay.status === from
      ? button(`${label} ${stay.unit.code}`, async () => {
          await act(stay.reservationId, step);
          await showDay(asked);
          tell(`${stay.unit.code}: done.`);
        })
      : '',
    element('a', { href: `#folio/${stay.folioId}` }, euros(stay.balanceCents)),
    stay.guest,
    `${stay.adults} + ${stay.children}`,
    stay.status,
  ];
  const heads = ['Unit', 'Step', 'Balance', 'Guest', 'Persons', 'Status'];
  /** @type {StayOfDay[]} */
  const departures = found.departures;
  /** @type {StayOfDay[]} */
  const arrivals = found.arrivals;
  show(
    element('p', {}, `${found.inHouse} parties are in house.`),
    table(
      'Departures',
      heads,
      departures.map((stay) => row(stay, 'checkout', 'Check out', 'checkedIn')),
    ),
    table(
      'Arrivals',
      heads,
      arrivals.map((stay) => row(stay, 'checkin', 'Check in', 'confirmed')),
    ),
  );
}
