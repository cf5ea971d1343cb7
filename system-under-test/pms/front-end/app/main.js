// The booking front end: search, quote, book. Its page is the same for all; what there is to book is asked for here.
import { ask } from './ask.js';
import { byId } from './dom.js';
import { book } from './guest.js';
import { findOffers } from './offers.js';
import { openSearch, search } from './search.js';
import { attempt, guest, onSubmit } from './steps.js';

const again = byId('again', HTMLButtonElement);

/** The form, and then what the address asks for, or what the visitor last looked for. */
async function open() {
  again.hidden = true;
  try {
    const [site, visit] = await Promise.all([
      ask('/inventory/v1/properties'),
      ask('/content/v1/visit'),
    ]);
    const address = Object.fromEntries(new URLSearchParams(location.search));
    openSearch(site, { ...visit.lastSearch, ...address });
  } catch (error) {
    again.hidden = false;
    throw error;
  }
  return undefined;
}

onSubmit(search, findOffers);
onSubmit(guest, book);
again.addEventListener('click', () => void attempt(again, open));
void attempt(again, open);
