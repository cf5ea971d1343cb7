import { percentileWord } from '../gate/sentence.ts';
import type { Trend } from '../gate/trend-of.ts';
import { milliseconds } from '../words/figures.ts';
import { nameInWords } from '../words/names.ts';
import { changeInWords } from './judge-trend.ts';

const bars = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'] as const;
/** Runs that a line shows: the newest. */
const width = 60;

/** Every trend as a row of cells, headings first: its newest figure, and its runs as a line. */
export function trendRows(trends: readonly Trend[]): string[][] {
  if (trends.length === 0) return [];
  return [
    ['request', '', 'newest', 'changes', 'runs'],
    ...trends.map(({ name, percentile, points, changes }) => [
      nameInWords(name),
      percentileWord(percentile),
      milliseconds(points.at(-1)?.ms ?? 0),
      String(changes.length),
      sparkline(points.map(({ ms }) => ms)),
    ]),
  ];
}

/** Every change, the newest first. */
export function changeLines(trends: readonly Trend[]): string[] {
  return trends
    .flatMap((trend) => trend.changes.map((change) => ({ trend, change })))
    .toSorted((a, b) => b.change.firstAfter.startedAt - a.change.firstAfter.startedAt)
    .map(({ trend, change }) => changeInWords(trend, change));
}

function sparkline(values: readonly number[]): string {
  const shown = values.slice(-width);
  const [low, high] = [Math.min(...shown), Math.max(...shown)];
  const span = high - low || 1;
  return shown
    .map((value) => bars[Math.min(7, Math.floor(((value - low) / span) * 8))] ?? '▁')
    .join('');
}
