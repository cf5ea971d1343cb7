import { html } from 'hono/html';
import type { CatalogProperty } from '../../inventory/catalog.ts';

const columns = 25;
const cell = 28;

/** The places of a campsite as a plan: a square a place, a color a group. */
export function map({ name, groups }: CatalogProperty) {
  const places = groups.flatMap((group, position) =>
    group.units.map((unit) => ({ ...unit, position, kind: group.name })),
  );
  const height = Math.ceil(places.length / columns) * cell;
  const squares = places.map(({ code, position, kind }, i) => {
    const x = (i % columns) * cell;
    const y = Math.floor(i / columns) * cell;
    return html`<g
      ><title>${code}, ${kind}</title
      ><rect x="${x}" y="${y}" width="24" height="24" rx="4" class="group-${position}" /><text
        x="${x + 12}"
        y="${y + 15}"
        >${code}</text
      ></g
    >`;
  });
  return html`<svg
      class="plan"
      role="img"
      aria-label="Plan of ${name}"
      viewBox="0 0 ${columns * cell} ${height}"
    >
      ${squares}
    </svg>
    <ul class="legend">
      ${groups.map((group, i) => html`<li><span class="swatch group-${i}"></span> ${group.name}</li>`)}
    </ul>`;
}
