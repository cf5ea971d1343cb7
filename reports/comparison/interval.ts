import type { Comparison } from '../gate/comparison.ts';
import { type Html, html } from '../html/markup/html.ts';

/** What all intervals of a page are drawn on: logarithms of ratios, from `-reach` to `reach`. */
export interface IntervalScale {
  readonly reach: number;
  /** The effect that a pass rules out, as a fraction. */
  readonly effect: number;
}

const [width, height] = [240, 22];
/** Nothing is drawn beyond three times as slow. */
const farthest = Math.log(3);

/** The scale on which all intervals fit, if they are not too wide. */
export function intervalScale(comparisons: readonly Comparison[], effect: number): IntervalScale {
  const ends = comparisons
    .flatMap(({ interval, ratio }) => interval ?? [ratio])
    .map((end) => Math.abs(Math.log(end)));
  const reach = Math.max(2 * Math.log1p(effect), ...ends) * 1.08;
  return { reach: Math.min(farthest, reach), effect };
}

/** The interval of a change with its middle, beside no change and the effect. */
export function intervalMarkup(
  { interval, ratio, verdict }: Pick<Comparison, 'interval' | 'ratio' | 'verdict'>,
  { reach, effect }: IntervalScale,
): Html {
  const x = (value: number): string => {
    const log = Math.max(-reach, Math.min(reach, Math.log(value)));
    return ((log / reach + 1) * (width / 2 - 6) + 6).toFixed(1);
  };
  const middle = height / 2;
  const [low, high] = (interval ?? [ratio, ratio]).map(x);
  return html`<svg
    class="${verdict}"
    viewBox="0 0 ${width} ${height}"
    preserveAspectRatio="none"
    aria-hidden="true"
  >
    <line
      class="zero-line"
      x1="${x(1)}"
      x2="${x(1)}"
      y1="0"
      y2="${height}"
      vector-effect="non-scaling-stroke"
    />
    <line
      class="effect-line"
      x1="${x(1 + effect)}"
      x2="${x(1 + effect)}"
      y1="0"
      y2="${height}"
      vector-effect="non-scaling-stroke"
    />
    <line
      x1="${low}"
      x2="${high}"
      y1="${middle}"
      y2="${middle}"
      vector-effect="non-scaling-stroke"
    />
    ${[low, high].map((end) => html`<line x1="${end}" x2="${end}" y1="${middle - 4}" y2="${middle + 4}" vector-effect="non-scaling-stroke" />`)}
    <line
      class="middle"
      x1="${x(ratio)}"
      x2="${x(ratio)}"
      y1="${middle - 7}"
      y2="${middle + 7}"
      stroke-width="4"
      vector-effect="non-scaling-stroke"
    />
  </svg>`;
}
