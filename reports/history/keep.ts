import { join } from 'node:path';
import { makeFolder } from '../../core/make-folder.ts';
import { asWriteError } from '../../core/run-folder/write-error.ts';
import { writeWhole } from '../../core/run-folder/write-whole.ts';
import type { RunSummary } from '../gate/run-summary.ts';
import { summaryName, summaryText } from './summary-file.ts';

/**
 * Keeps runs in a history folder, a file each, so that branches that add runs can be merged. The folder is made if need
 * be.
 * @throws disk-full, or unreadable-file when it cannot be written
 */
export async function keepInHistory(
  folder: string,
  summaries: readonly RunSummary[],
): Promise<void> {
  await makeFolder(folder).catch((error: unknown) => {
    throw asWriteError(error, folder);
  });
  for (const summary of summaries)
    await writeWhole(join(folder, summaryName(summary)), summaryText(summary));
}
