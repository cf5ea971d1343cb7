import { resolve } from 'node:path';
import type { Context } from '../../core/context.ts';
import { type Outcome, exitStatusOf } from '../../core/outcome.ts';
import { compareFolders } from '../../reports/comparison/compare-folders.ts';
import { judgeRun } from '../../reports/report.ts';
import { verdictForTerminal } from '../../reports/terminal.ts';
import type { Output } from '../run/format-flags.ts';
import { isPrinted, outputsOf, writeOutputs } from '../run/outputs.ts';
import { writeJson, writeLines } from '../terminal/output.ts';
import { resultLines } from './compare-command.ts';
import { type ComparisonFlags, optionsOf } from './flags.ts';

export interface GateFlags extends ComparisonFlags {
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
  const baselines = (flags.baseline ?? []).map(at);
  const comparison =
    baselines.length === 0
      ? undefined
      : await compareFolders(
          { base: baselines, new: [at(run)], history: (flags.history ?? []).map(at) },
          optionsOf(flags),
        );
  const outcomes = [verdict.outcome, ...(comparison === undefined ? [] : [comparison.outcome])];
  const outcome = worst.find((one) => outcomes.includes(one)) ?? 'inconclusive';
  await writeOutputs(this, outputs, { evidence, verdict, compared: comparison });
  if (flags.json) writeJson(this, { outcome, verdict, comparison });
  else if (!isPrinted(outputs)) {
    const judged = verdictForTerminal(verdict, { stream: this.process.stdout }).trimEnd();
    const compared = comparison === undefined ? [] : resultLines(this, comparison);
    writeLines(this, [...compared, judged]);
  }
  this.process.exitCode = exitStatusOf[outcome];
}
