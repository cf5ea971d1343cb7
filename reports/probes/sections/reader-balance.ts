import {
  type AnswerFigures,
  type ReaderBalanceFigures,
  readerBalanceFiguresSchema,
} from '../../../core/probe-folder/reader-balance.ts';
import { type Html, html } from '../../html/markup/html.ts';
import { percent, plural, significant } from '../../words/figures.ts';
import type { ProbeSection } from './section.ts';
import { shareBars } from './share-bars.ts';
import { strip } from './window-strip.ts';

/** Windows as strips, shares with the band that chance alone leaves them in, and the causes. */
export const readerBalance: ProbeSection = (given) => {
  const figures = readerBalanceFiguresSchema.parse(given);
  return [key(figures), causes(figures), windows(figures), shares(figures)];
};

function key({
  windows,
  windowsNeeded,
  windowSeconds,
  ratio,
  readers,
}: ReaderBalanceFigures): Html {
  const needed = windowsNeeded === null ? '' : html` of ${windowsNeeded} needed`;
  return html`<dl class="figures">
    <div>
      <dt>Readers</dt>
      <dd>${readers.length}</dd>
    </div>
    <div>
      <dt>Windows</dt>
      <dd>${windows}<small>${needed}</small></dd>
    </div>
    <div>
      <dt>A window</dt>
      <dd>${significant(windowSeconds)} s</dd>
    </div>
    <div>
      <dt>Effect ruled out</dt>
      <dd>${significant(ratio)} ×<small> fair share</small></dd>
    </div>
  </dl>`;
}

function causes({ causes: found }: ReaderBalanceFigures): Html {
  if (found.length === 0) return html``;
  return html`<section>
    <h2>Causes</h2>
    <ul class="causes">
      ${found.map(
        ({ name, layer, evidence }) =>
          html`<li><b>${name}</b> <span class="layer">${layer}</span> ${evidence}</li>`,
      )}
    </ul>
  </section>`;
}

const askedInWords = { authority: 'Name server', resolver: 'Resolver of clients' } as const;

function windows({ readers, answers, connections }: ReaderBalanceFigures): Html {
  if (answers.length === 0 && connections === undefined) return html``;
  return html`<section>
    <h2>Windows</h2>
    <p class="legend">
      ${readers.map((id, reader) => html`<span class="unit u${reader % 8}">${id}</span>`)}
    </p>
    ${answers.map(
      (one) =>
        html`<figure>
          <figcaption>
            <b>${askedInWords[one.asked]}</b> <span>${answerInWords(one)}</span>
          </figcaption>
          ${strip(
            one.windows.map((window) => readers.map((_, reader) => (reader === window ? 1 : 0))),
          )}
        </figure>`,
    )}
    ${
      connections === undefined
        ? ''
        : html`<figure>
            <figcaption>
              <b>New connections of clients</b>
              <span
                >${plural(connections.windows.length, 'window')} that tell as much as
                ${significant(connections.effectiveWindows)} of one size</span
              >
            </figcaption>
            ${strip(connections.windows)}
          </figure>`
    }
  </section>`;
}

function answerInWords({ windows, held, ttlSeconds }: AnswerFigures): string {
  return `an answer in each of ${plural(windows.length, 'window')}, kept for ${significant(ttlSeconds)} s; ${held.repeats} of ${held.pairs} were the one before`;
}

function shares(figures: ReaderBalanceFigures): Html {
  const { readers, answers, connections, load, expected } = figures;
  // What clients do follows their connections, and where they opened none, the answers.
  const followed = connections?.band ?? answers[0]?.band ?? [];
  const rows = [
    ...answers.map(({ asked, counts, band }) => ({
      band,
      name: `Answers (${askedInWords[asked].toLowerCase()})`,
      values: counts,
    })),
    ...(connections === undefined
      ? []
      : [{ name: 'New connections', band: followed, values: connections.counts }]),
    ...(load === undefined
      ? []
      : [
          { name: 'Sessions', band: followed, values: load.sessions },
          { name: 'Queries', band: followed, values: load.queriesPerSecond },
          ...(load.cpu.includes(null)
            ? []
            : [{ name: 'CPU', band: followed, values: load.cpu.map((cpu) => cpu ?? 0) }]),
        ]),
  ].filter(({ values }) => values.some((value) => value > 0));
  return html`<section>
    <h2>Shares</h2>
    <p class="soft">
      The mark is the fair share, the band what chance leaves of
      ${plural(figures.windows, 'window')} in 95 % of cases.
    </p>
    ${readers.map((id, reader) =>
      shareBars(
        { id, tone: reader % 8, fair: expected[reader] ?? 0 },
        rows.map(({ name, values, band }) => {
          const total = values.reduce((sum, value) => sum + value, 0);
          const share = (values[reader] ?? 0) / total;
          const text = percent(Number(share.toFixed(3)));
          return { name, share, text, band: band[reader] ?? [0, 1] };
        }),
      ),
    )}
  </section>`;
}
