import { resolve } from 'node:path';
import type { Context } from '../../core/context.ts';
import { knownError } from '../../core/errors.ts';
import { readProbeManifest } from '../../core/probe-folder/manifest.ts';
import { openRunFolder } from '../../core/run-folder/open.ts';
import { readManifest } from '../../core/run-folder/read-manifest.ts';
import { draw, judgeRun } from '../../reports/report.ts';
import { judgeProbe } from '../../run/probe/judge.ts';
import { announceProbe } from '../probe/command.ts';
import { announce } from './command.ts';
import type { Output } from './format-flags.ts';
import { outputsOf, writeOutputs } from './outputs.ts';

export interface ReportFlags {
  readonly slo?: string;
  readonly format?: readonly Output[];
  readonly out?: string;
  readonly json: boolean;
}

/** `bilancia report`: judges a run folder again, and needs nothing but the folder. */
export async function reportCommand(
  this: Context,
  flags: ReportFlags,
  path: string,
): Promise<void> {
  const outputs = outputsOf(flags, 'bilancia report --help', flags.out);
  const folder = resolve(this.workingDirectory, path);
  if ((await readProbeManifest(folder)) !== undefined) {
    await redrawProbe(this, flags, folder);
    return;
  }
  // Before the folder is locked: a lock in a folder that holds no run would be left in the way.
  await readManifest(folder);
  const run = await openRunFolder(folder);
  try {
    const objectives =
      flags.slo === undefined ? {} : { objectives: resolve(this.workingDirectory, flags.slo) };
    const judged = await judgeRun(folder, objectives);
    await draw(folder, judged);
    await writeOutputs(this, outputs, judged);
    announce(this, { json: flags.json, outputs }, { folder, verdict: judged.verdict });
  } finally {
    await run.close();
  }
}

/** The folder of a probe, which has no objectives. */
async function redrawProbe(
  context: Context,
  { slo, json }: ReportFlags,
  folder: string,
): Promise<void> {
  if (slo !== undefined) {
    const problem = '--slo has no effect on a probe: it is judged by its samples alone';
    throw knownError('bad-usage', { problem, help: 'bilancia report --help' });
  }
  const held = await openRunFolder(folder);
  try {
    announceProbe(context, json, { folder, verdict: await judgeProbe(folder) });
  } finally {
    await held.close();
  }
}
