import {
  type Check,
  type ChecksFigures,
  checksFiguresSchema,
} from '../../../core/probe-folder/checks.ts';
import { type Html, html } from '../../html/markup/html.ts';
import type { ProbeSection } from './section.ts';
import { percent } from '../../words/figures.ts';
import { shareBars } from './share-bars.ts';
import { timeLines } from './time-lines.ts';
import { strip } from './window-strip.ts';

/** The figures, every check with its evidence, what failed first, and what there is to compare. */
export const checks: ProbeSection = (given) => {
  const figures = checksFiguresSchema.parse(given);
  return [
    facts(figures),
    list(figures),
    bars(figures),
    figures.lines === undefined ? html`` : timeLines(figures.lines),
    shares(figures),
    table(figures),
  ];
};

function facts({ facts: all }: ChecksFigures): Html {
  return html`<dl class="figures">
    ${all.map(
      ({ name, value }) =>
        html`<div>
          <dt>${name}</dt>
          <dd>${value}</dd>
        </div>`,
    )}
  </dl>`;
}

const order = { failed: 0, open: 1, passed: 2 } as const satisfies Record<Check['state'], number>;

function list({ checks: all }: ChecksFigures): Html {
  if (all.length === 0) return html``;
  return html`<section>
    <h2>Checks</h2>
    <ul class="checks">
      ${all
        .toSorted((a, b) => order[a.state] - order[b.state])
        .map(
          ({ name, state, evidence }) =>
            html`<li>
              <span class="state ${state}">${state}</span>
              <span><b>${name}</b> ${evidence}</span>
            </li>`,
        )}
    </ul>
  </section>`;
}

function bars({ bars: given }: ChecksFigures): Html {
  if (given === undefined) return html``;
  return html`<section>
    <h2>Shares</h2>
    <p class="soft">${given.about}</p>
    ${given.units.map(({ name: id, fair, rows }, nth) =>
      shareBars(
        { id, tone: nth % 8, fair },
        rows.map((row) => ({ ...row, text: percent(Number(row.share.toFixed(3))) })),
      ),
    )}
  </section>`;
}

function shares({ strip: given }: ChecksFigures): Html {
  if (given === undefined) return html``;
  return html`<section>
    <h2>Over time</h2>
    <p class="legend">
      ${given.units.map((unit, tone) => html`<span class="unit u${tone % 8}">${unit}</span>`)}
    </p>
    <figure>${strip(given.moments)}</figure>
  </section>`;
}

function table({ table: given }: ChecksFigures): Html {
  if (given === undefined || given.rows.length === 0) return html``;
  return html`<section>
    <h2>Compared</h2>
    <div class="compared-box" role="region" aria-label="Compared" tabindex="0">
      <table class="compared">
        <thead>
          <tr>
            ${given.heads.map((head) => html`<th scope="col">${head}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${given.rows.map(
            (row) =>
              html`<tr>
                ${row.map((cell) => html`<td>${cell}</td>`)}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </section>`;
}
