import type { Evidence } from '../../evidence/evidence.ts';
import type { LoadFigures } from '../../verdict/schema.ts';
import { significant } from '../../words/figures.ts';
import {
  bookingsChart,
  throughputChart,
  troubleChart,
  visitorsChart,
} from '../charts/load-charts.ts';
import type { Chart } from '../charts/chart.ts';
import { type Html, html } from '../markup/html.ts';
import { figures } from './figure.ts';

export function loadCharts(evidence: Evidence): Chart[] {
  return [
    visitorsChart(evidence),
    throughputChart(evidence),
    troubleChart(evidence),
    bookingsChart(evidence),
  ];
}

export function loadSection(charts: readonly Chart[], load: LoadFigures): Html {
  return html`<section>
    <h2>Load</h2>
    <p class="lead">
      What came, and how it ended. Ramps are shaded and not judged. What was planned follows from
      Little's law.
    </p>
    ${figures(charts)} ${planned(load)}
  </section>`;
}

/** Planned by Little's law, and what really came. */
function planned(load: LoadFigures): Html {
  const rows = [
    ['Sessions', load.sessionsPerSecond],
    ['Page views', load.pageViewsPerSecond],
    ['Bookings', load.bookingsPerSecond],
  ] as const;
  const known = rows.filter(([, rate]) => rate.planned !== null || rate.observed !== null);
  if (known.length === 0) return html``;
  return html`<div class="scroll narrow">
    <table>
      <thead>
        <tr>
          <th scope="col">Over the hold</th>
          <th scope="col" class="number">planned</th>
          <th scope="col" class="number">observed</th>
        </tr>
      </thead>
      <tbody>
        ${known.map(
          ([name, rate]) =>
            html`<tr>
              <th scope="row">${name}</th>
              ${cell(rate.planned)}${cell(rate.observed)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

function cell(value: number | null): Html {
  return html`<td class="number">${value === null ? 'not known' : `${significant(value)}/s`}</td>`;
}
