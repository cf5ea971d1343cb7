import { hasValues } from '../charts/chart.ts';
import { generatorCharts } from '../charts/generator-charts.ts';
import { html } from '../markup/html.ts';
import { figures } from './figure.ts';
import type { Section } from './section.ts';

export const generator: Section = {
  charts: generatorCharts,
  markup: ({ charts }) => {
    if (!charts.some(hasValues)) return html``;
    return html`<section>
      <h2>Load generator</h2>
      <p class="lead">
        The machine that made the load. When it is the limit, the verdict is invalid.
      </p>
      ${figures(charts)}
    </section>`;
  },
};
