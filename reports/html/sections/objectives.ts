import {
  boundInWords,
  indicatorInWords,
  samplesInWords,
  valueInWords,
} from '../../objectives/in-words.ts';
import { figureInWords } from '../../verdict/script-in-words.ts';
import type { ScriptFigures, Verdict } from '../../verdict/schema.ts';
import { count, offset, percent, plural, significant } from '../../words/figures.ts';
import { nameInWords } from '../../words/names.ts';
import { mostRows } from '../tables/worst-first.ts';
import { type Html, html } from '../markup/html.ts';
import type { Section } from './section.ts';
import { cells } from '../markup/cells.ts';

type Objective = Verdict['objectives'][number];
type Threshold = ScriptFigures['thresholds'][number];

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
  markup: ({ verdict }) => drawn(verdict),
};

function drawn({ objectives, script }: Verdict): Html {
  const thresholds = script?.thresholds ?? [];
  if (objectives.length + thresholds.length === 0) return html``;
  const groups = Map.groupBy(objectives, titleOf);
  return html`<section>
    <h2>Objectives</h2>
    <p class="lead">
      Each must be met over the whole phase, and no sliding window may burn its error budget too
      fast, so that a bad half minute counts; or each second or sample by itself, where it says so.
      What has no windows shows how much it is judged by. Too slow or failed: the share of the worst
      window's requests, and its burn rate.
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
          ${
            thresholds.length === 0
              ? ''
              : [groupRow("The script's own thresholds"), ...thresholds.map(thresholdRow)]
          }
          ${[...groups].map(([title, ofGroup]) => [groupRow(title), ...rowsOf(ofGroup)])}
        </tbody>
      </table>
    </div>
  </section>`;
}

/** Above the rows of a phase and origin. */
function titleOf({ phase, origin }: Objective): string {
  const from = origin === 'default' ? "Bilancia's default objectives" : 'Objectives given';
  return phase === null ? from : `${phase} (${from})`;
}

function groupRow(title: string): Html {
  return html`<tr class="group">
    <th scope="colgroup" colspan="${columns.length + 2}">${title}</th>
  </tr>`;
}

/** The worst of a long group, and how many more there are. */
function rowsOf(group: readonly Objective[]): Html[] {
  if (group.length <= mostRows) return group.map(row);
  const rank = ({ met }: Objective): number => (met === false ? 0 : met === null ? 1 : 2);
  const order = group.toSorted(
    (a, b) => rank(a) - rank(b) || (b.value ?? 0) / b.limit - (a.value ?? 0) / a.limit,
  );
  const rest = order.slice(mostRows);
  const missed = rest.filter(({ met }) => met === false).length;
  const said = `${plural(rest.length, 'more objective')}, ${missed === 0 ? 'none' : count(missed)} of them missed`;
  return [...order.slice(0, mostRows).map(row), groupRow(said)];
}

function thresholdRow({ metric, condition, value, met }: Threshold): Html {
  const observed = value === null ? '–' : figureInWords(value);
  return html`<tr>
    <th scope="row">${nameInWords(metric)}</th>
    ${cells(columns, [nameInWords(condition), observed, '–', '–', '–', '–'])}
    <td class="outcome">
      ${met === null ? html`<span class="mark open">? not measured</span>` : markOf(met)}
    </td>
  </tr>`;
}

function row(objective: Objective): Html {
  const { objective: name, indicator, value, met, windows } = objective;
  const write = (of: number): string => valueInWords(indicator, of);
  const worst =
    windows.worst === null ? '–' : `${write(windows.worst.value)} at ${offset(windows.worst.from)}`;
  // What is judged second by second, or sample by sample, has no budget within one.
  const hasBudget = objective.counted === 'answer';
  return html`<tr>
    <th scope="row">${name}: ${whatInWords(objective)}</th>
    ${cells(columns, [
      boundInWords(objective),
      value === null ? '–' : write(value),
      worst,
      windows.worst === null || !hasBudget ? '–' : beyond(windows.worst),
      windows.worst === null || !hasBudget ? '–' : percent(windows.allowed),
      windowsMet(objective),
    ])}
    <td class="outcome">${markOf(met)}</td>
  </tr>`;
}

/** `p95 of offers`, `share of 503 of offers`. */
function whatInWords({ indicator, scope }: Objective): string {
  return `${indicatorInWords(indicator)}${indicator === 'outcome' ? '' : ' of'} ${scope}`;
}

/** `7 of 7`, `296 of 300 (99 % needed)`; of what has no windows, how much it was judged by. */
function windowsMet({ windows: { judged, met, needed }, samples, counted }: Objective): string {
  if (judged === 0) return samples === 0 ? '–' : samplesInWords(samples, counted);
  return `${count(met)} of ${count(judged)}${needed < 1 ? ` (${percent(needed)} needed)` : ''}`;
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
