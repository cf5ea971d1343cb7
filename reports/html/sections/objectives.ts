import { indicatorInWords } from '../../objectives/in-words.ts';
import type { Verdict } from '../../verdict/schema.ts';
import { milliseconds, offset, percent, significant } from '../../words/figures.ts';
import { type Html, html } from '../markup/html.ts';
import type { Section } from './section.ts';
import { cells } from '../markup/cells.ts';

type Objective = Verdict['objectives'][number];

const columns = [
  'target',
  'observed',
  'worst window',
  'too slow or failed',
  'allowed',
  'windows met',
] as const;

/** Whether the service level objectives were met. */
export const objectives: Section = {
  markup: ({ verdict }) => drawn(verdict.objectives),
};

function drawn(objectives: Verdict['objectives']): Html {
  if (objectives.length === 0) return html``;
  const byPhase = Map.groupBy(objectives, ({ phase }) => phase);
  return html`<section>
    <h2>Objectives</h2>
    <p class="lead">
      Each must be met over the whole phase, and no sliding window may burn its error budget too
      fast, so that a bad half minute counts. Too slow or failed: the share of the worst window's
      requests, and its burn rate.
    </p>
    <div class="scroll stacks">
      <table>
        <thead>
          <tr>
            <th scope="col">Objective</th>
            ${columns.map((column) => html`<th scope="col" class="number">${column}</th>`)}
            <th scope="col">verdict</th>
          </tr>
        </thead>
        <tbody>
          ${[...byPhase].map(([phase, ofPhase]) => [groupRow(phase), ...ofPhase.map(row)])}
        </tbody>
      </table>
    </div>
  </section>`;
}

/** Above the rows of a phase, where there are several. */
function groupRow(phase: string | null): Html {
  if (phase === null) return html``;
  return html`<tr class="group">
    <th scope="colgroup" colspan="${columns.length + 2}">${phase}</th>
  </tr>`;
}

function row(objective: Objective): Html {
  const { objective: name, scope, indicator, limit, value, met, windows } = objective;
  const write = indicator === 'errorRate' ? percent : milliseconds;
  const worst =
    windows.worst === null ? '–' : `${write(windows.worst.value)} at ${offset(windows.worst.from)}`;
  return html`<tr>
    <th scope="row">${name}: ${indicatorInWords(indicator)} of ${scope}</th>
    ${cells(columns, [
      limit === 0 ? 'none' : `< ${write(limit)}`,
      value === null ? '–' : write(value),
      worst,
      windows.worst === null ? '–' : beyond(windows.worst),
      windows.worst === null ? '–' : percent(windows.allowed),
      windows.judged === 0 ? '–' : `${windows.met} of ${windows.judged}`,
    ])}
    <td class="outcome">${markOf(met)}</td>
  </tr>`;
}

function beyond({ bad, burnRate }: NonNullable<Objective['windows']['worst']>): string {
  if (bad === 0 || burnRate === null) return percent(bad);
  return `${percent(bad)} (${significant(burnRate)} ×)`;
}

function markOf(met: boolean | null): Html {
  if (met === null) return html`<span class="mark open">? too few</span>`;
  return met
    ? html`<span class="mark good">✓ met</span>`
    : html`<span class="mark bad">✕ missed</span>`;
}
