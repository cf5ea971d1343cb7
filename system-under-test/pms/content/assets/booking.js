import { unreachable, wordsFor } from './words.js';

// The booking page: search, quote, book. Everything shown goes through textContent, so nothing needs escaping.
/**
 * @typedef {import('../../booking/schemas.ts').QuoteView} Quote
 * @typedef {import('../../booking/schemas.ts').BookingView} Booking
 * @typedef {{ unitGroup: string, name: string, available: number, totalCents: number }} Offer
 */

const search = byId('search', HTMLFormElement);
const guest = byId('guest', HTMLFormElement);
const message = byId('message', HTMLElement);
const offers = byId('offers', HTMLElement);
const quoteBox = byId('quote', HTMLElement);
const confirmation = byId('confirmation', HTMLElement);

/**
 * What the guest is about to book, with one key for one booking: sent again after a broken connection it cannot book twice.
 * @type {{ quote: Quote, key: string } | undefined}
 */
let chosen;

/**
 * @template {HTMLElement} T
 * @param {string} id
 * @param {new () => T} kind
 * @returns {T}
 */
function byId(id, kind) {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new Error(`The page has no ${kind.name} ${id}.`);
  return found;
}

/**
 * @param {HTMLFormElement} form
 * @param {string} name
 */
function inputOf(form, name) {
  const found = form.elements.namedItem(name);
  if (!(found instanceof HTMLInputElement)) throw new Error(`The page has no field ${name}.`);
  return found;
}

/**
 * What stands in a form's fields, by their names.
 * @param {HTMLFormElement} form
 * @returns {(name: string) => string}
 */
function valuesOf(form) {
  const data = new FormData(form);
  return (name) => {
    const value = data.get(name);
    return typeof value === 'string' ? value : '';
  };
}

/** @param {number} cents */
const euros = (cents) =>
  new Intl.NumberFormat('en', { style: 'currency', currency: 'EUR' }).format(cents / 100);

/**
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {string} [text]
 * @param {Partial<HTMLElementTagNameMap[Name]>} [properties]
 * @returns {HTMLElementTagNameMap[Name]}
 */
function element(name, text, properties = {}) {
  const made = Object.assign(document.createElement(name), properties);
  if (text !== undefined) made.textContent = text;
  return made;
}

/**
 * @param {string} path
 * @param {RequestInit} [init]
 */
async function exchange(path, init) {
  try {
    const response = await fetch(path, init);
    return { isOk: response.ok, body: await response.json() };
  } catch (cause) {
    // No answer, or one that is not the service's own, such as a load balancer's.
    throw new Error(unreachable, { cause });
  }
}

/**
 * What the service answers; what went wrong it tells programs as RFC 9457 has it, and people in their words.
 * @param {string} path
 * @param {RequestInit} [init]
 */
async function ask(path, init) {
  const { isOk, body } = await exchange(path, init);
  if (!isOk) throw new Error(wordsFor(body));
  return body;
}

/**
 * @param {string} path
 * @param {object} body
 * @param {Record<string, string>} [headers]
 */
const post = (path, body, headers = {}) =>
  ask(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });

/**
 * Runs `work` with the button disabled, and tells what came of it or went wrong.
 * @param {HTMLButtonElement} button
 * @param {() => Promise<string | undefined>} work
 */
async function attempt(button, work) {
  button.disabled = true;
  message.textContent = 'One moment…';
  try {
    message.textContent = (await work()) ?? '';
  } catch (error) {
    message.textContent = error instanceof Error ? error.message : String(error);
  } finally {
    button.disabled = false;
  }
}

/**
 * Shows these parts of the page, and none of the other steps.
 * @param {...HTMLElement} parts
 */
function showOnly(...parts) {
  for (const part of [offers, quoteBox, guest, confirmation]) part.hidden = !parts.includes(part);
}

/**
 * `Sat, Sep 4, 2027`
 * @param {string} date
 */
const day = (date) =>
  new Intl.DateTimeFormat('en', {
    weekday: 'short',
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    timeZone: 'UTC',
  }).format(new Date(`${date}T00:00:00Z`));

/**
 * @param {string} date
 * @param {number} days
 */
function addDays(date, days) {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** The services of a campsite, and nobody else's, can be chosen. */
function showServices() {
  const code = valuesOf(search)('property');
  for (const part of document.querySelectorAll('fieldset')) {
    part.hidden = part.dataset['services'] !== code;
    part.disabled = part.hidden;
  }
}

/** The services that are wanted: what they are called, their code, and how many. */
function chosenServices() {
  const fields = [...document.querySelectorAll('fieldset:enabled input')];
  return fields.flatMap((field) => {
    if (!(field instanceof HTMLInputElement) || field.valueAsNumber < 1) return [];
    const called = field.labels?.[0]?.textContent.split(',')[0]?.trim() ?? field.name;
    return [{ called, code: field.name, quantity: field.valueAsNumber }];
  });
}

function asked() {
  const value = valuesOf(search);
  return {
    property: value('property'),
    arrival: value('arrival'),
    departure: value('departure'),
    adults: Number(value('adults')),
    children: Number(value('children')),
  };
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

async function findOffers() {
  const query = new URLSearchParams(
    Object.entries(asked()).map(([name, value]) => [name, String(value)]),
  );
  /** @type {{ offers: Offer[] }} */
  const found = await ask(`/availability/v1/offers?${query.toString()}`);
  offers.replaceChildren(...found.offers.map(showOffer));
  showOnly(offers);
  return found.offers.length === 0
    ? 'Nothing can be booked on these nights.'
    : `${found.offers.length} offers`;
}

/** @param {Offer} offer */
async function makeQuote({ unitGroup, name }) {
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
  const rows = [
    ...quote.nights.map(({ night, cents }) => ({ what: day(night), cents })),
    ...quote.services.map(({ code, quantity, cents }) => ({
      what: `${quantity} × ${nameOf.get(code) ?? code}`,
      cents,
    })),
    { what: 'Tourist tax', cents: quote.touristTaxCents },
    { what: 'Total', cents: quote.totalCents },
  ].map(({ what, cents }) => {
    const row = element('tr');
    row.append(element('th', what, { scope: 'row' }), element('td', euros(cents)));
    return row;
  });
  const table = element('table');
  table.append(element('caption', `${day(arrival)} to ${day(departure)}`), ...rows);
  const back = element('button', 'Choose something else', { type: 'button', className: 'second' });
  back.addEventListener('click', () => {
    showOnly(offers);
    [...offers.querySelectorAll('button')].find(({ disabled }) => !disabled)?.focus();
    message.textContent = '';
  });
  quoteBox.replaceChildren(element('h2', `${name}, place ${quote.unit.code}`), table, back);
  showOnly(quoteBox, guest);
  inputOf(guest, 'givenName').focus();
  return `The price is yours until ${new Date(quote.expiresAt).toLocaleTimeString([], { timeStyle: 'short' })}.`;
}

async function book() {
  if (chosen === undefined) return 'Choose a place first.';
  const value = valuesOf(guest);
  const body = {
    quoteId: chosen.quote.id,
    guest: { givenName: value('givenName'), surname: value('surname'), email: value('email') },
    payment: { method: 'card', token: 'tok_test' },
    hold: inputOf(guest, 'hold').checked,
  };
  /** @type {Booking} */
  const booking = await post('/booking/v1/bookings', body, { 'idempotency-key': chosen.key });
  confirmation.replaceChildren(
    element('h2', booking.status === 'option' ? 'Held for you' : 'Booked'),
    element(
      'p',
      `Your reference is ${booking.reference}. Place ${placesOf(booking)}, ${euros(booking.totalCents)}.`,
    ),
  );
  showOnly(confirmation);
  confirmation.focus();
  return undefined;
}

/** @param {Booking} booking */
const placesOf = ({ reservations }) => reservations.map(({ unit }) => unit.code).join(', ');

function keepDepartureAfterArrival() {
  const arrival = inputOf(search, 'arrival');
  const departure = inputOf(search, 'departure');
  if (arrival.value && departure.value <= arrival.value)
    departure.value = addDays(arrival.value, 7);
}

/**
 * Does `work` instead of sending the form away.
 * @param {HTMLFormElement} form
 * @param {() => Promise<string | undefined>} work
 */
function onSubmit(form, work) {
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (event.submitter instanceof HTMLButtonElement) void attempt(event.submitter, work);
  });
}

inputOf(search, 'arrival').addEventListener('change', keepDepartureAfterArrival);
keepDepartureAfterArrival();
const campsite = search.elements.namedItem('property');
if (campsite instanceof HTMLSelectElement) campsite.addEventListener('change', showServices);
showServices();
onSubmit(search, findOffers);
onSubmit(guest, book);
