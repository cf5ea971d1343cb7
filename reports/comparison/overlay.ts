import {
  type Histogram,
  addLine,
  emptyHistogram,
  quantile,
} from '../../core/statistics/histogram.ts';
import type { Comparison } from '../gate/comparison.ts';
import type { BlockPair, RunBlocks } from '../gate/run-blocks.ts';
import { percentileWord } from '../gate/sentence.ts';
import type { Chart } from '../html/charts/chart.ts';
import { nameInWords } from '../words/names.ts';

/** More charts than these are not looked at: the worst come first. */
const mostCharts = 16;
/** Points of a line over the seconds of runs. */
const mostPoints = 60;

/** Base and new over the pairs, a chart for each name and percentile. */
export function overlayOfPairs(
  pairs: readonly BlockPair[],
  comparisons: readonly Comparison[],
): Chart[] {
  const x = pairs.map((_, index) => index + 1);
  return comparisons.slice(0, mostCharts).map((one, index) => ({
    ...overlay(one, index, {
      base: pairs.map((pair) => msOf(pair.base.get(one.name), one.percentile)),
      new: pairs.map((pair) => msOf(pair.new.get(one.name), one.percentile)),
    }),
    x,
    xUnit: 'number',
  }));
}

/** Base and new over the time of the runs; several runs of a side are pooled. */
export function overlayOfRuns(
  { base, new: newer }: { readonly base: readonly RunBlocks[]; readonly new: readonly RunBlocks[] },
  comparisons: readonly Comparison[],
): Chart[] {
  const all = [...base, ...newer];
  const seconds = Math.max(...all.map(({ to, slotSeconds }) => to * slotSeconds));
  const step = Math.max(1, Math.ceil(seconds / mostPoints));
  const x = Array.from({ length: Math.ceil(seconds / step) }, (_, index) => index * step);
  return comparisons.slice(0, mostCharts).map((one, index) => ({
    ...overlay(one, index, {
      base: overTime(base, one, x.length, step),
      new: overTime(newer, one, x.length, step),
    }),
    x,
  }));
}

type Values = Readonly<Record<'base' | 'new', readonly (number | null)[]>>;

function overlay(one: Comparison, index: number, values: Values): Omit<Chart, 'x'> {
  return {
    id: `overlay-${index}`,
    title: `${nameInWords(one.name)} ${percentileWord(one.percentile)}`,
    caption: 'ms',
    unit: 'ms',
    small: true,
    series: [
      { label: 'base', tone: 's1', values: values.base, held: one.baseMs, dash: true },
      { label: 'new', tone: 's2', values: values.new, held: one.newMs },
    ],
  };
}

function overTime(
  runs: readonly RunBlocks[],
  { name, percentile }: Comparison,
  points: number,
  step: number,
): (number | null)[] {
  const histograms = Array.from({ length: points }, emptyHistogram);
  for (const { requests, slotSeconds } of runs)
    for (const line of requests.get(name) ?? []) {
      const into = histograms[Math.floor((line.t * slotSeconds) / step)];
      if (into !== undefined) addLine(into, line);
    }
  return histograms.map((histogram) => msOf(histogram, percentile));
}

function msOf(histogram: Histogram | undefined, percentile: number): number | null {
  const micros = histogram === undefined ? undefined : quantile(histogram, percentile);
  return micros === undefined ? null : Math.round(micros) / 1000;
}
