import { html } from 'hono/html';
import type { CatalogProperty } from '../../catalog/catalog.ts';
import { euros } from '../html/layout.ts';

export function services({ services, touristTax }: CatalogProperty) {
  const rows = services.map(
    ({ name, unitCents, per }) =>
      html`<tr>
        <th scope="row">${name}</th>
        <td>${euros(unitCents)} a ${per}</td>
      </tr>`,
  );
  return html`<table>
      <caption>
        What can be added to a stay
      </caption>
      <tbody>
        ${rows}
      </tbody>
    </table>
    <p>
      Tourist tax: ${euros(touristTax.centsPerAdultNight)} per adult and night, for at most
      ${touristTax.maxNights} nights.
    </p>`;
}
