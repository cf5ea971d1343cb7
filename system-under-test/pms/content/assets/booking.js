// @ts-nocheck -- it runs in a browser, whose types this project does not load
// The booking page: search, quote, book. Everything shown goes through textContent, so nothing needs escaping.
const byId = (id) => document.getElementById(id);
const search = byId('search');
const guest = byId('guest');
const message = byId('message');
const offers = byId('offers');
const quoteBox = byId('quote');
const confirmation = byId('confirmation');

let quote;
// One key for one booking: sent again after a broken connection it cannot book twice.
let bookingKey;

const euros = (cents) =>
  new Intl.NumberFormat('en', { style: 'currency', currency: 'EUR' }).format(cents / 100);

function element(name, text, properties = {}) {
  const made = Object.assign(document.createElement(name), properties);
  if (text !== undefined) made.textContent = text;
  return made;
}

async function ask(path, init) {
  const response = await fetch(path, init);
  const body = await response.json();
  if (!response.ok) throw new Error(body.detail ?? body.title);
  return body;
}

const post = (path, body, headers = {}) =>
  ask(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });

/** Runs `work` with the button disabled, and tells what went wrong. */
async function attempt(button, work) {
  button.disabled = true;
  message.textContent = 'One moment…';
  try {
    message.textContent = (await work()) ?? '';
  } catch (error) {
    message.textContent = error.message;
  } finally {
    button.disabled = false;
  }
}

/** Shows these parts of the page, and none of the other steps. */
function showOnly(...parts) {
  for (const part of [offers, quoteBox, guest, confirmation]) part.hidden = !parts.includes(part);
}

/** `Sat, Sep 4, 2027` */
const day = (date) =>
  new Intl.DateTimeFormat('en', {
    weekday: 'short',
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    timeZone: 'UTC',
  }).format(new Date(`${date}T00:00:00Z`));

function addDays(date, days) {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

function asked() {
  const fields = Object.fromEntries(new FormData(search));
  return { ...fields, adults: Number(fields.adults), children: Number(fields.children) };
}

function showOffer(offer) {
  const card = element('article', undefined, { className: 'card' });
  const button = element('button', offer.available > 0 ? `Choose ${offer.name}` : 'Nothing left', {
    disabled: offer.available === 0,
  });
  button.addEventListener('click', () => attempt(button, () => makeQuote(offer)));
  card.append(
    element('h2', offer.name),
    element('p', euros(offer.totalCents), { className: 'price' }),
    element('p', `for the stay, ${offer.available} left`, { className: 'quiet' }),
    button,
  );
  return card;
}

async function findOffers() {
  const { property, arrival, departure, adults, children } = asked();
  const query = new URLSearchParams({ property, arrival, departure, adults, children });
  const found = await ask(`/availability/v1/offers?${query.toString()}`);
  offers.replaceChildren(...found.offers.map(showOffer));
  showOnly(offers);
  return found.offers.length === 0
    ? 'Nothing can be booked on these nights.'
    : `${found.offers.length} offers`;
}

async function makeQuote({ unitGroup, name }) {
  const { arrival, departure, adults, children } = asked();
  quote = await post('/booking/v1/quotes', { unitGroup, arrival, departure, adults, children });
  bookingKey = crypto.randomUUID();
  const rows = [
    ...quote.nights.map(({ night, cents }) => [day(night), cents]),
    ...quote.services.map(({ code, cents }) => [code, cents]),
    ['Tourist tax', quote.touristTaxCents],
    ['Total', quote.totalCents],
  ].map(([what, cents]) => {
    const row = element('tr');
    row.append(element('th', what, { scope: 'row' }), element('td', euros(cents)));
    return row;
  });
  const table = element('table');
  table.append(element('caption', `${day(arrival)} to ${day(departure)}`), ...rows);
  const back = element('button', 'Choose something else', { type: 'button', className: 'second' });
  back.addEventListener('click', () => {
    showOnly(offers);
    offers.querySelector('button:enabled')?.focus();
    message.textContent = '';
  });
  quoteBox.replaceChildren(element('h2', `${name}, place ${quote.unit.code}`), table, back);
  showOnly(quoteBox, guest);
  guest.elements.givenName.focus();
  return `The price is yours until ${new Date(quote.expiresAt).toLocaleTimeString([], { timeStyle: 'short' })}.`;
}

async function book() {
  const { hold, ...person } = Object.fromEntries(new FormData(guest));
  const body = {
    quoteId: quote.id,
    guest: person,
    payment: { method: 'card', token: 'tok_test' },
    hold: hold === 'on',
  };
  const booking = await post('/booking/v1/bookings', body, { 'idempotency-key': bookingKey });
  confirmation.replaceChildren(
    element('h2', booking.status === 'option' ? 'Held for you' : 'Booked'),
    element(
      'p',
      `Your reference is ${booking.reference}. Place ${booking.reservations[0].unit.code}, ${euros(booking.totalCents)}.`,
    ),
  );
  showOnly(confirmation);
  confirmation.focus();
}

function keepDepartureAfterArrival() {
  const { arrival, departure } = search.elements;
  if (arrival.value && departure.value <= arrival.value)
    departure.value = addDays(arrival.value, 7);
}

search.elements.arrival.addEventListener('change', keepDepartureAfterArrival);
keepDepartureAfterArrival();
search.addEventListener('submit', (event) => {
  event.preventDefault();
  void attempt(event.submitter, findOffers);
});
guest.addEventListener('submit', (event) => {
  event.preventDefault();
  void attempt(event.submitter, book);
});
