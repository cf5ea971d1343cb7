import { html } from 'hono/html';
import type { CatalogProperty } from '../../catalog/catalog.ts';

export function directions({ directions, latitude, longitude }: CatalogProperty) {
  return html`<p>${directions}</p>
    <p>${latitude.toFixed(4)} N, ${longitude.toFixed(4)} E</p>`;
}
