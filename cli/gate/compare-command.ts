import { resolve } from 'node:path';
import type { Context } from '../../core/context.ts';
import { exitStatusOf } from '../../core/outcome.ts';
import {
  type FoldersResult,
  type JudgedSides,
  compareJudged,
  readSides,
} from '../../reports/comparison/compare-folders.ts';
import { writeWhole } from '../../core/run-folder/write-whole.ts';
import { overlayOfRuns } from '../../reports/comparison/overlay.ts';
import { drawComparison } from '../../reports/comparison/page.ts';
import { resultLines } from '../terminal/comparison.ts';
import { writeJson, writeLines } from '../terminal/output.ts';
import { type RunComparisonFlags, optionsOf } from './flags.ts';

/** `bilancia compare`: two runs, or two sets of runs. */
export async function compareCommand(
  this: Context,
  flags: RunComparisonFlags,
  base: string,
  newer: string,
): Promise<void> {
  const foldersOf = (paths: readonly string[]): string[] =>
    paths.map((path) => resolve(this.workingDirectory, path));
  const sides = await readSides({
    base: foldersOf(base.split(',')),
    new: foldersOf(newer.split(',')),
    history: foldersOf(flags.history ?? []),
  });
  const result = compareJudged(sides, optionsOf(flags));
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
    heading: `${idsOf(newer)} against ${idsOf(base)}`,
    effect: optionsOf(flags).effect,
    charts: overlayOfRuns(runs, result.comparisons),
    over: 'time',
  });
  await writeWhole(resolve(workingDirectory, flags.html), page);
}

function idsOf(runs: JudgedSides['base']): string {
  return runs.map(({ blocks }) => blocks.id).join(', ');
}
