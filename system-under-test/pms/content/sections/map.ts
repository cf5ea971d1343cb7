import { html } from 'hono/html';
import type { CatalogProperty } from '../../catalog/catalog.ts';

const columns = 25;
const cell = 28;
const side = 24;

/** The places of a campsite as a plan: a square a place, a color a group, all squares of a group as one path. */
export function map({ name, groups }: CatalogProperty) {
  const places = groups.flatMap((group) => group.units.map(({ code }) => ({ code, group })));
  const height = Math.ceil(places.length / columns) * cell;
  const spots = places.map((place, i) => {
    return { ...place, x: (i % columns) * cell, y: Math.floor(i / columns) * cell };
  });
  const squares = groups.map((group, position) => {
    const own = spots.filter((spot) => spot.group === group);
    const path = own.map(({ x, y }) => `M${x} ${y}h${side}v${side}h-${side}z`).join('');
    return html`<path class="group-${position}" d="${path}" />`;
  });
  const codes = spots.map(
    ({ code, x, y }) => html`<text x="${x + 12}" y="${y + 15}">${code}</text>`,
  );
  const legend = groups.map((group, position) => {
    return html`<li>
      <span class="swatch group-${position}"></span> ${group.name}, ${group.units.length}
    </li>`;
  });
  return html`<svg
      class="plan"
      role="img"
      aria-label="Plan of ${name}"
      viewBox="0 0 ${columns * cell} ${height}"
    >
      ${squares}${codes}
    </svg>
    <ul class="legend">
      ${legend}
    </ul>`;
}
