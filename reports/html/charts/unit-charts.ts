import { counterRates } from '../../../core/statistics/counter-rates.ts';
import type { Evidence } from '../../evidence/evidence.ts';
import type { ReaderLoad } from '../../evidence/reader-load.ts';
import type { Samples } from '../../evidence/samples.ts';
import { bucketsOf, means, rates, rounded } from './buckets.ts';
import { type Chart, toneOf } from './chart.ts';

/** Load on the equal parts of the system: tasks behind the load balancer, readers behind the reader endpoint. */

export function taskCharts(evidence: Evidence): Chart[] {
  const buckets = bucketsOf(evidence, 5);
  const lines = (what: 'cpu' | 'memoryMiB', factor: number): Chart['series'] =>
    [...evidence.tasks].map(([task, samples], index) => ({
      label: taskLabel(task, index),
      tone: toneOf(index),
      values: means(
        buckets,
        Iterator.from(samples).map(
          (sample) => [Math.floor(sample.at / 1000), sample[what] * factor] as const,
        ),
      ),
    }));
  const targets = [...evidence.targets].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return [
    {
      id: 'task-cpu',
      title: 'CPU per task',
      caption: 'share of the CPU reserved for the task',
      unit: 'fraction',
      x: buckets.x,
      series: lines('cpu', 1),
    },
    {
      id: 'task-memory',
      title: 'Memory per task',
      caption: 'bytes in use',
      unit: 'bytes',
      x: buckets.x,
      series: lines('memoryMiB', 2 ** 20),
    },
    {
      id: 'task-requests',
      title: 'Requests per task',
      caption: 'per second, as the load balancer sent them',
      unit: 'per-second',
      x: buckets.x,
      series: targets.map(([target, slots], index) => ({
        label: target,
        tone: toneOf(index),
        values: rates(
          buckets,
          [...slots].map(
            ([slot, n]) =>
              [evidence.requests.origin + slot * evidence.requests.slotSeconds, n] as const,
          ),
        ),
      })),
    },
  ];
}

export function taskLabel(task: string, index: number): string {
  return `task ${index + 1} (${task.slice(0, 6)})`;
}

export function readerCharts(evidence: Evidence): Chart[] {
  const buckets = bucketsOf(evidence, 2);
  const readers = [...evidence.readers].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const queries = readers.map(([, samples]) => means(buckets, queryRates(samples)));
  const totals = buckets.x.map((_, index) =>
    queries.reduce((total, line) => total + (line[index] ?? 0), 0),
  );
  const series = (
    values: (index: number, samples: Samples<ReaderLoad>) => (number | null)[],
  ): Chart['series'] =>
    readers.map(([reader, samples], index) => ({
      label: reader,
      tone: toneOf(index),
      values: values(index, samples),
    }));
  return [
    {
      id: 'reader-share',
      title: 'Share per reader',
      caption: 'of all queries on readers',
      unit: 'fraction',
      x: buckets.x,
      max: 1,
      series: series((index) =>
        (queries[index] ?? []).map((value, at) => {
          const total = totals[at] ?? 0;
          return value === null || total === 0 ? null : rounded(value / total);
        }),
      ),
    },
    {
      id: 'reader-queries',
      title: 'Queries per reader',
      caption: 'per second',
      unit: 'per-second',
      x: buckets.x,
      series: series((index) => queries[index] ?? []),
    },
    {
      id: 'reader-connections',
      title: 'Connections per reader',
      caption: 'open at once',
      unit: 'count',
      x: buckets.x,
      series: series((_, samples) =>
        means(
          buckets,
          Iterator.from(samples).map(
            ({ at, connections }) => [Math.floor(at / 1000), connections] as const,
          ),
        ),
      ),
    },
  ];
}

/** Queries per second between one sample of a reader and the next. */
export function queryRates(
  samples: Iterable<ReaderLoad>,
): (readonly [second: number, rate: number])[] {
  const inOrder = [...samples].toSorted((a, b) => a.at - b.at);
  return counterRates(inOrder.map(({ at, queriesTotal }) => ({ at, value: queriesTotal }))).map(
    ({ at, perSecond }) => [Math.floor(at / 1000), perSecond] as const,
  );
}
