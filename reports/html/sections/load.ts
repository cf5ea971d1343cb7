import type { Verdict } from '../../verdict/schema.ts';
import { significant } from '../../words/figures.ts';
import {
  bookingsChart,
  throughputChart,
  troubleChart,
  visitorsChart,
} from '../charts/load-charts.ts';
import { type Html, html } from '../markup/html.ts';
import { figures } from './figure.ts';
import type { Section } from './section.ts';

/** What came, and how it ended. */
export const load: Section = {
  charts: (evidence) => [
    visitorsChart(evidence),
    throughputChart(evidence),
    troubleChart(evidence),
    bookingsChart(evidence),
  ],
  markup: ({ charts, verdict }) => {
    const hasMarks = verdict.parts !== null && verdict.parts.events.length > 0;
    return html`<section>
      <h2>Load</h2>
      <p class="lead">
        How many visitors came, and what became of their requests. Shaded parts are not judged.
        ${hasMarks ? html`Numbered lines mark <a href="#parts">what became of parts</a>.` : ''}
      </p>
      ${figures(charts)} ${rates(verdict)}
    </section>`;
  },
};

/** What Little's law expects of the visitors planned, and what really came. */
function rates({ load, phases }: Verdict): Html {
  // The plan is for one number of visitors, which steps have not.
  const isPlanned = phases.filter(({ judged }) => judged).length === 1;
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
          <th scope="col">While judged</th>
          ${isPlanned ? html`<th scope="col" class="number">planned</th>` : ''}
          <th scope="col" class="number">observed</th>
        </tr>
      </thead>
      <tbody>
        ${known.map(
          ([name, rate]) =>
            html`<tr>
              <th scope="row">${name}</th>
              ${isPlanned ? cell(rate.planned) : ''}${cell(rate.observed)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

function cell(value: number | null): Html {
  return html`<td class="number">${value === null ? 'not known' : `${significant(value)}/s`}</td>`;
}
