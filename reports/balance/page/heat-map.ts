import type { LoadMatrix } from '../load/series.ts';
import { type Html, html, raw } from '../../html/markup/html.ts';

/** Columns and rows beyond which a picture has no more to show. */
const mostColumns = 240;
const mostRows = 40;

/** Upper bounds of a cell's load relative to the mean of all at the time, coldest first; the last class has none. */
export const bounds = [0.6, 0.8, 0.93, 1.07, 1.2, 1.5] as const;

/** Load of tasks over time, each cell relative to the mean of all tasks then. Hottest tasks first. Drawn without a script. */
export function heatMap(matrix: LoadMatrix, hotFirst: readonly string[]): Html {
  const { times, units } = matrix;
  const span = Math.max(1, Math.ceil(times.length / mostColumns));
  const columns = Math.ceil(times.length / span);
  const order = rowsOf(matrix, hotFirst);
  const shown = order.slice(0, mostRows);
  const paths = Array.from({ length: bounds.length + 1 }, () => '');
  const means = meansOf(matrix);
  for (const [y, unit] of shown.entries())
    for (let x = 0; x < columns; x += 1) {
      let [sum, n] = [0, 0];
      for (let row = x * span; row < Math.min(times.length, (x + 1) * span); row += 1) {
        const load = (matrix.cpu[row * units.length + unit] ?? Number.NaN) / (means[row] ?? 0);
        if (Number.isNaN(load)) continue;
        sum += load;
        n += 1;
      }
      if (n === 0) continue;
      const level = bounds.findIndex((bound) => sum / n < bound);
      const at = level === -1 ? bounds.length : level;
      paths[at] += `M${x} ${y}h1v1h-1z`;
    }
  const left = order.length - shown.length;
  const title = `CPU of ${shown.length} tasks over ${times.length} steps, relative to the mean of all tasks at the time`;
  return html`<div class="heat">
      <ol class="names">
        ${shown.map((unit) => html`<li title="${units[unit]?.id ?? ''}">${(units[unit]?.id ?? '').slice(0, 8)}</li>`)}
      </ol>
      <svg
        viewBox="0 0 ${columns} ${shown.length}"
        preserveAspectRatio="none"
        role="img"
        aria-label="${title}"
        class="rows-${shown.length}"
        height="${shown.length * 18}"
      >
        <title>${title}</title>
        ${paths.map((path, level) => (path === '' ? '' : raw(`<path class="h${level}" d="${path}"/>`)))}
      </svg>
    </div>
    <p class="axis"><span>${clock(times[0])}</span><span>${clock(times.at(-1))} UTC</span></p>
    ${left > 0 ? html`<p class="soft">${left} more tasks are not drawn.</p>` : ''}`;
}

/** Hot tasks, then by zone and name, so that what goes together stands together. */
function rowsOf({ units }: LoadMatrix, hotFirst: readonly string[]): number[] {
  const rank = new Map(hotFirst.map((id, index) => [id, index]));
  return [...units.keys()].toSorted((a, b) => {
    const [left, right] = [units[a], units[b]];
    const first = (rank.get(left?.id ?? '') ?? Infinity) - (rank.get(right?.id ?? '') ?? Infinity);
    if (first !== 0 && !Number.isNaN(first)) return first;
    return `${left?.zone}${left?.id}` < `${right?.zone}${right?.id}` ? -1 : 1;
  });
}

function meansOf({ times, units, cpu }: LoadMatrix): number[] {
  return Array.from(times, (_, row) => {
    const cells = cpu.subarray(row * units.length, (row + 1) * units.length);
    const known = cells.filter((value) => !Number.isNaN(value));
    return known.reduce((sum, value) => sum + value, 0) / known.length;
  });
}

export function clock(time: number | undefined): string {
  return time === undefined ? '' : new Date(time).toISOString().slice(5, 16).replace('T', ' ');
}

/** What the colors mean. */
export function legend(): Html {
  const words = ['below 0.6', '0.6', '0.8', 'about the mean', '1.07', '1.2', 'above 1.5'];
  return html`<p class="legend">
    CPU relative to the mean of all tasks at the time:
    ${words.map((word, level) => html`<span class="key k${level}"></span>${word} `)}
    <span class="key"></span>not there
  </p>`;
}
