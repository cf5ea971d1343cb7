// @ts-check
// The pages of the reception: the day, one reservation, one folio, one invoice.

import { showDay } from './desk/day.js';
import { showFolio } from './desk/folio.js';
import { showInvoice } from './desk/invoice.js';
import { attempt, fieldsOf } from './desk/page.js';
import { showReservation } from './desk/reservation.js';
import { isSignedIn, signIn } from './desk/staff.js';
import { byId } from './dom.js';

const account = byId('sign-in', HTMLFormElement);
const day = byId('day', HTMLFormElement);

async function route() {
  if (!isSignedIn()) return;
  const [kind, id, part] = location.hash.slice(1).split('/');
  if (kind === 'reservation' && id) await showReservation(id);
  else if (kind === 'folio' && id) await showFolio(id);
  else if (kind === 'invoice' && id && part) await showInvoice(id, part);
  else await showDay(fieldsOf(day));
}

account.addEventListener('submit', (event) => {
  event.preventDefault();
  void attempt(async () => {
    await signIn(fieldsOf(account));
    account.hidden = true;
    day.hidden = false;
    await route();
  });
});
day.addEventListener('submit', (event) => {
  event.preventDefault();
  if (location.hash === '' || location.hash === '#day') void attempt(route);
  else location.hash = '#day';
});
addEventListener('hashchange', () => void attempt(route));
