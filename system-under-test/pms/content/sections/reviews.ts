import { html } from 'hono/html';
import type { Reader } from '../../database/handles.ts';
import type { CatalogProperty } from '../../catalog/catalog.ts';
import type { Tables } from '../../schema/tables.ts';

export async function reviews(property: CatalogProperty, reads: Reader<Tables>) {
  const rows = await reads.rows<{
    stars: number;
    author: string;
    body: string;
    written_on: string;
  }>('SELECT stars, author, body, written_on FROM review WHERE property_id = ? ORDER BY id', [
    property.code,
  ]);
  return html`${rows.map(
    ({ stars, author, body, written_on }) =>
      html`<article class="card">
        <p>
          <span aria-hidden="true">${'★'.repeat(stars)}${'☆'.repeat(5 - stars)}</span>
          <span class="visually-hidden">${stars} of 5 stars</span>
        </p>
        <p>${body}</p>
        <p class="quiet">${author}, ${written_on}</p>
      </article>`,
  )}`;
}
