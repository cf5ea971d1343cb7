import { within } from '../../evidence/period.ts';
import { hasValues } from '../charts/chart.ts';
import { readerBalanceChart } from '../charts/balance-charts.ts';
import { queryRates, readerCharts } from '../charts/unit-charts.ts';
import { html } from '../markup/html.ts';
import { figures } from './figure.ts';
import type { Section } from './section.ts';
import { sharesInWords } from './shares.ts';

/** The database's readers, and how they shared the queries. */
export const readers: Section = {
  charts: (evidence) => [...readerCharts(evidence), readerBalanceChart(evidence)],
  markup: ({ charts, evidence: { readers: samples, judged } }) => {
    if (!charts.some(hasValues)) return html``;
    const queries = [...samples].map(([reader, of]) => {
      const rates = queryRates(of).filter(([second]) => within(judged, second));
      const total = rates.reduce((sum, [, rate]) => sum + rate, 0);
      return [reader, total / Math.max(1, rates.length)] as const;
    });
    return html`<section>
      <h2>Database readers</h2>
      <p class="lead">
        The replicas behind the reader endpoint. ${sharesInWords('Share of queries', queries)}
      </p>
      ${figures(charts)}
    </section>`;
  },
};
