import { type Html, html, raw } from '../../html/markup/html.ts';
import { percent, significant } from '../../words/figures.ts';
import type { MeteredService } from '../load/metered.ts';
import { minutesOf } from '../metrics/minutes.ts';
import type { MetricsReport } from '../metrics/report-shape.ts';
import { clock } from './heat-map.ts';
import { heading } from './heading.ts';
import { tile } from './tile.ts';

/** A service of which there are only metrics, and what is said of it. */
export interface DrawnMetrics {
  readonly service: MeteredService;
  readonly report: MetricsReport;
}

const titles = {
  pass: 'balanced',
  fail: 'uneven',
  inconclusive: 'cannot tell',
  invalid: 'cannot tell',
};

/** What metrics of all tasks together tell: between which bounds they were. */
export function metricsSection({ service, report }: DrawnMetrics): Html {
  const { balance, chance, safeTarget, ceiling } = report;
  return html`<div class="service">
    <section class="verdict ${report.outcome}">
      ${heading(report, titles[report.outcome], 'by the metrics of AWS/ECS')}
      <ul>
        ${report.sentences.map((sentence) => html`<li>${sentence}</li>`)}
      </ul>
    </section>
    ${
      balance === undefined
        ? ''
        : html`<dl class="figures">
              ${tile('Peak to average', significant(balance.peakToAverage), `${significant(balance.peakToAverageP95)} in the worst minute of 20`)}
              ${tile('By chance alone', chance === undefined ? 'unknown' : `up to ${significant(chance.p99)}`, chance === undefined ? 'requests were not counted' : 'for so many tasks and requests')}
              ${tile('Capacity idle beside the busiest', percent(Math.round(balance.wastedFraction * 100) / 100), 'mean over minutes')}
              ${safeTarget === undefined ? '' : tile('Safe autoscaling target', percent(Math.floor(safeTarget * 100) / 100), `keeps the hottest task below ${percent(ceiling)}`)}
            </dl>
            <section>
              <h2>Least, mean and busiest</h2>
              ${band(service)}
            </section>`
    }
  </div>`;
}

/** Most places along the time; more minutes than that are taken together. */
const mostColumns = 480;

function band({ points }: MeteredService): Html {
  const { told } = minutesOf(points);
  const span = Math.max(1, Math.ceil(told.length / mostColumns));
  const columns = Array.from({ length: Math.ceil(told.length / span) }, (_, column) =>
    told.slice(column * span, (column + 1) * span),
  );
  const highest = Math.max(1, ...columns.flat().map(({ maximum }) => maximum));
  const y = (value: number): string => (100 - (100 * value) / highest).toFixed(2);
  let [area, line] = ['', ''];
  for (const [x, own] of columns.entries()) {
    const low = Math.min(...own.map(({ minimum }) => minimum));
    const high = Math.max(...own.map(({ maximum }) => maximum));
    const middle = own.reduce((sum, { average }) => sum + average, 0) / own.length;
    area += `M${x} ${y(high)}h1V${y(low)}h-1z`;
    line += `${x === 0 ? 'M' : 'L'}${x} ${y(middle)}h1`;
  }
  const title = `CPU between the least busy and the busiest task over ${told.length} minutes, up to ${highest.toFixed(0)} %`;
  return html`<div class="heat band">
      <ol class="names">
        <li>${highest.toFixed(0)} %</li>
        <li>0 %</li>
      </ol>
      <svg
        viewBox="0 0 ${columns.length} 100"
        preserveAspectRatio="none"
        role="img"
        aria-label="${title}"
      >
        <title>${title}</title>
        ${raw(`<path class="h2" d="${area}"/><path class="mean" d="${line}"/>`)}
      </svg>
    </div>
    <p class="axis"><span>${clock(told[0]?.at)}</span><span>${clock(told.at(-1)?.at)} UTC</span></p>
    <p class="legend">
      <span class="key k2"></span>from the least busy task to the busiest
      <span class="key mean"></span>mean of all
    </p>`;
}
