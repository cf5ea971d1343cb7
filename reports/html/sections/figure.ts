import { type Chart, hasValues } from '../charts/chart.ts';
import { type Html, html } from '../markup/html.ts';

/** Places for charts, which the page script fills; nothing where there is nothing to draw. */
export function figures(charts: readonly Chart[]): Html {
  const shown = charts.filter(hasValues);
  if (shown.length === 0) return html``;
  const small = shown.every((chart) => chart.small === true);
  return html`<div class="charts ${small ? 'small' : ''}">
    ${shown.map(
      ({ id, title, caption }, index) =>
        html`<figure class="${!small && shown.length % 2 === 1 && index === 0 ? 'wide' : ''}">
          <figcaption><b>${title}</b><span>${caption}</span></figcaption>
          <div class="plot" data-chart="${id}"></div>
        </figure>`,
    )}
  </div>`;
}
