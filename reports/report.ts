import { join } from 'node:path';
import { BilanciaError } from '../core/errors.ts';
import { readManifest } from '../core/run-folder/read-manifest.ts';
import { runFile } from '../core/run-folder/path.ts';
import { writeWhole } from '../core/run-folder/write-whole.ts';
import type { Evidence } from './evidence/evidence.ts';
import { readEvidence } from './evidence/read.ts';
import { defaultObjectives, defaultObjectivesOf } from './objectives/defaults.ts';
import { readObjectives, readObjectivesOr } from './objectives/read.ts';
import { judge } from './judge.ts';
import type { Objectives } from './objectives/schema.ts';
import { renderers } from './renderers/index.ts';
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
  const { objectives, lost } = await objectivesFor(folder, options);
  const evidence = await readEvidence(folder, slotSeconds(objectives));
  return { evidence, verdict: judge(evidence, objectives, lost) };
}

/** Seconds that a long run is divided into. What is judged by the second is needed by the second. */
export function slotSeconds({ windows, objectives }: Objectives): number {
  const isBySecond = objectives.some((one) => 'inSeconds' in one && one.inSeconds !== undefined);
  return isBySecond ? 1 : windows.slideSeconds;
}

/**
 * Those given, else those of the run. The defaults never stand in for objectives that the run had and `lost`: then it is
 * judged by none.
 */
export async function objectivesFor(
  folder: string,
  { objectives: given }: JudgeOptions = {},
): Promise<{ readonly objectives: Objectives; readonly lost?: string }> {
  if (given !== undefined) return { objectives: await readObjectives(given) };
  const path = runFile(folder, 'objectives');
  const manifest = await readManifest(folder);
  if (!manifest.ownObjectives)
    return { objectives: await readObjectivesOr(defaultObjectivesOf(manifest), path) };
  try {
    return { objectives: await readObjectives(path) };
  } catch (error) {
    if (!(error instanceof BilanciaError)) throw error;
    return { objectives: { ...defaultObjectives, objectives: [] }, lost: error.message };
  }
}

/**
 * Judges a run folder and draws it.
 * @throws as judgeRun and draw do
 */
export async function judgeAndDraw(folder: string, options: JudgeOptions = {}): Promise<Verdict> {
  const judged = await judgeRun(folder, options);
  await draw(folder, judged);
  return judged.verdict;
}

/**
 * Writes what the renderers make of a judged run into its folder, each file as a whole or not at all.
 * @throws disk-full
 */
export async function draw(
  folder: string,
  { evidence, verdict }: { readonly evidence: Evidence; readonly verdict: Verdict },
): Promise<void> {
  for (const { name, render } of Object.values(renderers))
    await writeWhole(join(folder, name), await render(evidence, verdict));
}
