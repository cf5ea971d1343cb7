import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Context } from '../../core/context.ts';
import { mergeRuns } from '../../reports/merge/merge-runs.ts';
import { draw, judgeRun } from '../../reports/report.ts';
import { readBack } from '../../run/read-back.ts';
import { engines } from '../../scenarios/engines/index.ts';
import { readPlan } from '../../scenarios/distributed/plan.ts';
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
  await mergeAll(runs.map(at), folder);
  const judged = await judgeRun(
    folder,
    flags.slo === undefined ? {} : { objectives: at(flags.slo) },
  );
  await draw(folder, judged);
  await writeOutputs(this, outputs, judged);
  announce(this, { json: flags.json, outputs }, { folder, verdict: judged.verdict });
}

/** Merges run folders; a folder of a distributed load stands for what its generators brought back. */
async function mergeAll(paths: readonly string[], out: string): Promise<void> {
  const workshop = await mkdtemp(join(tmpdir(), 'bilancia-merge-'));
  try {
    const folders: string[] = [];
    for (const path of paths) {
      const plan = await readPlan(path);
      if (plan === undefined) folders.push(path);
      else folders.push(...(await readBack(path, plan, join(workshop, String(folders.length)))));
    }
    await mergeRuns(folders, out, (name, parts) => engines[name].mergeSummaries(parts));
  } finally {
    await rm(workshop, { recursive: true });
  }
}
