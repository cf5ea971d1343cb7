import { resolve } from 'node:path';
import type { Context } from '../../core/context.ts';
import { type Outcome, exitStatusOf } from '../../core/outcome.ts';
import {
  type FoldersResult,
  compareJudged,
  readSides,
} from '../../reports/comparison/compare-folders.ts';
import { type JudgedFolder, readJudged } from '../../reports/history/read-judged.ts';
import { verdictForTerminal } from '../../reports/terminal.ts';
import { writeJson, writeLines } from '../terminal/output.ts';
import { drawIfAsked, resultLines } from './compare-command.ts';
import { type RunComparisonFlags, optionsOf } from './flags.ts';

export interface GateFlags extends RunComparisonFlags {
  readonly baseline?: readonly string[];
  readonly slo?: string;
}

/** From what decides to what only confirms. */
const worst: readonly Outcome[] = ['fail', 'invalid', 'inconclusive', 'pass'];

/** `bilancia gate`: judges a run by its objectives and, where baselines are given, by comparison. */
export async function gateCommand(this: Context, flags: GateFlags, run: string): Promise<void> {
  const at = (path: string): string => resolve(this.workingDirectory, path);
  const objectives = flags.slo === undefined ? {} : { objectives: at(flags.slo) };
  const judged = await readJudged(at(run), objectives);
  const { verdict } = judged;
  const baselines = flags.baseline ?? [];
  const comparison = baselines.length === 0 ? undefined : await compared(this, flags, judged);
  const outcomes = [verdict.outcome, ...(comparison === undefined ? [] : [comparison.outcome])];
  const outcome = worst.find((one) => outcomes.includes(one)) ?? 'inconclusive';
  if (flags.json) writeJson(this, { outcome, verdict, comparison });
  else {
    const said = verdictForTerminal(verdict, { stream: this.process.stdout }).trimEnd();
    const lines = comparison === undefined ? [] : resultLines(this, comparison);
    writeLines(this, [...lines, said]);
  }
  this.process.exitCode = exitStatusOf[outcome];
}

async function compared(
  context: Context,
  flags: GateFlags,
  judged: JudgedFolder,
): Promise<FoldersResult> {
  const { baseline = [], history = [] } = flags;
  const at = (path: string): string => resolve(context.workingDirectory, path);
  const read = await readSides({ base: baseline.map(at), new: [], history: history.map(at) });
  const sides = { ...read, new: [judged] };
  const result = compareJudged(sides, optionsOf(flags));
  await drawIfAsked(context, flags, sides, result);
  return result;
}
