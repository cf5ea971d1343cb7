import { balanceOf } from '../../../core/statistics/balance/indices.ts';
import { cvByChance } from '../../../core/statistics/balance/chance.ts';
import type { Evidence } from '../../evidence/evidence.ts';
import { type Buckets, bucketsOf, means, rates, rounded } from './buckets.ts';
import type { Chart } from './chart.ts';
import { queryRates } from './unit-charts.ts';

/** How unevenly requests lie on tasks, and what chance alone would do, were each sent to any of them. */
export function taskBalanceChart(evidence: Evidence): Chart {
  const buckets = bucketsOf(evidence, 5);
  const { origin, slotSeconds } = evidence.requests;
  const counts = [...evidence.targets.values()].map((slots) =>
    rates(
      buckets,
      [...slots].map(([slot, n]) => [origin + slot * slotSeconds, n] as const),
    ),
  );
  const there = counts.map(whileThere);
  return balanceChart('task-balance', 'Balance of tasks', buckets, [
    {
      label: 'requests',
      tone: 's1',
      values: uneven(there, buckets),
    },
    {
      label: 'by chance (p95)',
      tone: 'quiet',
      dash: true,
      values: byChance(there, buckets, (at) => buckets.covered[at] ?? 1),
    },
  ]);
}

/** The same of readers. Chance decides where connections land, and queries go where connections are. */
export function readerBalanceChart(evidence: Evidence): Chart {
  const buckets = bucketsOf(evidence, 2);
  const samples = [...evidence.readers.values()];
  const queries = samples.map((of) => means(buckets, queryRates(of)));
  const connections = samples.map((of) =>
    means(
      buckets,
      Iterator.from(of).map((one) => [Math.floor(one.at / 1000), one.connections] as const),
    ),
  );
  return balanceChart('reader-balance', 'Balance of readers', buckets, [
    { label: 'queries', tone: 's1', values: uneven(queries, buckets) },
    { label: 'connections', tone: 's2', values: uneven(connections, buckets) },
    {
      label: 'by chance (p95)',
      tone: 'quiet',
      dash: true,
      values: byChance(connections, buckets, () => 1),
    },
  ]);
}

function balanceChart(id: string, title: string, buckets: Buckets, series: Chart['series']): Chart {
  const isDrawn = series[0]?.values.some((value) => value !== null) === true;
  return {
    id,
    title,
    caption: 'coefficient of variation; below the dashed line chance alone explains it',
    unit: 'fraction',
    x: buckets.x,
    series: isDrawn ? series : [],
  };
}

/** A task is there from its first request to its last; null elsewhere. */
function whileThere(line: readonly number[]): (number | null)[] {
  const first = line.findIndex((value) => value > 0);
  const last = line.findLastIndex((value) => value > 0);
  return line.map((value, at) => (first !== -1 && at >= first && at <= last ? value : null));
}

type Line = readonly (number | null)[];

function loadsAt(lines: readonly Line[], at: number): number[] {
  return lines.map((line) => line[at] ?? null).filter((value) => value !== null);
}

function uneven(lines: readonly Line[], { x }: Buckets): (number | null)[] {
  return x.map((_, at) => {
    const loads = loadsAt(lines, at);
    const cv = loads.length < 2 ? undefined : balanceOf(loads)?.cv;
    return cv === undefined ? null : rounded(cv);
  });
}

/** @param times what a value of the lines stands for so many of, at a bucket */
function byChance(
  lines: readonly Line[],
  { x }: Buckets,
  times: (at: number) => number,
): (number | null)[] {
  return x.map((_, at) => {
    const loads = loadsAt(lines, at);
    const mean = loads.reduce((sum, load) => sum + load, 0) / loads.length;
    const cv = cvByChance(loads.length, mean * times(at));
    return cv === undefined ? null : rounded(cv);
  });
}
