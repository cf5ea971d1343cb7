import { readFile } from 'node:fs/promises';
import { reasonOf } from '../../core/errors.ts';
import { runFiles } from '../../core/run-folder/files/index.ts';
import type { ScriptSummary } from '../../core/run-folder/files/script-summary.ts';
import { runFile } from '../../core/run-folder/path.ts';
import type { FileState } from './file-state.ts';

/** What a script came to by its own measure; undefined when it is not there, or not as it was written. */
export async function readScriptSummary(
  folder: string,
  state: FileState,
): Promise<ScriptSummary | undefined> {
  if (state.bytes === undefined) return undefined;
  const text = await readFile(runFile(folder, 'scriptSummary'), 'utf8');
  try {
    const summary = runFiles.scriptSummary.parse(JSON.parse(text));
    state.records = 1;
    return summary;
  } catch (error) {
    state.records = 0;
    state.unreadable = 1;
    state.firstUnreadable = { line: 1, reason: reasonOf(error) };
    return undefined;
  }
}
