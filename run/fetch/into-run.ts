import { rename, rm } from 'node:fs/promises';
import { BilanciaError } from '../../core/errors.ts';
import { fileSizes } from '../../core/run-folder/file-sizes.ts';
import { runFiles } from '../../core/run-folder/files/index.ts';
import { openRunFolder } from '../../core/run-folder/open.ts';
import { runFile } from '../../core/run-folder/path.ts';
import { readManifest } from '../../core/run-folder/read-manifest.ts';
import { writeManifest } from '../../core/run-folder/write-manifest.ts';
import type { Target } from '../../targets/target.ts';
import type { RunContext } from '../context.ts';
import { fetchPart } from './fetch-part.ts';
import { type FetchedFile, fetchable } from './perform.ts';

/** Events are those of the minute before, as far as load has an effect on them. */
const beforeMs = 60_000;

/**
 * Fetches anew what is kept of a target for the time of a run, in place of what the run folder has of it; what cannot be
 * fetched stays as it is. @throws what reading the run folder throws
 */
export async function fetchIntoRun(
  { now, interrupted }: Pick<RunContext, 'now' | 'interrupted'>,
  target: Target,
  folder: string,
): Promise<FetchedFile[]> {
  const held = await openRunFolder(folder);
  try {
    const manifest = await readManifest(folder);
    const from = Date.parse(manifest.startedAt) - beforeMs;
    const end = manifest.loadEndedAt ?? manifest.endedAt;
    const to = end === undefined ? now() : Date.parse(end);
    const results: FetchedFile[] = [];
    for (const name of fetchable) {
      const history = target.histories?.[name];
      if (history === undefined) continue;
      const path = runFile(folder, name);
      const draft = `${path}.${process.pid}.draft`;
      let completeUpTo = from;
      let problem: string | undefined;
      try {
        await fetchPart({
          path: draft,
          history,
          from,
          to,
          before: undefined,
          now,
          interrupted,
          kept: async ({ upTo }) => {
            completeUpTo = upTo;
          },
        });
        if (interrupted.aborted) problem = 'It was interrupted.';
        else await rename(draft, path);
      } catch (error) {
        if (!(error instanceof BilanciaError)) throw error;
        problem = error.message;
      } finally {
        await rm(draft, { force: true });
      }
      results.push({
        file: runFiles[name].name,
        completeUpTo,
        isComplete: completeUpTo >= to,
        ...(problem === undefined ? {} : { problem }),
      });
    }
    if (manifest.files !== undefined)
      await writeManifest(folder, { ...manifest, files: await fileSizes(folder, manifest) });
    return results;
  } finally {
    await held.close();
  }
}
