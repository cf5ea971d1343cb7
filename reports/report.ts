import { runFile } from '../core/run-folder/layout.ts';
import { writeWhole } from '../core/run-folder/write-whole.ts';
import { readEvidence } from './evidence/read.ts';
import { drawReport } from './html/draw.ts';
import { readObjectives, readObjectivesOrDefaults } from './objectives/read.ts';
import { judge } from './verdict/judge.ts';
import type { Verdict } from './verdict/schema.ts';

/**
 * Judges a run folder, writes `verdict.json` and `report.html` into it, each as a whole or not at all, and returns the
 * verdict. Needs nothing but the folder, and takes incomplete ones, as crashes leave them.
 * @param options.objectives path of a file of objectives, instead of those in the folder or the defaults
 * @throws unreadable-file when the manifest, a record or the objectives cannot be used; disk-full
 */
export async function judgeAndDraw(
  folder: string,
  options: { objectives?: string } = {},
): Promise<Verdict> {
  const objectives =
    options.objectives === undefined
      ? await readObjectivesOrDefaults(runFile(folder, 'objectives'))
      : await readObjectives(options.objectives);
  const evidence = await readEvidence(folder, objectives.windows.slideSeconds);
  const verdict = judge(evidence, objectives);
  await writeWhole(runFile(folder, 'verdict'), `${JSON.stringify(verdict, undefined, 2)}\n`);
  await writeWhole(runFile(folder, 'report'), await drawReport(evidence, verdict));
  return verdict;
}
