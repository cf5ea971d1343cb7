import { html } from 'hono/html';
import type { Reader } from '../database/handles.ts';
import type { CatalogProperty } from '../inventory/catalog.ts';
import type { Tables } from '../schema/tables.ts';
import { euros, type Page } from './layout.ts';
import { type SectionName, sections } from './sections/sections.ts';

/** A campsite's first page: what there is, and from what price. */
export async function campsitePage(
  property: CatalogProperty,
  reads: Reader<Tables>,
): Promise<Page> {
  const ids = property.groups.map((group) => group.id);
  const lowest = await reads.rows<{ unitGroup: string; cents: number }>(
    `SELECT unit_group_id AS unitGroup, MIN(base_cents) AS cents FROM nightly_rate
     WHERE unit_group_id IN (${ids.map(() => '?').join(', ')}) GROUP BY unit_group_id`,
    ids,
  );
  const lowestOf = new Map(lowest.map((row) => [row.unitGroup, row.cents]));
  const rows = property.groups.map(
    (group) =>
      html`<tr>
        <th scope="row">${group.name}</th>
        <td>${group.maxPersons}</td>
        <td>${group.units.length}</td>
        <td>${euros(lowestOf.get(group.id) ?? 0)}</td>
      </tr>`,
  );
  const body = html`<h1>${property.name}</h1>
    <p class="quiet">${property.town}</p>
    <p>${property.description}</p>
    ${sectionLinks(property)}
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
    <p><a class="button" href="/book?property=${property.code}">Book a stay</a></p>`;
  return { title: property.name, body };
}

/** One of a campsite's further pages. */
export async function sectionPage(
  property: CatalogProperty,
  name: SectionName,
  reads: Reader<Tables>,
): Promise<Page> {
  const { title, render } = sections[name];
  const content = await render(property, reads);
  const body = html`<h1>${property.name}: ${title}</h1>
    ${sectionLinks(property, name)}${content}`;
  return { title: `${property.name}: ${title}`, body };
}

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
