import { html } from 'hono/html';
import type { CatalogProperty } from '../catalog/catalog.ts';
import { keptWithCatalog } from './html/kept.ts';
import { euros } from './html/layout.ts';

/** How many of each service of a campsite a guest wants; the page's script shows those of the chosen campsite. */
export const servicesField = keptWithCatalog(({ code, services }: CatalogProperty) => {
  const fields = services.map(
    (service) =>
      html`<label
        >${service.name}, ${euros(service.unitCents)} a ${service.per}
        <input
          type="number"
          name="${service.code}"
          min="0"
          max="${service.maxQuantity}"
          value="0"
          required
      /></label>`,
  );
  return html`<fieldset class="row" data-services="${code}" hidden disabled>
    <legend>Services</legend>
    ${fields}
  </fieldset>`;
});
