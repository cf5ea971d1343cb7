import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { runFiles } from '../../core/run-folder/files/index.ts';
import { hasCode, knownError, reasonOf } from '../../core/errors.ts';
import { readJudged } from './read-judged.ts';
import type { RunSummary } from '../gate/run-summary.ts';
import { parseSummary } from './summary-file.ts';

/** Runs of the past, and what could not be used of them, one line each. */
export interface History {
  readonly summaries: readonly RunSummary[];
  readonly notes: readonly string[];
}

/**
 * The runs of the past in some folders, each a history folder or a run folder. Files that are no summaries are left out,
 * and said; a folder that is not there yet has none, since the first pipeline has no history.
 * @throws unreadable-file when something is no folder, or a run folder's manifest cannot be used
 */
export async function readHistory(paths: readonly string[]): Promise<History> {
  const summaries = new Map<string, RunSummary>();
  const notes: string[] = [];
  for (const path of paths) {
    const names = await namesIn(path);
    if (names.includes(runFiles.manifest.name)) {
      const { summary } = await readJudged(path);
      summaries.set(summary.id, summary);
      continue;
    }
    const files = names.filter((name) => name.endsWith('.json')).toSorted();
    if (files.length === 0) notes.push(`history: ${path} holds no runs yet`);
    for (const name of files) {
      try {
        const summary = parseSummary(await readFile(join(path, name), 'utf8'));
        summaries.set(summary.id, summary);
      } catch (error) {
        const reason = reasonOf(error).replaceAll(/\s+/g, ' ');
        notes.push(`history: ${join(path, name)} is left out: ${reason}`);
      }
    }
  }
  return { summaries: [...summaries.values()], notes };
}

async function namesIn(path: string): Promise<string[]> {
  try {
    return await readdir(path);
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return [];
    const expected = 'a history folder, as "bilancia trend RUN --history FOLDER" keeps it';
    const details = { what: 'History', path, reason: reasonOf(error), expected };
    throw knownError('unreadable-file', details, error);
  }
}
