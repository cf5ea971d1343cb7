import { within } from '../../evidence/period.ts';
import { hasValues } from '../charts/chart.ts';
import { taskBalanceChart } from '../charts/balance-charts.ts';
import { taskCharts } from '../charts/unit-charts.ts';
import { html } from '../markup/html.ts';
import { figures } from './figure.ts';
import type { Section } from './section.ts';
import { sharesInWords } from './shares.ts';

/** The containers, and how they shared the requests. */
export const tasks: Section = {
  charts: (evidence) => [...taskCharts(evidence), taskBalanceChart(evidence)],
  markup: ({ charts, evidence: { requests, targets, judged } }) => {
    if (!charts.some(hasValues)) return html``;
    const sent = [...targets].map(([target, slots]) => {
      const counts = [...slots].filter(([slot]) =>
        within(judged, requests.origin + slot * requests.slotSeconds),
      );
      return [target, counts.reduce((total, [, n]) => total + n, 0)] as const;
    });
    return html`<section>
      <h2>Tasks</h2>
      <p class="lead">
        The containers behind the load balancer. ${sharesInWords('Share of requests', sent)}
      </p>
      ${figures(charts)}
    </section>`;
  },
};
