import { html } from 'hono/html';
import type { Catalog, CatalogProperty } from '../catalog/catalog.ts';
import type { Session } from '../sessions/store.ts';
import { keptWithCatalog } from './html/kept.ts';
import type { Page } from './html/layout.ts';

/** The tenant's campsites with what guests think of them. */
export function homePage(catalog: Catalog, session: Session): Page {
  const cards = [...catalog.properties.values()].map(card);
  const { lastSearch } = session;
  const again =
    lastSearch === undefined
      ? ''
      : html`<p class="note">
          You last looked at ${lastSearch.property} from ${lastSearch.arrival} to
          ${lastSearch.departure}.
          <a
            href="/book?property=${lastSearch.property}&amp;arrival=${lastSearch.arrival}&amp;departure=${lastSearch.departure}"
            >Search again</a
          >
        </p>`;
  return {
    title: 'Campsites',
    body: html`<h1>Where do you want to wake up?</h1>
      ${again}
      <div class="cards">${cards}</div>`,
  };
}

const card = keptWithCatalog(
  ({ code, name, town, description, groups, stars }: CatalogProperty) => {
    const units = groups.reduce((sum, group) => sum + group.units.length, 0);
    return html`<article class="card">
      <h2><a href="/campsites/${code}">${name}</a></h2>
      <p class="quiet">
        ${town}, ${units} places${stars === undefined ? '' : `, ${stars.toFixed(1)} of 5 stars`}
      </p>
      <p>${description}</p>
      <p><a class="button" href="/book?property=${code}">See what is free</a></p>
    </article>`;
  },
);
