import { resolve } from 'node:path';
import type { Context } from '../../core/context.ts';
import { knownError } from '../../core/errors.ts';
import { exitStatusOf, worstOf } from '../../core/outcome.ts';
import {
  type FoldersResult,
  compareJudged,
  readSides,
} from '../../reports/comparison/compare-folders.ts';
import type { GateOptions } from '../../reports/gate/options.ts';
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

/** `bilancia gate`: judges a run by its objectives and, where baselines are given, by comparison. */
export async function gateCommand(this: Context, flags: GateFlags, run: string): Promise<void> {
  const at = (path: string): string => resolve(this.workingDirectory, path);
  const outputs = outputsOf(flags, 'bilancia gate --help');
  refuseIdle(flags);
  const options = optionsOf(flags);
  const objectives = flags.slo === undefined ? {} : { objectives: at(flags.slo) };
  const { evidence, verdict } = await judgeRun(at(run), objectives);
  const judged = judgedFolder(at(run), { evidence, verdict });
  const isCompared = flags.baseline !== undefined;
  const comparison = isCompared ? await compareWith(this, flags, options, judged) : undefined;
  const outcome = worstOf([verdict.outcome, comparison?.outcome ?? verdict.outcome]);
  await writeOutputs(this, outputs, { evidence, verdict, compared: comparison });
  if (flags.json) writeJson(this, { outcome, verdict, comparison });
  else if (!isPrinted(outputs)) {
    const said = verdictForTerminal(verdict, { stream: this.process.stdout }).trimEnd();
    const compared = comparison === undefined ? [] : resultLines(this, comparison);
    writeLines(this, [...compared, said]);
  }
  this.process.exitCode = exitStatusOf[outcome];
}

/** What only a comparison reads would be left out in silence without one. @throws bad-usage */
function refuseIdle(flags: GateFlags): void {
  const idle = [
    ['--history', flags.history],
    ['--html', flags.html],
    ['--effect', flags.effect],
    ['--minimum-effect', flags.minimumEffect],
    ['--percentiles', flags.percentiles],
  ].flatMap(([flag, value]) => (value === undefined ? [] : [flag]));
  if (flags.baseline !== undefined || idle.length === 0) return;
  throw knownError('bad-usage', {
    problem: `${idle.join(', ')} ${idle.length === 1 ? 'is' : 'are'} of a comparison: name what to compare with, --baseline RUN`,
    help: 'bilancia gate --help',
  });
}

async function compareWith(
  context: Context,
  flags: GateFlags,
  options: GateOptions,
  judged: JudgedFolder,
): Promise<FoldersResult> {
  const { baseline = [], history = [] } = flags;
  const at = (path: string): string => resolve(context.workingDirectory, path);
  const read = await readSides({ base: baseline.map(at), new: [], history: history.map(at) });
  const sides = { ...read, new: [judged] };
  const result = compareJudged(sides, options);
  await drawIfAsked(context, flags, sides, result);
  return result;
}
