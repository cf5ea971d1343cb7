import type { Outcome } from '../core/outcome.ts';
import { type RepeatQuantile, interval, quantileWord } from './drill-repeats.ts';
import { type Chart, toneOf } from './html/charts/chart.ts';
import { drawPage } from './html/frame.ts';
import { cells } from './html/markup/cells.ts';
import { type Html, html } from './html/markup/html.ts';
import { figures } from './html/sections/figure.ts';
import { outcomeMarkup } from './html/sections/verdict.ts';
import type { DrillVerdict } from './judge-drill.ts';
import { seconds } from './verdict/drill/found.ts';
import type { DrillFigures } from './verdict/drill-schema.ts';
import { count, plural } from './words/figures.ts';

/** A drill that was done several times. */
export interface Repeats {
  readonly heading: string;
  readonly outcome: Outcome;
  /** Sentences on all of them. */
  readonly reasons: readonly string[];
  readonly drills: readonly DrillVerdict[];
  readonly quantiles: readonly RepeatQuantile[];
}

const meanings: Readonly<Record<Outcome, string>> = {
  pass: 'Every drill passed.',
  fail: 'At least one drill failed.',
  inconclusive: 'At least one drill could not be judged, or was not done.',
  invalid: 'At least one drill says nothing, for the machine was its limit.',
};

/** A repeated drill as one HTML document: how long writes were away each time, how that is distributed, what was lost. */
export async function drawRepeats(repeats: Repeats): Promise<string> {
  const { heading, outcome, reasons, drills, quantiles } = repeats;
  const charts = chartsOf(drills.flatMap((one) => one.figures ?? []));
  return drawPage({
    title: `${outcome}: ${heading}`,
    heading,
    content: [
      outcomeMarkup(outcome, meanings[outcome], reasons),
      html`<section>
        <h2>For how long writes were away</h2>
        <p class="lead">
          At the longest, in each drill, by client; then the same in order of length.
        </p>
        ${figures(charts)} ${quantiles.length === 0 ? '' : quantileTable(quantiles)}
      </section>`,
      drillTable(drills),
    ],
    footer: 'Drawn by Bilancia.',
    data: {
      judged: [{ from: 0, to: drills.length + 1 }],
      phases: [],
      marks: [],
      still: 'mean',
      charts,
    },
  });
}

function chartsOf(drills: readonly DrillFigures[]): Chart[] {
  const clients = [...new Set(drills.flatMap((one) => one.clients.map(({ client }) => client)))];
  const away = (client: string): (number | null)[] =>
    drills.map(
      (one) => one.clients.find((other) => other.client === client)?.writes.longestMs ?? null,
    );
  const sorted = (client: string): (number | null)[] => {
    const known = away(client).filter((ms) => ms !== null);
    return drills.map((_, at) => known.toSorted((a, b) => a - b)[at] ?? null);
  };
  const chart = (id: string, title: string, values: typeof away): Chart => ({
    id,
    title,
    caption: 'ms',
    unit: 'ms',
    x: drills.map((_, at) => at + 1),
    xUnit: 'number',
    series: clients.map((client, at) => ({
      label: client,
      tone: toneOf(at),
      values: values(client),
    })),
  });
  return [chart('by-drill', 'Drill by drill', away), chart('by-length', 'Shortest first', sorted)];
}

function quantileTable(quantiles: readonly RepeatQuantile[]): Html {
  const columns = ['time', '95 % interval'] as const;
  return table(
    ['client and quantile', ...columns],
    quantiles.map((one) => ({
      head: `${one.client}, ${quantileWord(one)}`,
      texts: [seconds(one.ms), interval(one).replace('95 %: ', '')],
    })),
  );
}

function drillTable(drills: readonly DrillVerdict[]): Html {
  const columns = [
    'outcome',
    'writes',
    'lost',
    'stale writer',
    'wrong',
    'noticed',
    'promoted',
    'name',
  ];
  return html`<section>
    <h2>Drills</h2>
    <p class="lead">
      Writes are those that the audits had acknowledged; wrong are those that are there twice, or
      there although refused. Times are of the first change of the writer, each counted from the
      step before.
    </p>
    ${table(
      ['drill', ...columns],
      drills.map(({ outcome, figures: of }, at) => {
        const [change] = of?.failovers ?? [];
        const sum = (...states: readonly string[]): string =>
          count(
            (of?.clients ?? []).reduce(
              (all, { audit }) =>
                states.reduce((total, state) => total + (audit.states[state] ?? 0), all),
              0,
            ),
          );
        const orDash = (ms: number | null | undefined): string =>
          ms === null || ms === undefined ? '–' : seconds(ms);
        return {
          head: String(at + 1),
          texts: [
            outcome,
            sum('kept', 'acknowledged-and-lost', 'seen-and-lost'),
            sum('acknowledged-and-lost', 'seen-and-lost'),
            seconds(Math.max(0, ...(of?.clients ?? []).map((one) => one.staleWriterMs))),
            sum('duplicated', 'refused-yet-present'),
            orDash(change?.detectionMs),
            orDash(change?.promotionMs),
            orDash(change?.nameMs),
          ],
        };
      }),
    )}
  </section>`;
}

function table(
  [head = '', ...columns]: readonly string[],
  rows: readonly { readonly head: string; readonly texts: readonly string[] }[],
): Html {
  return html`<div class="scroll stacks">
    <table>
      <thead>
        <tr>
          <th scope="col">${head}</th>
          ${columns.map((column) => html`<th scope="col" class="number">${column}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) =>
            html`<tr>
              <th scope="row">${row.head}</th>
              ${cells(columns, row.texts)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

/** What all repeats came to, in sentences. */
export function repeatReasons(drills: readonly DrillVerdict[], asked: number): string[] {
  const passed = drills.filter(({ outcome }) => outcome === 'pass').length;
  const clients = drills.flatMap((one) => one.figures?.clients ?? []);
  const lost = clients.reduce(
    (sum, { audit: { states } }) =>
      sum + (states['acknowledged-and-lost'] ?? 0) + (states['seen-and-lost'] ?? 0),
    0,
  );
  const kept = clients.reduce((sum, { audit }) => sum + (audit.states['kept'] ?? 0), 0);
  return [
    `${passed} of ${asked} drills passed.`,
    ...(clients.length === 0
      ? []
      : [
          `Of ${plural(kept + lost, 'acknowledged write')} ${count(lost)} ${lost === 1 ? 'is' : 'are'} lost.`,
        ]),
  ];
}
