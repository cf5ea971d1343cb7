import { html } from 'hono/html';
import type { Reader } from '../../database/handles.ts';
import type { CatalogProperty } from '../../inventory/catalog.ts';
import type { Tables } from '../../schema/tables.ts';
import { euros } from '../layout.ts';

/** The lowest price of a night by group and season. */
export async function prices(property: CatalogProperty, reads: Reader<Tables>) {
  const rates = await reads.rows<{
    unitGroup: string;
    season: string;
    first: string;
    cents: number;
  }>(
    `SELECT r.unit_group_id AS unitGroup, s.name AS season, MIN(s.first_night) AS first, MIN(r.base_cents) AS cents
     FROM season s JOIN nightly_rate r ON r.season_id = s.id
     WHERE s.property_id = ? GROUP BY r.unit_group_id, s.name ORDER BY first`,
    [property.code],
  );
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
  return html`<table>
    <caption>
      A night from
    </caption>
    <thead>
      <tr>
        <th scope="col">Kind</th>
        ${seasons.map((season) => html`<th scope="col">${season}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${rows}
    </tbody>
  </table>`;
}
