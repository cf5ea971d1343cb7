import type { Outcome } from '../../core/outcome.ts';
import { percentileWord } from '../gate/sentence.ts';
import type { Trend, TrendChange } from '../gate/trend-of.ts';
import type { Chart } from '../html/charts/chart.ts';
import { drawPage } from '../html/frame.ts';
import { html } from '../html/markup/html.ts';
import { figures } from '../html/sections/figure.ts';
import { outcomeMarkup } from '../html/sections/verdict.ts';
import { plural } from '../words/figures.ts';
import { nameInWords } from '../words/names.ts';
import { type TrendResult, changeInWords } from './judge-trend.ts';

/** More charts than these are not looked at: what changed last comes first. */
const mostCharts = 24;

const meanings: Readonly<Record<Exclude<Outcome, 'invalid'>, string>> = {
  pass: 'Nothing became slower within the newest runs.',
  fail: 'Something became slower within the newest runs, and stayed so.',
  inconclusive: 'There are too few runs to tell a change from chance.',
};

/** A change of a trend, with the number that it has on the page. */
interface Numbered {
  readonly number: number;
  readonly trend: Trend;
  readonly change: TrendChange;
}

/** A trend as one HTML document. */
export async function drawTrend(result: TrendResult): Promise<string> {
  const { outcome, sentence, runs, notes, trends } = result;
  const numbered = trends
    .flatMap((trend) => trend.changes.map((change) => ({ trend, change })))
    .toSorted((a, b) => b.change.firstAfter.startedAt - a.change.firstAfter.startedAt)
    .map((one, index) => ({ ...one, number: index + 1 }));
  const [newest] = runs.slice(-1);
  const of = newest === undefined ? '' : ` of ${newest.identity.scenario}`;
  const heading = `Trend over ${plural(runs.length, 'run')}${of}`;
  const charts = trends.slice(0, mostCharts).map((trend, index) => chartOf(trend, index, numbered));
  return drawPage({
    title: `${outcome}: ${heading}`,
    heading,
    content: [
      outcomeMarkup(outcome, meanings[outcome], [sentence, ...notes]),
      numbered.length === 0
        ? html``
        : html`<section>
            <h2>Changes</h2>
            <ol class="events">
              ${numbered.map(
                ({ number, trend, change }) =>
                  html`<li id="event-${number}">
                    <span class="event-number">${number}</span>
                    <span class="event-time">run ${placeOf(trend, change)}</span>
                    <span>${changeInWords(trend, change)}</span>
                  </li>`,
              )}
            </ol>
          </section>`,
      html`<section>
        <h2>Run by run</h2>
        <p class="lead">
          From the oldest run to the newest. The dashed line is the mean between two changes.
        </p>
        ${figures(charts)}
      </section>`,
    ],
    footer: 'Drawn by Bilancia.',
    data: {
      judged: [{ from: 0, to: runs.length + 1 }],
      phases: [],
      marks: [],
      still: 'mean',
      charts,
    },
  });
}

function chartOf(trend: Trend, index: number, numbered: readonly Numbered[]): Chart {
  const { name, percentile, points } = trend;
  return {
    id: `trend-${index}`,
    title: `${nameInWords(name)} ${percentileWord(percentile)}`,
    caption: 'ms',
    unit: 'ms',
    small: true,
    x: points.map((_, at) => at + 1),
    xUnit: 'number',
    marks: numbered
      .filter((one) => one.trend === trend)
      .map(({ number, change }) => ({
        number,
        at: placeOf(trend, change),
        text: changeInWords(trend, change),
      })),
    series: [
      { label: 'runs', tone: 's1', values: points.map(({ ms }) => ms) },
      { label: 'level', tone: 'quiet', dash: true, values: levelsOf(trend) },
    ],
  };
}

/** The number of the first run after a change, among those of its chart. */
function placeOf({ points }: Trend, { firstAfter }: TrendChange): number {
  return points.indexOf(firstAfter) + 1;
}

/** The mean of the runs between the changes around each. */
function levelsOf({ points, changes }: Trend): number[] {
  const [first] = changes;
  const mean = points.reduce((sum, { ms }) => sum + ms, 0) / points.length;
  let level = first?.beforeMs ?? mean;
  return points.map((point) => {
    level = changes.find(({ firstAfter }) => firstAfter === point)?.afterMs ?? level;
    return level;
  });
}
