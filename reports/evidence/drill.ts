import { readFile } from 'node:fs/promises';
import { collected } from '../../core/collected.ts';
import { hasCode, reasonOf } from '../../core/errors.ts';
import { runFiles } from '../../core/run-folder/files/index.ts';
import { type Journal, parseJournal } from '../../core/run-folder/files/journal.ts';
import type { AuditEvent } from '../../core/run-folder/files/write-audit.ts';
import { runFile } from '../../core/run-folder/path.ts';
import { readRecords } from '../../core/run-folder/read-records.ts';

/** What a folder holds of a drill of ours. */
export interface DrillEvidence {
  /** Undefined when it cannot be read. */
  readonly journal: Journal | undefined;
  /** Why it cannot be read. */
  readonly problem: string | undefined;
  readonly events: readonly AuditEvent[];
  /** Lines of the audit that are no events. */
  readonly unreadable: number;
}

/** Undefined where there was no drill; the journal of another tool is not ours to judge. */
export async function readDrill(folder: string): Promise<DrillEvidence | undefined> {
  let text: string;
  try {
    text = await readFile(runFile(folder, 'journal'), 'utf8');
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
  let unreadable = 0;
  const onUnreadable = (): void => void (unreadable += 1);
  const events = await collected(readRecords(folder, runFiles.writeAudit, { onUnreadable }));
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || !('bilancia' in value)) return undefined;
    return { journal: parseJournal(value), problem: undefined, events, unreadable };
  } catch (error) {
    return { journal: undefined, problem: reasonOf(error), events, unreadable };
  }
}
