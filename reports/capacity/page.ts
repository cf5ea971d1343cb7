import { drawPage } from '../html/frame.ts';
import { cells } from '../html/markup/cells.ts';
import { type Html, html } from '../html/markup/html.ts';
import { figures } from '../html/sections/figure.ts';
import { outcomeMarkup } from '../html/sections/verdict.ts';
import type { CapacityReport } from './analyze.ts';
import { chartsOf } from './charts.ts';
import { type TextTable, tablesOf } from './rows.ts';

const meanings: Readonly<Record<CapacityReport['outcome'], string>> = {
  pass: 'What these numbers of visitors take, by the runs.',
  fail: 'A plan that was asked for does not carry its visitors.',
  inconclusive: 'The runs do not tell all that a plan needs.',
};

/** A capacity report as one HTML document. */
export async function drawCapacity(report: CapacityReport): Promise<string> {
  const { outcome, sentences, notTold } = report;
  const charts = chartsOf(report);
  return drawPage({
    title: `${outcome}: capacity`,
    heading: 'Capacity',
    content: [
      outcomeMarkup(outcome, meanings[outcome], sentences),
      ...tablesOf(report).slice(0, report.sizes.length).map(section),
      charts.length === 0
        ? html``
        : html`<section>
            <h2>Over load, and over a day</h2>
            ${figures(charts)}
          </section>`,
      ...tablesOf(report).slice(report.sizes.length).map(section),
      html`<section>
        <h2>Not told by the runs</h2>
        <ul>
          ${notTold.map((line) => html`<li>${line}</li>`)}
        </ul>
      </section>`,
    ],
    footer: `Prices as of ${report.assumptions.prices.asOf}. Drawn by Bilancia.`,
    data: { judged: [{ from: 0, to: 1e9 }], phases: [], marks: [], still: 'mean', charts },
  });
}

function section({ heading, lead, titles, rows, formulas = [] }: TextTable): Html {
  return html`<section>
    <h2>${heading}</h2>
    <p class="lead">${lead}</p>
    <div class="scroll stacks">
      <table>
        <thead>
          <tr>
            ${titles.map((title, n) => html`<th scope="col" class="${n === 0 ? '' : 'number'}">${title}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            ([name, ...rest]) =>
              html`<tr>
                <th scope="row">${name}</th>
                ${cells(titles.slice(1), rest)}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
    ${
      formulas.length === 0
        ? ''
        : html`<details>
            <summary>How each figure of the first plan comes about</summary>
            <ul>
              ${formulas.map(([name, formula]) => html`<li>${name}: ${formula}</li>`)}
            </ul>
          </details>`
    }
  </section>`;
}
