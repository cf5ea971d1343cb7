import { join } from 'node:path';
import type { Histogram } from '../../core/statistics/histogram.ts';
import type { HistogramLine } from '../../core/statistics/histogram-line.ts';
import { mergeInto } from '../../core/statistics/merge-into.ts';
import { readCsvFile } from '../../scenarios/engines/k6/csv/source.ts';
import type { CsvSummary } from '../../scenarios/engines/k6/csv/reader.ts';
import { collectingSink } from '../../scenarios/engines/k6/csv/testing/read-text.ts';

/** What lines come to: a histogram of each second, request name and outcome. */
export function merged(lines: readonly HistogramLine[]): Map<string, Histogram> {
  const groups = new Map<string, Histogram>();
  for (const line of lines) mergeInto(groups, `${line.t} ${line.name} ${line.outcome}`, line);
  return groups;
}

/** Reads what an engine wrote into a run folder once more, whole. */
export async function readAgain(
  folder: string,
  output: string,
): Promise<{ readonly histograms: HistogramLine[]; readonly summary: CsvSummary }> {
  const { lines, sink } = collectingSink();
  const summary = await readCsvFile(join(folder, output), { counters: [], sink });
  return { histograms: lines.histograms, summary };
}
