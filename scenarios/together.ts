import type { SeriesLine } from '../core/run-folder/files/series.ts';
import type { EngineEnd, EngineReading, EngineRun, EngineSink } from './engine.ts';

/** Processes of an engine that play one load together, as one. When one of them ends badly, the others end too. */
export function together(runs: readonly EngineRun[]): EngineRun {
  const interrupt = (): void => {
    for (const run of runs) run.interrupt();
  };
  const ends = runs.map(async (run) => {
    const end = await run.end;
    if (end.kind !== 'completed') interrupt();
    return end;
  });
  return {
    pids: runs.flatMap(({ pids }) => pids),
    record: async (sink) => {
      const series = seriesOfAll(runs.length, sink.series);
      const readings = runs.map(async (run, nth) => {
        const own: EngineSink = { ...sink, series: (line) => series.add(nth, line) };
        try {
          return await run.record(own);
        } finally {
          series.end(nth);
        }
      });
      return (await Promise.all(readings)).reduce(sumOf);
    },
    end: Promise.all(ends).then(worstOf),
    // Only our own scripts are played by several, and those have none.
    summary: () => Promise.resolve(undefined),
    ready: async () => {
      const counts = await Promise.all(runs.map((run) => run.ready()));
      if (counts.every((count) => count === undefined)) return undefined;
      return counts.reduce<number>((sum, count) => sum + (count ?? 0), 0);
    },
    interrupt,
  };
}

/**
 * Adds up what each process counts in a second. A second is handed on once every process that still plays has come to a
 * later one; a gauge that a process does not tell in it is as it told last.
 */
function seriesOfAll(
  processes: number,
  onLine: (line: SeriesLine) => void,
): { readonly add: (nth: number, line: SeriesLine) => void; readonly end: (nth: number) => void } {
  /** Lines of each second, by process. */
  const waiting = new Map<number, Map<number, SeriesLine>>();
  const newest = Array.from({ length: processes }, () => -Infinity);
  const gauges = Array.from({ length: processes }, (): SeriesLine['gauges'] => ({}));
  const handOn = (): void => {
    const complete = Math.min(...newest);
    for (const t of [...waiting.keys()].toSorted((a, b) => a - b)) {
      if (t >= complete) return;
      const lines = waiting.get(t) ?? new Map<number, SeriesLine>();
      waiting.delete(t);
      for (const [nth, line] of lines) gauges[nth] = { ...gauges[nth], ...line.gauges };
      onLine({
        t,
        counters: sums([...lines.values()].map((line) => line.counters)),
        gauges: sums(gauges),
      });
    }
  };
  return {
    add: (nth, line) => {
      const lines = waiting.get(line.t) ?? new Map<number, SeriesLine>();
      const known = lines.get(nth);
      lines.set(nth, {
        t: line.t,
        counters: sums([known?.counters, line.counters]),
        gauges: { ...known?.gauges, ...line.gauges },
      });
      waiting.set(line.t, lines);
      newest[nth] = Math.max(newest[nth] ?? line.t, line.t);
      handOn();
    },
    end: (nth) => {
      newest[nth] = Infinity;
      gauges[nth] = {};
      handOn();
    },
  };
}

function sums(
  records: readonly (Readonly<Record<string, number>> | undefined)[],
): Record<string, number> {
  const total: Record<string, number> = {};
  for (const record of records)
    for (const [name, value] of Object.entries(record ?? {}))
      total[name] = (total[name] ?? 0) + value;
  return total;
}

function sumOf(a: EngineReading, b: EngineReading): EngineReading {
  const first = a.firstMalformed ?? b.firstMalformed;
  const untold = [...(a.untold ?? []), ...(b.untold ?? [])];
  return {
    records: a.records + b.records,
    malformed: a.malformed + b.malformed,
    ...(first === undefined ? {} : { firstMalformed: first }),
    truncated: a.truncated || b.truncated,
    ...(untold.length === 0 ? {} : { untold }),
  };
}

/** From the one that spoils a run most. One that was interrupted may have been so for another's sake. */
const order = [
  'rejected',
  'killed',
  'broken',
  'failed-by-script',
  'thresholds-crossed',
  'interrupted',
  'completed',
] as const satisfies readonly EngineEnd['kind'][];

function worstOf(ends: readonly EngineEnd[]): EngineEnd {
  const [worst] = ends.toSorted((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
  if (worst === undefined) throw new RangeError('There must be at least one process.');
  return worst;
}
