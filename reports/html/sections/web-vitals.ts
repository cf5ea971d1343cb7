import { type Rating, type Vital, ratings } from '../../../core/run-folder/files/web-vitals.ts';
import {
  type VitalLine,
  busyMachine,
  p75,
  pagesOf,
  vitalNames,
  vitalsIn,
} from '../../evidence/web-vitals.ts';
import { valueInWords } from '../../objectives/in-words.ts';
import { count, percent } from '../../words/figures.ts';
import { hasValues } from '../charts/chart.ts';
import { webVitalsCharts } from '../charts/web-vitals-charts.ts';
import { nameInWords } from '../../words/names.ts';
import { cells } from '../markup/cells.ts';
import { type Html, html } from '../markup/html.ts';
import { figures } from './figure.ts';
import type { Section } from './section.ts';

/** Up to where a value is good, and from where it is poor (web.dev, "Web Vitals"). */
const bands: Readonly<Record<Vital, readonly [good: number, poor: number]>> = {
  ttfb: [800, 1800],
  fcp: [1800, 3000],
  lcp: [2500, 4000],
  cls: [0.1, 0.25],
  inp: [200, 500],
};

const inWords: Readonly<Record<Rating, string>> = {
  good: 'good',
  'needs-improvement': 'needs improvement',
  poor: 'poor',
};

const columns = ['p75', 'good to', 'poor from', 'visits', 'rated'] as const;

/** What real browsers measured of pages, with the bands that they are rated by. */
export const webVitals: Section = {
  charts: webVitalsCharts,
  markup: ({ charts, evidence }) => {
    if (evidence.manifest.engine.browsers === undefined) return html``;
    const lines = vitalsIn(evidence, evidence.judged);
    const busy = busyMachine(evidence, evidence.judged);
    const { count: n, version } = evidence.manifest.engine.browsers;
    return html`<section>
      <h2>Web Vitals</h2>
      <p class="lead">
        What ${n === 1 ? 'a real browser' : `${count(n)} real browsers`} (Chromium ${version})
        measured in judged time. A page is as good as the 75th percentile of its visits.
        ${
          busy === undefined
            ? ''
            : html`<strong
                >Doubtful: ${percent(busy)} of the machine was busy, and a browser then measures
                that.</strong
              >`
        }
      </p>
      ${lines.length === 0 ? html`<p>Nothing was measured.</p>` : table(pagesOf(evidence), lines)}
      ${charts.some(hasValues) ? figures(charts) : ''}
    </section>`;
  },
};

function table(pages: readonly string[], lines: readonly VitalLine[]): Html {
  const rows = pages.flatMap((page) =>
    vitalNames(lines).flatMap((vital) => {
      const own = lines.filter((line) => line.page === page && line.vital === vital);
      return own.length === 0 ? [] : [row(page, vital, own)];
    }),
  );
  return html`<div class="scroll stacks">
    <table>
      <thead>
        <tr>
          <th scope="col">Page and vital</th>
          ${columns.map((column) => html`<th scope="col" class="number">${column}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </div>`;
}

function row(page: string, vital: Vital, own: readonly VitalLine[]): Html {
  const [good, poor] = bands[vital];
  const value = p75(own.map((line) => line.value)) ?? 0;
  const rated = ratings
    .map((rating) => [rating, own.filter((line) => line.rating === rating).length] as const)
    .filter(([, n]) => n > 0)
    .map(([rating, n]) => `${count(n)} ${inWords[rating]}`);
  return html`<tr>
    <th scope="row">${nameInWords(page)} ${vital.toUpperCase()}</th>
    ${cells(columns, [
      valueInWords(vital, value),
      valueInWords(vital, good),
      valueInWords(vital, poor),
      count(own.length),
      rated.join(', '),
    ])}
  </tr>`;
}
