import { runFile } from '../core/run-folder/path.ts';
import { writeWhole } from '../core/run-folder/write-whole.ts';
import type { Evidence } from './evidence/evidence.ts';
import { readEvidence } from './evidence/read.ts';
import { drawReport } from './html/draw.ts';
import { readObjectives, readObjectivesOrDefaults } from './objectives/read.ts';
import { judge } from './verdict/judge.ts';
import type { Verdict } from './verdict/schema.ts';

/** Which objectives to judge by: those of the file at this path, instead of those in the folder or the defaults. */
export interface JudgeOptions {
  readonly objectives?: string;
}

/**
 * Judges a run folder. Needs nothing but the folder, and takes incomplete ones, as crashes leave them.
 * @throws unreadable-file when the manifest, a record or the objectives cannot be used
 */
export async function judgeRun(
  folder: string,
  options: JudgeOptions = {},
): Promise<{ evidence: Evidence; verdict: Verdict }> {
  const objectives =
    options.objectives === undefined
      ? await readObjectivesOrDefaults(runFile(folder, 'objectives'))
      : await readObjectives(options.objectives);
  const evidence = await readEvidence(folder, objectives.windows.slideSeconds);
  return { evidence, verdict: judge(evidence, objectives) };
}

/**
 * Judges a run folder and writes `verdict.json` and `report.html` into it, each as a whole or not at all.
 * @throws as judgeRun does, and disk-full
 */
export async function judgeAndDraw(folder: string, options: JudgeOptions = {}): Promise<Verdict> {
  const { evidence, verdict } = await judgeRun(folder, options);
  await writeWhole(runFile(folder, 'verdict'), `${JSON.stringify(verdict, undefined, 2)}\n`);
  await writeWhole(runFile(folder, 'report'), await drawReport(evidence, verdict));
  return verdict;
}
