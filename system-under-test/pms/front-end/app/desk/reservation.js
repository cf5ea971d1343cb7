import { euros } from '../formats.js';
import { guestsForm } from './guests.js';
import { button, element, field, form, show, tell } from './page.js';
import { act, ask } from './staff.js';

/** @type {[string, string][]} */
const steps = [
  ['checkin', 'Check in'],
  ['checkout', 'Check out'],
  ['cancel', 'Cancel'],
  ['no-show', 'No-show'],
];

/** @param {string} id */
export async function showReservation(id) {
  const stay = await ask('GET', `/booking/v1/reservations/${id}`);
  const parts = [
    ['unit', 'Unit', stay.unit.id, 'text'],
    ['arrival', 'Arrival', stay.arrival, 'date'],
    ['departure', 'Departure', stay.departure, 'date'],
  ].map(([name = '', label = '', value = '', type = '']) =>
    field(label, { name, value, type, required: '' }),
  );
  const change = form('Change the stay', 'Change', parts, async (fields) => {
    const body = { version: stay.version, ...Object.fromEntries(fields) };
    await ask('PUT', `/booking/v1/reservations/${id}/stay`, body);
    await showReservation(id);
    tell('The stay is changed.');
  });
  show(
    element('h2', {}, `${stay.unit.code}, ${stay.arrival} to ${stay.departure}`),
    element(
      'p',
      {},
      `${stay.status}, adults: ${stay.adults}, children: ${stay.children}, ${euros(stay.totalCents)}. `,
      element('a', { href: `#folio/${stay.folioId}` }, 'Folio'),
    ),
    element(
      'p',
      { class: 'row' },
      ...steps.map(([step, label]) =>
        button(label, async () => {
          await act(id, step);
          await showReservation(id);
          tell(`${label}: done.`);
        }),
      ),
    ),
    change,
    guestsForm(stay),
  );
}
