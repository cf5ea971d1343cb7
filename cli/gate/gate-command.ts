import { resolve } from 'node:path';
import type { Context } from '../../core/context.ts';
import { type Outcome, exitStatusOf } from '../../core/outcome.ts';
import {
  type FoldersResult,
  compareJudged,
  readSides,
} from '../../reports/comparison/compare-folders.ts';
import { type JudgedFolder, judgedFolder } from '../../reports/history/read-judged.ts';
import { judgeRun } from '../../reports/report.ts';
import { verdictForTerminal } from '../../reports/terminal.ts';
import type { Output } from '../run/format-flags.ts';
import { isPrinted, outputsOf, writeOutputs } from '../run/outputs.ts';
import { writeJson, writeLines } from '../terminal/output.ts';
import { resultLines } from '../terminal/comparison.ts';
import { drawIfAsked } from './compare-command.ts';
import { type RunComparisonFlags, optionsOf } from './flags.ts';

export interface GateFlags extends RunComparisonFlags {
  readonly baseline?: readonly string[];
  readonly slo?: string;
  readonly format?: readonly Output[];
}

/** From what decides to what only confirms. */
const worst: readonly Outcome[] = ['fail', 'invalid', 'inconclusive', 'pass'];

/** `bilancia gate`: judges a run by its objectives and, where baselines are given, by comparison. */
export async function gateCommand(this: Context, flags: GateFlags, run: string): Promise<void> {
  const at = (path: string): string => resolve(this.workingDirectory, path);
  const outputs = outputsOf(flags, 'bilancia gate --help');
  const objectives = flags.slo === undefined ? {} : { objectives: at(flags.slo) };
  const { evidence, verdict } = await judgeRun(at(run), objectives);
  const judged = judgedFolder(at(run), { evidence, verdict });
  const isCompared = (flags.baseline ?? []).length > 0;
  const comparison = isCompared ? await compareWith(this, flags, judged) : undefined;
  const outcomes = [verdict.outcome, ...(comparison === undefined ? [] : [comparison.outcome])];
  const outcome = worst.find((one) => outcomes.includes(one)) ?? 'inconclusive';
  await writeOutputs(this, outputs, { evidence, verdict, compared: comparison });
  if (flags.json) writeJson(this, { outcome, verdict, comparison });
  else if (!isPrinted(outputs)) {
    const said = verdictForTerminal(verdict, { stream: this.process.stdout }).trimEnd();
    const compared = comparison === undefined ? [] : resultLines(this, comparison);
    writeLines(this, [...compared, said]);
  }
  this.process.exitCode = exitStatusOf[outcome];
}

async function compareWith(
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
