import type { Outcome } from '../../core/outcome.ts';
import type { Difference } from '../gate/comparability.ts';
import { type RunsResult, compareRuns } from '../gate/compare-runs.ts';
import type { GateOptions } from '../gate/options.ts';
import { type RunSummary, summaryOf } from '../gate/run-summary.ts';
import { judgeRun } from '../report.ts';
import { readRunBlocks } from './read-run.ts';

/** What a comparison of run folders says: a run whose load was not what it should have been is compared with nothing. */
export interface FoldersResult extends Omit<RunsResult, 'verdict'> {
  readonly outcome: Outcome;
  readonly differences: readonly Difference[];
}

/** Folders of runs. */
export interface Folders {
  readonly base: readonly string[];
  readonly new: readonly string[];
  /** Runs of the past, which tell how much equal runs differ. */
  readonly history?: readonly string[];
}

/**
 * Compares the runs in some folders with those in others. Runs of the past that were invalid are left out.
 * @throws unreadable-file when a folder holds no run
 */
export async function compareFolders(
  { base, new: newer, history = [] }: Folders,
  options: GateOptions,
): Promise<FoldersResult> {
  for (const folder of [...base, ...newer]) {
    const { verdict } = await judgeRun(folder);
    if (verdict.outcome === 'invalid')
      return nothing('invalid', `run ${verdict.run} is invalid: ${verdict.reasons[0] ?? ''}`);
  }
  const sides = await Promise.all(
    [base, newer].map((folders) => Promise.all(folders.map((folder) => readRunBlocks(folder)))),
  );
  const past: RunSummary[] = [];
  for (const folder of history)
    if ((await judgeRun(folder)).verdict.outcome !== 'invalid')
      past.push(summaryOf(await readRunBlocks(folder), options.percentiles));
  const { verdict: outcome, ...rest } = compareRuns(sides[0] ?? [], sides[1] ?? [], {
    history: past,
    options,
  });
  return { outcome, ...rest };
}

function nothing(outcome: Outcome, sentence: string): FoldersResult {
  return { outcome, sentence, comparisons: [], notCompared: [], differences: [] };
}
