import { html } from 'hono/html';
import type { Catalog } from '../../catalog/catalog.ts';
import { type Page, sendPage } from '../../content/html/layout.ts';
import { localDay } from '../../domain/local-day.ts';
import { endpoint, type Module } from '../../framework/endpoint.ts';

/** Sign in, the day's arrivals and departures, one reservation, one folio: its script fills what is empty here. */
function deskPage(catalog: Catalog, today: string, script: string): Page {
  const campsites = [...catalog.properties.values()].map(
    ({ code, name }) => html`<option value="${code}">${name}</option>`,
  );
  const body = html`<h1>Desk</h1>
    <noscript><p class="note">This page needs JavaScript.</p></noscript>
    <form id="sign-in" class="row" aria-label="Sign in">
      <label>Account <input name="username" required autocomplete="username" /></label>
      <label
        >Password <input type="password" name="password" required autocomplete="current-password"
      /></label>
      <button>Sign in</button>
    </form>
    <form id="day" class="row" aria-label="Day" hidden>
      <label
        >Campsite
        <select name="property">
          ${campsites}
        </select></label
      >
      <label>Day <input type="date" name="date" required value="${today}" /></label>
      <button>Show</button>
    </form>
    <p id="message" role="status" aria-live="polite"></p>
    <section id="view" aria-label="Desk" tabindex="-1"></section>`;
  return { title: 'Desk', body, script };
}

/** The pages of the reception; whoever sees them has nothing until they sign in. */
export const deskPagesModule: Module = (deps) => [
  endpoint(
    {
      method: 'get',
      path: '/desk',
      summary: 'The pages of the reception',
      tag: 'content',
      audience: 'tenant',
      responses: { 200: { description: 'A page', mediaType: 'text/html' } },
    },
    async (c) => {
      const catalog = await deps.catalogs(c.get('tenant'));
      const page = deskPage(catalog, localDay(deps.now()), deps.frontEnd.deskScript);
      return sendPage(c, deps, page);
    },
  ),
];
