import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { abFiles } from '../../core/run-folder/ab-folder.ts';
import type { Context } from '../../core/context.ts';
import { openRunFolder } from '../../core/run-folder/open.ts';
import { readManifest } from '../../core/run-folder/read-manifest.ts';
import { judgeAndDraw } from '../../reports/report.ts';
import { judgeAb } from '../../reports/comparison/judge-ab.ts';
import { announceAb } from '../gate/announce-ab.ts';
import { announce } from './command.ts';

export interface ReportFlags {
  readonly slo?: string;
  readonly json: boolean;
}

/** `bilancia report`: judges a run folder, or that of an A/B comparison, again; needs nothing but the folder. */
export async function reportCommand(
  this: Context,
  flags: ReportFlags,
  path: string,
): Promise<void> {
  const folder = resolve(this.workingDirectory, path);
  if (existsSync(join(folder, abFiles.manifest))) {
    announceAb(this, flags.json, await judgeAb(folder));
    return;
  }
  // Before the folder is locked: a lock in a folder that holds no run would be left in the way.
  await readManifest(folder);
  const run = await openRunFolder(folder);
  try {
    const objectives =
      flags.slo === undefined ? {} : { objectives: resolve(this.workingDirectory, flags.slo) };
    announce(this, flags.json, { folder, verdict: await judgeAndDraw(folder, objectives) });
  } finally {
    await run.close();
  }
}
