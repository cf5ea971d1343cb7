import { quantile } from '../../../core/statistics/histogram.ts';
import type { Evidence } from '../../evidence/evidence.ts';
import { secondsOf } from '../../evidence/period.ts';
import {
  answered,
  countOf,
  durations,
  everyOutcome,
  refusals,
  requestNames,
} from '../../evidence/request-table.ts';
import { count, milliseconds, plural, significant } from '../../words/figures.ts';
import { nameInWords } from '../../words/names.ts';
import { worstFirst } from '../tables/worst-first.ts';
import { latencyChart, latencyCharts } from '../charts/latency-charts.ts';
import { type Html, html } from '../markup/html.ts';
import { cells } from '../markup/cells.ts';
import { figures } from './figure.ts';
import type { Section } from './section.ts';

/** How long requests took, all together and by name. */
export const latency: Section = {
  charts: (evidence) => [latencyChart(evidence), ...latencyCharts(evidence)],
  markup: ({ evidence, charts }) =>
    html`<section>
      <h2>Response time</h2>
      <p class="lead">
        From sending a request to the end of its answer, as the visitors saw it. A refusal is an
        answer, unless it is a 429 or 5xx that the script expects; that and a failed request are
        counted, but have no response time.
      </p>
      ${figures(charts.filter((chart) => chart.small !== true))} ${table(evidence)}
      ${figures(charts.filter((chart) => chart.small === true))}
    </section>`,
};

const columns = [
  'requests',
  'per second',
  'ok',
  'refused',
  'failed',
  'p50',
  'p95',
  'p99',
  'slowest',
] as const;

function table(evidence: Evidence): Html {
  const { requests, judged } = evidence;
  const names = requestNames(requests).filter(
    (name) => countOf(requests, [name], everyOutcome, judged) > 0,
  );
  if (names.length === 0) return html`<p>There were no requests in the judged phases.</p>`;
  const { shown, rest } = worstFirst(evidence, names);
  return html`${rest.length === 0 ? '' : tooMany(names.length, shown.length)}
    <div class="scroll stacks">
      <table>
        <thead>
          <tr>
            <th scope="col">Request, while judged</th>
            ${columns.map((column) => html`<th scope="col" class="number">${column}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${shown.map((name) => row(evidence, [name], nameInWords(name)))}
          ${
            rest.length === 0
              ? ''
              : row(evidence, rest, `${plural(rest.length, 'other name')} together`)
          }
        </tbody>
      </table>
    </div>`;
}

function tooMany(all: number, shown: number): Html {
  return html`<p>
    There are ${count(all)} request names. Shown are the ${count(shown)} that failed most, were the
    slowest or came most often; the others are in one row.
  </p>`;
}

function row({ requests, judged }: Evidence, names: readonly string[], label: string): Html {
  const histogram = durations(requests, names, answered, judged);
  const amount = countOf(requests, names, everyOutcome, judged);
  const texts = [
    count(amount),
    `${significant(secondsOf(judged) > 0 ? amount / secondsOf(judged) : 0)}/s`,
    ...[['ok'] as const, refusals, ['failed'] as const].map((outcomes) =>
      count(countOf(requests, names, outcomes, judged)),
    ),
    ...[0.5, 0.95, 0.99].map((q) => time(quantile(histogram, q))),
    time(histogram.n > 0 ? histogram.max : undefined),
  ];
  return html`<tr>
    <th scope="row">${label}</th>
    ${cells(columns, texts)}
  </tr>`;
}

function time(micros: number | undefined): string {
  return micros === undefined ? '–' : milliseconds(micros / 1000);
}
