import { html } from 'hono/html';
import type { Reader } from '../database/handles.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { Tables } from '../schema/tables.ts';
import type { Session } from '../sessions/store.ts';
import type { Page } from './html/layout.ts';

/** The tenant's campsites with what guests think of them. */
export async function homePage(
  catalog: Catalog,
  reads: Reader<Tables>,
  session: Session,
): Promise<Page> {
  const ratings = await reads.rows<{ property: string; stars: number; reviews: number }>(
    'SELECT property_id AS property, AVG(stars) AS stars, COUNT(*) AS reviews FROM review GROUP BY property_id',
  );
  const ratingOf = new Map(ratings.map((rating) => [rating.property, rating]));
  const cards = [...catalog.properties.values()].map(
    ({ code, name, town, description, groups }) => {
      const rating = ratingOf.get(code);
      const units = groups.reduce((sum, group) => sum + group.units.length, 0);
      return html`<article class="card">
        <h2><a href="/campsites/${code}">${name}</a></h2>
        <p class="quiet">
          ${town}, ${units}
          places${rating === undefined ? '' : `, ${rating.stars.toFixed(1)} of 5 stars`}
        </p>
        <p>${description}</p>
        <p><a class="button" href="/book?property=${code}">See what is free</a></p>
      </article>`;
    },
  );
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
