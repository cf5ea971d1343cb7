import { resolve } from 'node:path';
import type { Context } from '../../core/context.ts';
import { mergeRuns } from '../../reports/merge/merge-runs.ts';
import { draw, judgeRun } from '../../reports/report.ts';
import { announce } from './command.ts';
import type { Output } from './format-flags.ts';
import { outputsOf, writeOutputs } from './outputs.ts';

export interface MergeFlags {
  readonly out: string;
  readonly slo?: string;
  readonly format?: readonly Output[];
  readonly json: boolean;
}

/** `bilancia merge`: joins run folders into one, and judges it. */
export async function mergeCommand(
  this: Context,
  flags: MergeFlags,
  ...runs: string[]
): Promise<void> {
  const outputs = outputsOf(flags, 'bilancia merge --help');
  const at = (path: string): string => resolve(this.workingDirectory, path);
  const folder = at(flags.out);
  await mergeRuns(runs.map(at), folder);
  const judged = await judgeRun(
    folder,
    flags.slo === undefined ? {} : { objectives: at(flags.slo) },
  );
  await draw(folder, judged);
  await writeOutputs(this, outputs, judged);
  announce(this, { json: flags.json, outputs }, { folder, verdict: judged.verdict });
}
