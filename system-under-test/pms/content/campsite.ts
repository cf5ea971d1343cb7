import { html } from 'hono/html';
import type { Reader } from '../database/handles.ts';
import type { CatalogProperty } from '../catalog/catalog.ts';
import type { Tables } from '../schema/tables.ts';
import { keptWithCatalog } from './html/kept.ts';
import { documentOf, euros, type Site } from './html/layout.ts';
import { seasonPrices } from './sections/season-prices.ts';
import { type SectionName, sections } from './sections/sections.ts';

/** A campsite's first page: what there is, and from what price. */
export const campsiteDocument = keptWithCatalog(
  async (property, site: Site, reads: Reader<Tables>) =>
    documentOf(site, { title: property.name, body: await campsite(property, reads) }),
);

async function campsite(property: CatalogProperty, reads: Reader<Tables>) {
  const rates = Map.groupBy(await seasonPrices(reads, property), (rate) => rate.unitGroup);
  const lowestOf = (group: string) =>
    Math.min(...(rates.get(group) ?? []).map((rate) => rate.cents));
  const rows = property.groups.map(
    (group) =>
      html`<tr>
        <th scope="row">${group.name}</th>
        <td>${group.maxPersons}</td>
        <td>${group.units.length}</td>
        <td>${euros(lowestOf(group.id))}</td>
      </tr>`,
  );
  return html`<h1>${property.name}</h1>
    <p class="quiet">${property.town}</p>
    <p>${property.description}</p>
    ${sectionLinks(property)}
    <div class="scroll" role="region" aria-label="Places to stay" tabindex="0">
      <table>
        <caption>
          Places to stay
        </caption>
        <thead>
          <tr>
            <th scope="col">Kind</th>
            <th scope="col">Persons</th>
            <th scope="col">Places</th>
            <th scope="col">A night from</th>
          </tr>
        </thead>
        <tbody>
          ${rows}
        </tbody>
      </table>
    </div>
    <p><a class="button" href="/book?property=${property.code}">Book a stay</a></p>`;
}

/** One of a campsite's further pages. */
export const sectionDocument = keptWithCatalog(
  async (property, name: SectionName, site: Site, reads: Reader<Tables>) => {
    const { title, render } = sections[name];
    const content = await render(property, reads);
    const body = html`<h1>${property.name}: ${title}</h1>
      ${sectionLinks(property, name)}${content}`;
    return documentOf(site, { title: `${property.name}: ${title}`, body });
  },
  (name) => name,
);

function sectionLinks({ code }: CatalogProperty, current?: SectionName) {
  const links = Object.entries(sections).map(([name, { title }]) => {
    const here = name === current ? html` aria-current="page"` : '';
    return html`<li><a href="/campsites/${code}/${name}" ${here}>${title}</a></li>`;
  });
  return html`<nav aria-label="Campsite">
    <ul class="tabs">
      ${links}
    </ul>
  </nav>`;
}
