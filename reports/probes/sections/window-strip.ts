import { type Html, html } from '../../html/markup/html.ts';

const width = 1000;
const height = 40;
/** More than so many are drawn together, as nobody could tell them apart. */
const most = 500;

/** Windows in a row, each split by what its units got; a window of nobody known stays empty. */
export function strip(windows: readonly (readonly number[])[]): Html {
  const per = Math.ceil(windows.length / most);
  const drawn = Array.from({ length: Math.ceil(windows.length / per) }, (_, place) =>
    together(windows.slice(place * per, (place + 1) * per)),
  );
  const step = width / Math.max(1, drawn.length);
  return html`<svg
    class="strip"
    viewBox="0 0 ${width} ${height}"
    preserveAspectRatio="none"
    role="img"
    aria-label="${windows.length} windows"
  >
    ${drawn.map((counts, place) => column(counts, place * step, step))}
  </svg>`;
}

function together(windows: readonly (readonly number[])[]): number[] {
  const units = windows[0]?.length ?? 0;
  return Array.from({ length: units }, (_, unit) =>
    windows.reduce((sum, window) => sum + (window[unit] ?? 0), 0),
  );
}

function column(counts: readonly number[], x: number, step: number): readonly Html[] {
  const total = counts.reduce((sum, count) => sum + count, 0);
  let y = 0;
  return counts.flatMap((count, unit) => {
    if (count === 0) return [];
    const tall = (count / total) * height;
    const top = y;
    y += tall;
    return [
      html`<rect
        class="u${unit % 8}"
        x="${x.toFixed(2)}"
        y="${top.toFixed(2)}"
        width="${(step * 0.86).toFixed(2)}"
        height="${tall.toFixed(2)}"
      />`,
    ];
  });
}
