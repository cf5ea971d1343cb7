import { html } from 'hono/html';
import type { Reader } from '../../database/handles.ts';
import type { CatalogProperty } from '../../catalog/catalog.ts';
import type { Tables } from '../../schema/tables.ts';
import { euros } from '../html/layout.ts';
import { seasonPrices } from './season-prices.ts';

/** A table of groups and seasons. */
export async function prices(property: CatalogProperty, reads: Reader<Tables>) {
  const rates = await seasonPrices(reads, property);
  const seasons = [...new Set(rates.map((rate) => rate.season))];
  const rows = property.groups.map((group) => {
    const cells = seasons.map((season) => {
      const rate = rates.find((each) => each.unitGroup === group.id && each.season === season);
      return html`<td>${rate === undefined ? '–' : euros(rate.cents)}</td>`;
    });
    return html`<tr>
      <th scope="row">${group.name}</th>
      ${cells}
    </tr>`;
  });
  const heads = seasons.map((season) => html`<th scope="col">${season}</th>`);
  return html`<div class="scroll" role="region" aria-label="Prices" tabindex="0">
    <table>
      <caption>
        Price of a night at the beginning of each season
      </caption>
      <thead>
        <tr>
          <th scope="col">Kind</th>
          ${heads}
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </div>`;
}
