import { ask } from './ask.js';
import { element } from './dom.js';
import { euros } from './formats.js';
import { makeQuote } from './quote.js';
import { asked } from './search.js';
import { attempt, offers, showOnly } from './steps.js';

/** @typedef {{ unitGroup: string, name: string, available: number, totalCents: number }} Offer */

/** Shows what is free, and keeps the search in the address, so that it can be reloaded and passed on. */
export async function findOffers() {
  const wish = asked();
  const query = new URLSearchParams(
    Object.entries(wish).map(([name, value]) => [name, String(value)]),
  );
  /** @type {{ offers: Offer[] }} */
  const found = await ask(`/availability/v1/offers?${query.toString()}`);
  const kept = new URLSearchParams(location.search);
  for (const name of ['property', 'arrival', 'departure']) kept.set(name, query.get(name) ?? '');
  history.replaceState(null, '', `?${kept.toString()}`);
  offers.replaceChildren(...found.offers.map(showOffer));
  showOnly(offers);
  return found.offers.length === 0
    ? 'Nothing can be booked on these nights.'
    : `${found.offers.length} offers`;
}

/** @param {Offer} offer */
function showOffer(offer) {
  const card = element('article', undefined, { className: 'card' });
  const button = element('button', offer.available > 0 ? `Choose ${offer.name}` : 'Nothing left', {
    disabled: offer.available === 0,
  });
  button.addEventListener('click', () => void attempt(button, () => makeQuote(offer)));
  card.append(
    element('h2', offer.name),
    element('p', euros(offer.totalCents), { className: 'price' }),
    element('p', `for the stay, ${offer.available} left`, { className: 'quiet' }),
    button,
  );
  return card;
}
