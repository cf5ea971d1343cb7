import { figureInWords } from '../../verdict/script-in-words.ts';
import { shareOf } from '../../verdict/script.ts';
import type { ScriptFigures } from '../../verdict/schema.ts';
import { count, milliseconds, percent, plural } from '../../words/figures.ts';
import { nameInWords } from '../../words/names.ts';
import { cells } from '../markup/cells.ts';
import { type Html, html } from '../markup/html.ts';
import { mostRows } from '../tables/worst-first.ts';
import type { Section } from './section.ts';

/** What a script of the user's own says by its own measure. */
export const script: Section = {
  markup: ({ verdict: { script: figures } }) => {
    if (figures === null) return html``;
    const { checks, metrics, scenarios, groups, exceptions, consoleErrors } = figures;
    return html`<section>
      <h2>The script</h2>
      <p class="lead">
        What the script measures itself, as its engine sums it up: units are its own.
        ${plural(exceptions, 'exception')}, ${plural(consoleErrors, 'printed error')}.
      </p>
      ${checks.length === 0 ? '' : checkTable(checks)}
      ${scenarios.length === 0 ? '' : partTable('Scenario', 'iterations', scenarios)}
      ${groups.length === 0 ? '' : partTable('Group', 'times', groups)}
      ${metrics.length === 0 ? '' : metricTable(metrics)}
    </section>`;
  },
};

const checkColumns = ['passed', 'failed', 'share'] as const;

function checkTable(checks: ScriptFigures['checks']): Html {
  const order = checks.toSorted((a, b) => (shareOf(a) ?? 1) - (shareOf(b) ?? 1));
  const rows = order.map(
    (check) =>
      html`<tr>
        <th scope="row">${nameInWords(`${check.group}::${check.name}`.replace(/^::/, ''))}</th>
        ${cells(checkColumns, [
          count(check.passes),
          count(check.fails),
          percent(shareOf(check) ?? 0),
        ])}
      </tr>`,
  );
  return table('Check', checkColumns, rows, 'number');
}

function partTable(what: string, counted: string, parts: ScriptFigures['scenarios']): Html {
  const columns = [counted, 'p50', 'p95'];
  const rows = parts.map(
    ({ name, count: n, p50, p95 }) =>
      html`<tr>
        <th scope="row">${nameInWords(name.replace(/^::/, ''))}</th>
        ${cells(columns, [count(n), milliseconds(p50), milliseconds(p95)])}
      </tr>`,
  );
  return table(what, columns, rows, 'number');
}

const metricColumns = ['figures'] as const;

function metricTable(metrics: ScriptFigures['metrics']): Html {
  const rows = metrics.map(
    ({ name, kind, values }) =>
      html`<tr>
        <th scope="row">${nameInWords(name)} <span class="kind">${kind}</span></th>
        <td class="text" data-label="figures">
          ${values.map(([figure, value]) => `${figure} ${figureInWords(value)}`).join(', ')}
        </td>
      </tr>`,
  );
  return table('Metric', metricColumns, rows, 'text');
}

function table(
  what: string,
  columns: readonly string[],
  rows: readonly Html[],
  align: 'number' | 'text',
): Html {
  const more = rows.length - mostRows;
  return html`<div class="scroll stacks">
      <table>
        <thead>
          <tr>
            <th scope="col">${what}</th>
            ${columns.map((column) => html`<th scope="col" class="${align}">${column}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${rows.slice(0, mostRows)}
        </tbody>
      </table>
    </div>
    ${more <= 0 ? '' : html`<p>${plural(more, 'more row')} in verdict.json.</p>`}`;
}
