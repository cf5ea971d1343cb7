import { html } from 'hono/html';
import type { CatalogProperty } from '../../catalog/catalog.ts';

/** Drawings in place of photographs: one for each kind of place. */
const drawings = {
  pitch: html`<path d="M40 110 90 40l50 70z" class="shape" /><path
      d="M80 110l10-30 10 30z"
      class="hole"
    />`,
  'mobile-home': html`<rect x="30" y="55" width="120" height="45" rx="6" class="shape" /><rect
      x="45"
      y="65"
      width="25"
      height="18"
      class="hole"
    /><circle cx="60" cy="105" r="8" class="shape" /><circle
      cx="120"
      cy="105"
      r="8"
      class="shape"
    />`,
  bungalow: html`<path d="M30 70 90 35l60 35v40H30z" class="shape" /><rect
      x="80"
      y="80"
      width="20"
      height="30"
      class="hole"
    />`,
};

export function photos({ groups }: CatalogProperty) {
  return html`<div class="cards">
    ${groups.map(
      ({ name, kind }) =>
        html`<figure class="card">
          <svg viewBox="0 0 180 130" role="img" aria-label="${name}">
            <rect width="180" height="130" class="sky" />
            <rect y="100" width="180" height="30" class="grass" />
            ${drawings[kind]}
          </svg>
          <figcaption>${name}</figcaption>
        </figure>`,
    )}
  </div>`;
}
