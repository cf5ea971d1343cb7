import { basename, relative, resolve } from 'node:path';
import type { Context } from '../../core/context.ts';
import { knownError } from '../../core/errors.ts';
import { exitStatusOf } from '../../core/outcome.ts';
import {
  type FoldersResult,
  type JudgedSides,
  compareJudged,
  readSides,
} from '../../reports/comparison/compare-folders.ts';
import { writeWhole } from '../../core/run-folder/write-whole.ts';
import { overlayOfRuns } from '../../reports/comparison/overlay.ts';
import { type ComparedRun, drawComparison } from '../../reports/comparison/page.ts';
import { list } from '../../reports/words/figures.ts';
import { resultLines } from '../terminal/comparison.ts';
import { writeJson, writeLines } from '../terminal/output.ts';
import { type CompareFlags, type RunComparisonFlags, optionsOf } from './flags.ts';

/** `bilancia compare`: two runs, or two sets of runs. */
export async function compareCommand(
  this: Context,
  flags: CompareFlags,
  base: string,
  newer: string,
): Promise<void> {
  const foldersOf = (paths: readonly string[]): string[] =>
    paths.map((path) => resolve(this.workingDirectory, path));
  if (flags.tenant !== undefined && flags.history !== undefined)
    throw knownError('bad-usage', {
      problem:
        '--tenant takes no --history: that keeps no tenants apart, so give several runs on a side',
      help: 'bilancia compare --help',
    });
  const options = optionsOf(flags);
  const sides = await readSides({
    tenant: flags.tenant,
    base: foldersOf(base.split(',')),
    new: foldersOf(newer.split(',')),
    history: foldersOf(flags.history ?? []),
  });
  const result = compareJudged(sides, options);
  await drawIfAsked(this, flags, sides, result);
  if (flags.json) writeJson(this, result);
  else writeLines(this, resultLines(this, result));
  this.process.exitCode = exitStatusOf[result.outcome];
}

/** Writes the page of a comparison, where there is to be one. */
export async function drawIfAsked(
  { workingDirectory }: Context,
  flags: RunComparisonFlags,
  { base, new: newer }: JudgedSides,
  result: FoldersResult,
): Promise<void> {
  if (flags.html === undefined) return;
  const runs = { base: base.map(({ blocks }) => blocks), new: newer.map(({ blocks }) => blocks) };
  const page = await drawComparison(result, {
    heading: `${foldersOf(newer)} against ${foldersOf(base)}`,
    runs: [...runsOf(workingDirectory, base, 'base'), ...runsOf(workingDirectory, newer, 'new')],
    effect: optionsOf(flags).effect,
    charts: overlayOfRuns(runs, result.comparisons),
    over: 'time',
  });
  await writeWhole(resolve(workingDirectory, flags.html), page);
}

function foldersOf(runs: JudgedSides['base']): string {
  return list(runs.map(({ folder }) => basename(folder)));
}

function runsOf(from: string, runs: JudgedSides['base'], side: ComparedRun['side']): ComparedRun[] {
  return runs.map(({ folder, blocks: { id, startedAt, identity } }) => ({
    side,
    folder: relative(from, folder),
    scenario: identity.scenario,
    startedAt,
    id,
  }));
}
