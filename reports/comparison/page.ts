import type { Outcome } from '../../core/outcome.ts';
import type { Comparison } from '../gate/comparison.ts';
import { percentileWord } from '../gate/sentence.ts';
import type { Chart } from '../html/charts/chart.ts';
import { drawPage } from '../html/frame.ts';
import { cells } from '../html/markup/cells.ts';
import { type Html, html } from '../html/markup/html.ts';
import { figures } from '../html/sections/figure.ts';
import { outcomeMarkup } from '../html/sections/verdict.ts';
import { milliseconds, percent } from '../words/figures.ts';
import { nameInWords } from '../words/names.ts';
import type { FoldersResult } from './compare-folders.ts';
import { type IntervalScale, intervalMarkup, intervalScale } from './interval.ts';
import { differenceLines, intervalInWords, signed } from './terminal.ts';

/** What a page of a comparison shows beside the result. */
export interface ComparisonPage {
  /** What was compared with what, for the title. */
  readonly heading: string;
  /** Which runs were compared, where they are in folders of their own. */
  readonly runs?: readonly ComparedRun[];
  /** The effect that a pass rules out, as a fraction. */
  readonly effect: number;
  readonly charts: readonly Chart[];
  /** What the charts' x is. */
  readonly over: 'pairs' | 'time';
}

/** A run of one side. */
export interface ComparedRun {
  readonly side: 'base' | 'new';
  readonly folder: string;
  readonly scenario: string;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly id: string;
}

const meanings: Readonly<Record<Outcome, string>> = {
  pass: 'The new system is as fast as the base, but for less than what was to be found.',
  fail: 'The new system is slower or wrong.',
  inconclusive: 'There is not enough to say whether the new system is slower.',
  invalid: 'The machine or the generator was the limit: this says nothing about the systems.',
};

const marks = { pass: 'good', fail: 'bad', inconclusive: 'open' } as const;

/** A comparison as one HTML document. */
export async function drawComparison(
  result: FoldersResult,
  { heading, runs = [], effect, charts, over }: ComparisonPage,
): Promise<string> {
  const { outcome, sentence, comparisons } = result;
  const reasons = [sentence, ...differenceLines(result), ...result.notes];
  const x = charts.flatMap((chart) => chart.x);
  return drawPage({
    title: `${outcome}: ${heading}`,
    heading,
    content: [
      outcomeMarkup(outcome, meanings[outcome], reasons),
      table(comparisons, intervalScale(comparisons, effect)),
      charts.length === 0
        ? html``
        : html`<section>
            <h2>Base and new over ${over === 'pairs' ? 'the pairs' : 'time'}</h2>
            ${figures(charts)}
          </section>`,
      whatWasCompared(runs),
    ],
    footer: 'Drawn by Bilancia.',
    data: {
      judged: [{ from: Math.min(0, ...x), to: Math.max(0, ...x) + 1 }],
      phases: [],
      marks: [],
      still: 'all',
      charts,
    },
  });
}

const columns = ['base', 'new', 'change', 'interval'] as const;

function table(comparisons: readonly Comparison[], scale: IntervalScale): Html {
  if (comparisons.length === 0) return html``;
  return html`<section>
    <h2>Changes</h2>
    <p class="lead">
      Each line is where the true change lies (95 % unless asked otherwise), around what was
      measured. The thin line is no change, the dotted one ${percent(scale.effect)} slower, which a
      pass rules out. To the right is slower.
    </p>
    <div class="scroll stacks">
      <table>
        <thead>
          <tr>
            <th scope="col">Request</th>
            <th scope="col">verdict</th>
            ${columns.map((column) => html`<th scope="col" class="number">${column}</th>`)}
            <th scope="col"></th>
          </tr>
        </thead>
        <tbody>
          ${comparisons.map((one) => row(one, scale))}
        </tbody>
      </table>
    </div>
  </section>`;
}

function row(one: Comparison, scale: IntervalScale): Html {
  const texts = [
    milliseconds(one.baseMs),
    milliseconds(one.newMs),
    signed(one.ratio),
    intervalInWords(one),
  ];
  return html`<tr>
    <th scope="row">${nameInWords(one.name)} ${percentileWord(one.percentile)}</th>
    <td class="outcome"><span class="mark ${marks[one.verdict]}">${one.verdict}</span></td>
    ${cells(columns, texts)}
    <td class="interval">${intervalMarkup(one, scale)}</td>
  </tr>`;
}

function whatWasCompared(runs: readonly ComparedRun[]): Html {
  if (runs.length === 0) return html``;
  return html`<section>
    <h2>What was compared</h2>
    <div class="scroll stacks">
      <table>
        <thead>
          <tr>
            <th scope="col">Run</th>
            ${runColumns.map((column) => html`<th scope="col" class="number">${column}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${runs.map(
            ({ side, folder, scenario, startedAt, id }) =>
              html`<tr>
                <th scope="row">${nameInWords(folder)}</th>
                ${cells(runColumns, [side, nameInWords(scenario), beganAt(startedAt), id])}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </section>`;
}

const runColumns = ['side', 'scenario', 'began', 'id'] as const;

function beganAt(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
