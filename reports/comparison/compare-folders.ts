import { knownError } from '../../core/errors.ts';
import { nearest } from '../../core/nearest.ts';
import type { Outcome } from '../../core/outcome.ts';
import { runFiles } from '../../core/run-folder/files/index.ts';
import { list } from '../words/figures.ts';
import { type RunsResult, compareRuns } from '../gate/compare-runs.ts';
import type { GateOptions } from '../gate/options.ts';
import { type History, readHistory } from '../history/read.ts';
import { type JudgedFolder, readJudged } from '../history/read-judged.ts';
import { neighborsOf } from './neighbors.ts';

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
  /** Whose requests alone are compared; of all where it is left out. */
  readonly tenant?: string | undefined;
}

/**
 * Compares the runs in some folders with those in others. Where durations are lost, nothing is settled by the rest.
 * @throws cannot-compare when a run is there twice
 */
export function compareJudged(sides: JudgedSides, options: GateOptions): FoldersResult {
  refuseRepeated(sides);
  const result = compareThose(sides, options);
  const damaged = (['base', 'new'] as const).flatMap((word) =>
    sides[word]
      .filter(({ isWhole }) => !isWhole)
      .map(({ verdict }) => `${word} run ${verdict.run}`),
  );
  if (damaged.length === 0 || result.outcome === 'invalid') return result;
  const lost = `some of ${runFiles.histograms.name} is lost of ${list(damaged, 4)}`;
  return { ...result, outcome: 'inconclusive', sentence: `${lost}; ${result.sentence}` };
}

/** A run counted twice would say that runs differ by nothing. */
function refuseRepeated({ base, new: newer }: JudgedSides): void {
  const folders = new Map<string, string>();
  for (const { folder, verdict } of [...base, ...newer]) {
    const before = folders.get(verdict.run);
    if (before !== undefined)
      throw knownError('cannot-compare', { folder, other: before, run: verdict.run });
    folders.set(verdict.run, folder);
  }
}

function compareThose(sides: JudgedSides, options: GateOptions): FoldersResult {
  const { base, new: newer, history } = sides;
  for (const [word, runs] of [
    ['base', base],
    ['new', newer],
  ] as const)
    for (const { verdict } of runs)
      if (verdict.outcome === 'invalid')
        return invalid(`${word} run ${verdict.run} is invalid: ${verdict.reasons[0] ?? ''}`);
  const [baseBlocks, newBlocks] = [base, newer].map((runs) => runs.map(({ blocks }) => blocks));
  const result = compareRuns(baseBlocks ?? [], newBlocks ?? [], {
    history: history.summaries,
    options,
  });
  const { verdict, notes, ...rest } = result;
  const told = { ...rest, notes: [...unsettled(sides), ...notes, ...history.notes] };
  return sides.tenant === undefined
    ? { outcome: verdict, ...told }
    : ofNeighbors({ outcome: verdict, ...told }, sides, sides.tenant);
}

/** Runs that are inconclusive by themselves: what their durations say may be of a part of the load. */
function unsettled(sides: JudgedSides): string[] {
  return (['base', 'new'] as const).flatMap((word) =>
    sides[word]
      .filter(({ verdict }) => verdict.outcome === 'inconclusive')
      .map(
        ({ verdict }) => `${word} run ${verdict.run} is inconclusive: ${verdict.reasons[0] ?? ''}`,
      ),
  );
}

/** The same, judged as what the load of the others did to one tenant. */
function ofNeighbors(
  { outcome, sentence, differences, notes, ...rest }: FoldersResult,
  { base, new: newer }: JudgedSides,
  tenant: string,
): FoldersResult {
  const neighbors = neighborsOf(base, newer, tenant);
  const apart = neighbors.differences.map(
    ({ base: from, new: to }) => `neighbor: ${from} against ${to}`,
  );
  return {
    ...rest,
    outcome: apart.length > 0 ? 'inconclusive' : outcome,
    sentence: `requests of ${tenant}: ${[...apart, sentence].join('; ')}`,
    differences: [...differences, ...neighbors.differences],
    notes: [...neighbors.notes, ...notes],
  };
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
  /** Whose requests alone are compared. */
  readonly tenant?: string | undefined;
}

/**
 * Reads run folders, each once. One after the other: each may need a quarter of a gigabyte.
 * @throws unreadable-file when a folder holds no run, unknown-name for a tenant that none of them has
 */
export async function readSides({
  base,
  new: newer,
  history = [],
  tenant,
}: Folders): Promise<JudgedSides> {
  const sides = {
    base: await readAll(base, tenant),
    new: await readAll(newer, tenant),
    history: await readHistory(history),
    tenant,
  };
  if (tenant !== undefined) refuseUnknown(tenant, [...sides.base, ...sides.new]);
  return sides;
}

/** @throws unknown-name for a tenant that no run has, unless none tells of tenants at all */
function refuseUnknown(given: string, runs: readonly JudgedFolder[]): void {
  const known = [...new Set(runs.flatMap(({ tenants }) => [...tenants.keys()]))].toSorted();
  if (known.length === 0 || known.includes(given)) return;
  throw knownError('unknown-name', {
    what: 'tenant',
    given,
    nearest: nearest(given, known),
    known,
  });
}

async function readAll(
  folders: readonly string[],
  tenant: string | undefined,
): Promise<JudgedFolder[]> {
  const read: JudgedFolder[] = [];
  for (const folder of folders) read.push(await readJudged(folder, {}, tenant));
  return read;
}
