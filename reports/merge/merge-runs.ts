import { knownError } from '../../core/errors.ts';
import { fileSizes } from '../../core/run-folder/file-sizes.ts';
import type { Manifest } from '../../core/run-folder/manifest/manifest.ts';
import type { MergedRun } from '../../core/run-folder/manifest/merged-run.ts';
import { createRunFolder, openRunFolder } from '../../core/run-folder/open.ts';
import { runFile } from '../../core/run-folder/path.ts';
import { readManifest } from '../../core/run-folder/read-manifest.ts';
import { writeManifest } from '../../core/run-folder/write-manifest.ts';
import { judgeRun } from '../report.ts';
import { type Part, checkBelongTogether } from './belong-together.ts';
import { clockObjections, shiftsOf } from './clocks.ts';
import { type ShiftedPart, checkWhole, copyOutputs, mergeFiles, textIfThere } from './files.ts';
import { mergedManifest, shiftedManifest } from './manifest.ts';
import { type MergeSummaries, mergeScriptSummaries } from './script-summary.ts';

/**
 * Merges run folders that played parts of one load into a new one, exactly: what is in it is what one run that had seen all of
 * it would have written.
 * @param mergeSummaries what the engine makes of users' own scripts in several parts
 * @throws runs-do-not-belong-together; unreadable-file when a part is damaged; run-folder-in-use, run-folder-not-empty
 */
export async function mergeRuns(
  folders: readonly string[],
  out: string,
  mergeSummaries: MergeSummaries,
): Promise<Manifest> {
  const parts: Part[] = [];
  for (const folder of folders) parts.push({ folder, manifest: await readManifest(folder) });
  const shifts = shiftsOf(parts.map(({ manifest }) => manifest));
  const shifted = parts.map(({ folder, manifest }, index): ShiftedPart => {
    const shift = shifts[index] ?? 0;
    return { folder, manifest: shiftedManifest(manifest, shift), shift };
  });
  checkBelongTogether(shifted);
  const locks = [];
  try {
    for (const { folder } of parts) locks.push(await openRunFolder(folder));
    for (const part of parts) await checkWhole(part);
    await checkObjectives(parts);
    const merged: MergedRun[] = [];
    for (const [index, part] of parts.entries())
      merged.push(await mergedRun(part, shifts[index] ?? 0));
    return await writeMerged(shifted, { merged, mergeSummaries }, out);
  } finally {
    for (const lock of locks) await lock.close();
  }
}

async function writeMerged(
  parts: readonly ShiftedPart[],
  { merged, mergeSummaries }: { merged: MergedRun[]; mergeSummaries: MergeSummaries },
  out: string,
): Promise<Manifest> {
  const [first, ...others] = parts;
  if (first === undefined) throw new RangeError('There must be at least one part.');
  const manifests = [first.manifest, ...others.map(({ manifest }) => manifest)] as const;
  const folder = await createRunFolder(out);
  try {
    const outputs = await copyOutputs(parts, out);
    await mergeFiles(parts, witnessOf(first, others), out);
    const scriptEnd = await mergeScriptSummaries(parts, mergeSummaries, out);
    const manifest = mergedManifest(manifests, merged, { outputs, scriptEnd });
    const { endedAt } = manifest;
    const whole =
      endedAt === undefined ? manifest : { ...manifest, files: await fileSizes(out, manifest) };
    await writeManifest(out, whole);
    return whole;
  } finally {
    await folder.close();
  }
}

/** The part that ended last has seen the system, and its database, at the end of everything. */
function witnessOf(first: ShiftedPart, others: readonly ShiftedPart[]): ShiftedPart {
  return others.reduce((last, part) => (endOf(part) > endOf(last) ? part : last), first);
}

/** 0 where it did not end in order. */
function endOf({ manifest }: ShiftedPart): number {
  return manifest.endedAt === undefined ? 0 : Date.parse(manifest.endedAt);
}

/** Rules whose doubts about a part are doubts about the whole: those about the evidence, not about too small a sample. */
const ofEvidence: ReadonlySet<string> = new Set([
  'run-complete',
  'engine-exit',
  'engine-output',
  'evidence-complete',
  'unreadable-lines',
  'manifest-agrees',
  'counts-agree',
  'database-evidence',
  'generator-limits',
  'load-elsewhere',
  'unanswered',
]);

/** What is to be remembered of a part: among the figures of the others, its faults may not show. */
async function mergedRun({ folder, manifest }: Part, shift: number): Promise<MergedRun> {
  const { verdict } = await judgeRun(folder);
  const spoils = verdict.findings.flatMap(({ rule, severity, summary }) =>
    // That the load was held is for the whole to say: engines round each part's share of it.
    (severity === 'invalid' && rule !== 'load-held') ||
    (severity === 'inconclusive' && ofEvidence.has(rule))
      ? [{ severity, summary }]
      : [],
  );
  return {
    id: manifest.id,
    startedAt: manifest.startedAt,
    shiftedBySeconds: shift,
    objections: [...spoils, ...(await clockObjections(folder, manifest, shift))],
  };
}

/** The whole is judged by the objectives of its parts, which must be the same. */
async function checkObjectives(parts: readonly Part[]): Promise<void> {
  const texts = await Promise.all(
    parts.map(({ folder }) => textIfThere(runFile(folder, 'objectives'))),
  );
  const odd = texts.findIndex((text) => text !== texts[0]);
  const [first, other] = [parts[0], parts[odd]];
  if (first === undefined || other === undefined) return;
  const reason = 'they were given other objectives';
  throw knownError('runs-do-not-belong-together', {
    path: other.folder,
    other: first.folder,
    reason,
  });
}
