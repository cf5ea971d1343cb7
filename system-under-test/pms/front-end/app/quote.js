import { post } from './ask.js';
import { element, inputOf } from './dom.js';
import { day, euros } from './formats.js';
import { asked, chosenServices } from './search.js';
import { guest, offers, quoteBox, say, showOnly } from './steps.js';

/** @typedef {import('../../booking/schemas.ts').QuoteView} Quote */

/**
 * What the guest is about to book, with one key for one booking: sent again after a broken connection it cannot book twice.
 * @type {{ quote: Quote, key: string } | undefined}
 */
let chosen;

export const chosenQuote = () => chosen;

/** @param {{ unitGroup: string, name: string }} offer */
export async function makeQuote({ unitGroup, name }) {
  const { arrival, departure, adults, children } = asked();
  const services = chosenServices();
  /** @type {Quote} */
  const quote = await post('/booking/v1/quotes', {
    unitGroup,
    arrival,
    departure,
    adults,
    children,
    services: services.map(({ code, quantity }) => ({ code, quantity })),
  });
  const nameOf = new Map(services.map(({ code, called }) => [code, called]));
  chosen = { quote, key: crypto.randomUUID() };
  const table = element('table');
  table.append(
    element('caption', `${day(arrival)} to ${day(departure)}`),
    ...priceRows(quote, nameOf),
  );
  quoteBox.replaceChildren(
    element('h2', `${name}, place ${quote.unit.code}`),
    table,
    backToOffers(),
  );
  showOnly(quoteBox, guest);
  inputOf(guest, 'givenName').focus();
  return `The price is yours until ${new Date(quote.expiresAt).toLocaleTimeString([], { timeStyle: 'short' })}.`;
}

/**
 * @param {Quote} quote
 * @param {ReadonlyMap<string, string>} nameOf of services, by their codes
 */
function priceRows({ nights, services, touristTaxCents, totalCents }, nameOf) {
  const lines = [
    ...nights.map(({ night, cents }) => ({ what: day(night), cents })),
    ...services.map(({ code, quantity, cents }) => ({
      what: `${quantity} × ${nameOf.get(code) ?? code}`,
      cents,
    })),
    { what: 'Tourist tax', cents: touristTaxCents },
    { what: 'Total', cents: totalCents },
  ];
  return lines.map(({ what, cents }) => {
    const row = element('tr');
    row.append(element('th', what, { scope: 'row' }), element('td', euros(cents)));
    return row;
  });
}

function backToOffers() {
  const back = element('button', 'Choose something else', { type: 'button', className: 'second' });
  back.addEventListener('click', () => {
    showOnly(offers);
    [...offers.querySelectorAll('button')].find(({ disabled }) => !disabled)?.focus();
    say('');
  });
  return back;
}
