import { quantile } from '../../../core/statistics/histogram.ts';
import type { Evidence } from '../../evidence/evidence.ts';
import { secondsOf } from '../../evidence/period.ts';
import {
  answered,
  countOf,
  durations,
  everyOutcome,
  requestNames,
} from '../../evidence/request-table.ts';
import { count, milliseconds, significant } from '../../words/figures.ts';
import { latencyChart, latencyCharts } from '../charts/latency-charts.ts';
import type { Chart } from '../charts/chart.ts';
import { type Html, html } from '../markup/html.ts';
import { cells } from '../markup/cells.ts';
import { figures } from './figure.ts';

export function responseCharts(evidence: Evidence): Chart[] {
  return [latencyChart(evidence), ...latencyCharts(evidence)];
}

export function latencySection(evidence: Evidence, charts: readonly Chart[]): Html {
  return html`<section>
    <h2>Response time</h2>
    <p class="lead">
      From sending a request to the end of its answer, as the visitors saw it. Refusals are answers;
      what failed is counted, but has no response time.
    </p>
    ${figures(charts.filter((chart) => chart.small !== true))} ${table(evidence)}
    ${figures(charts.filter((chart) => chart.small === true))}
  </section>`;
}

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
  const { requests, hold } = evidence;
  const names = requestNames(requests).filter(
    (name) => countOf(requests, [name], everyOutcome, hold) > 0,
  );
  if (names.length === 0) return html`<p>No request was made during the hold.</p>`;
  return html`<div class="scroll stacks">
    <table>
      <thead>
        <tr>
          <th scope="col">Request, over the hold</th>
          ${columns.map((column) => html`<th scope="col" class="number">${column}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${names.map((name) => row(evidence, name))}
      </tbody>
    </table>
  </div>`;
}

function row({ requests, hold }: Evidence, name: string): Html {
  const histogram = durations(requests, [name], answered, hold);
  const amount = countOf(requests, [name], everyOutcome, hold);
  const texts = [
    count(amount),
    `${significant(secondsOf(hold) > 0 ? amount / secondsOf(hold) : 0)}/s`,
    ...everyOutcome.map((outcome) => count(countOf(requests, [name], [outcome], hold))),
    ...[0.5, 0.95, 0.99].map((q) => time(quantile(histogram, q))),
    time(histogram.n > 0 ? histogram.max : undefined),
  ];
  return html`<tr>
    <th scope="row">${name}</th>
    ${cells(columns, texts)}
  </tr>`;
}

function time(micros: number | undefined): string {
  return micros === undefined ? '–' : milliseconds(micros / 1000);
}
