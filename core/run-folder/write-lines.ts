import { runFile } from './layout.ts';
import { openNdjson } from './ndjson.ts';
import type { HistogramLine, SeriesLine } from './records.ts';

/** Where a reader of an engine's output puts what it read: the two files of a run folder. */
export interface RunLines {
  readonly histogram: (line: HistogramLine) => void;
  readonly series: (line: SeriesLine) => void;
  /** Waits until all lines are in the files: once a second lets others follow the run. */
  readonly flush: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/**
 * Opens a run folder's histograms and series to append to.
 * @throws disk-full from any call, when it is
 */
export async function openRunLines(folder: string): Promise<RunLines> {
  const histograms = await openNdjson(runFile(folder, 'histograms'));
  const series = await openNdjson(runFile(folder, 'series'));
  return {
    histogram: histograms.write,
    series: series.write,
    flush: () => both([histograms.flush(), series.flush()]),
    close: () => both([histograms.close(), series.close()]),
  };
}

/** Waits for both, so that neither file stays open when the other fails. */
async function both(acts: readonly Promise<void>[]): Promise<void> {
  const results = await Promise.allSettled(acts);
  const failed = results.find((result) => result.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
}
