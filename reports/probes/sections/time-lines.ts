import type { ChecksFigures } from '../../../core/probe-folder/checks.ts';
import { type Html, html } from '../../html/markup/html.ts';
import { offset, significant } from '../../words/figures.ts';

const width = 1000;
const height = 240;

/** Values over time as lines, with what is marked as numbered uprights. */
export function timeLines({
  caption,
  seconds,
  series,
  marks,
}: NonNullable<ChecksFigures['lines']>): Html {
  const last = Math.max(1, seconds.at(-1) ?? 1);
  const values = series.flatMap((one) => one.values.filter((value) => value !== null));
  const top = Math.max(1e-9, ...values) * 1.05;
  const x = (second: number): string => ((second / last) * width).toFixed(1);
  const y = (value: number): string => (height - (value / top) * height).toFixed(1);
  return html`<section>
    <h2>Over time</h2>
    <p class="legend">
      ${series.map(({ name }, tone) => html`<span class="unit u${tone % 8}">${name}</span>`)}
    </p>
    <figure>
      <figcaption>
        <b>${caption}</b>
        <span>up to ${significant(Math.max(0, ...values))}, over ${offset(last)}</span>
      </figcaption>
      <svg
        class="lines"
        viewBox="0 0 ${width} ${height}"
        preserveAspectRatio="none"
        role="img"
        aria-label="${caption}"
      >
        ${[0, 0.25, 0.5, 0.75].map(
          (part) =>
            html`<line
              class="grid"
              x1="0"
              x2="${width}"
              y1="${part * height}"
              y2="${part * height}"
            />`,
        )}
        ${marks.map(
          ({ second }) =>
            html`<line class="when" x1="${x(second)}" x2="${x(second)}" y1="0" y2="${height}" />`,
        )}
        ${series.map(
          ({ values: own }, tone) =>
            html`<path class="u${tone % 8}" d="${pathOf(seconds, own, x, y)}" />`,
        )}
      </svg>
      ${
        marks.length === 0
          ? ''
          : html`<ol class="marks">
              ${marks
                .toSorted((a, b) => a.second - b.second)
                .map(({ second, text }) => html`<li><b>${offset(second)}</b> ${text}</li>`)}
            </ol>`
      }
    </figure>
  </section>`;
}

/** A gap where there is no value. */
function pathOf(
  seconds: readonly number[],
  values: readonly (number | null)[],
  x: (second: number) => string,
  y: (value: number) => string,
): string {
  let isDown = false;
  return seconds
    .map((second, place) => {
      const value = values[place] ?? null;
      if (value === null) {
        isDown = false;
        return '';
      }
      const step = `${isDown ? 'L' : 'M'}${x(second)} ${y(value)}`;
      isDown = true;
      return step;
    })
    .join('');
}
