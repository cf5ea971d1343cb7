import { html } from 'hono/html';
import type { Catalog } from '../catalog/catalog.ts';
import { servicesField } from './services-field.ts';
import type { Page } from './html/layout.ts';

export interface SearchDefaults {
  readonly property?: string | undefined;
  readonly arrival?: string | undefined;
  readonly departure?: string | undefined;
}

/** Search, quote and book on one page; its script fills the parts that are empty here. */
export function bookPage(catalog: Catalog, wanted: SearchDefaults): Page {
  const properties = [...catalog.properties.values()];
  const first = properties[0];
  const options = properties.map(({ code, name }) => {
    const selected = code === wanted.property ? html` selected` : '';
    return html`<option value="${code}" ${selected}>${name}</option>`;
  });
  const { from = '', to = '' } = first?.bookable ?? {};
  const body = html`<h1>Book a stay</h1>
    <noscript><p class="note">This page needs JavaScript.</p></noscript>
    <form id="search" class="row">
      <label
        >Campsite
        <select name="property">
          ${options}
        </select></label
      >
      <label
        >Arrival
        <input
          type="date"
          name="arrival"
          required
          min="${from}"
          max="${to}"
          value="${wanted.arrival ?? from}"
      /></label>
      <label
        >Departure
        <input
          type="date"
          name="departure"
          required
          min="${from}"
          max="${to}"
          value="${wanted.departure ?? ''}"
      /></label>
      <label
        >Adults <input type="number" name="adults" min="1" max="12" value="2" required
      /></label>
      <label
        >Children <input type="number" name="children" min="0" max="12" value="0" required
      /></label>
      ${properties.map((property) => servicesField(property))}
      <button>Search</button>
    </form>
    <p id="message" role="status" aria-live="polite"></p>
    <section id="offers" aria-label="Offers" class="cards"></section>
    <section id="quote" aria-label="Your stay" hidden></section>
    <form id="guest" class="row" hidden aria-label="Your details">
      <label
        >Given name <input name="givenName" required maxlength="100" autocomplete="given-name"
      /></label>
      <label
        >Surname <input name="surname" required maxlength="100" autocomplete="family-name"
      /></label>
      <label
        >E-mail <input type="email" name="email" required maxlength="254" autocomplete="email"
      /></label>
      <label class="check"><input type="checkbox" name="hold" /> Only hold it for now</label>
      <button>Book</button>
    </form>
    <section id="confirmation" aria-label="Confirmation" hidden tabindex="-1"></section>`;
  return { title: 'Book a stay', body, script: '/assets/booking.js' };
}
