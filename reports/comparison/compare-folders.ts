import type { Outcome } from '../../core/outcome.ts';
import { type RunsResult, compareRuns } from '../gate/compare-runs.ts';
import type { GateOptions } from '../gate/options.ts';
import { type History, readHistory } from '../history/read.ts';
import { type JudgedFolder, readJudged } from '../history/read-judged.ts';

/** What a comparison of run folders says: a run whose load was not what it should have been is compared with nothing. */
export interface FoldersResult extends Omit<RunsResult, 'verdict'> {
  readonly outcome: Outcome;
}

/** Runs that were read and judged. */
export interface JudgedSides {
  readonly base: readonly JudgedFolder[];
  readonly new: readonly JudgedFolder[];
  /** Runs of the past, which tell how much equal runs differ. */
  readonly history: History;
}

/** Compares the runs in some folders with those in others. */
export function compareJudged(sides: JudgedSides, options: GateOptions): FoldersResult {
  const { base, new: newer, history } = sides;
  for (const [word, runs] of [
    ['base', base],
    ['new', newer],
  ] as const)
    for (const { verdict } of runs)
      if (verdict.outcome === 'invalid')
        return invalid(`${word} run ${verdict.run} is invalid: ${verdict.reasons[0] ?? ''}`);
  const [baseBlocks, newBlocks] = [base, newer].map((runs) => runs.map(({ blocks }) => blocks));
  const { verdict, notes, ...rest } = compareRuns(baseBlocks ?? [], newBlocks ?? [], {
    history: history.summaries,
    options,
  });
  return { outcome: verdict, ...rest, notes: [...notes, ...history.notes] };
}

function invalid(sentence: string): FoldersResult {
  return {
    outcome: 'invalid',
    sentence,
    comparisons: [],
    notCompared: [],
    differences: [],
    notes: [],
  };
}

/** Paths of run folders, and of what is known of the past: see `readHistory`. */
export interface Folders {
  readonly base: readonly string[];
  readonly new: readonly string[];
  readonly history?: readonly string[];
}

/**
 * Reads run folders, each once. One after the other: each may need a quarter of a gigabyte.
 * @throws unreadable-file when a folder holds no run
 */
export async function readSides({ base, new: newer, history = [] }: Folders): Promise<JudgedSides> {
  return {
    base: await readAll(base),
    new: await readAll(newer),
    history: await readHistory(history),
  };
}

async function readAll(folders: readonly string[]): Promise<JudgedFolder[]> {
  const read: JudgedFolder[] = [];
  for (const folder of folders) read.push(await readJudged(folder));
  return read;
}
