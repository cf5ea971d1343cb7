import { readFile } from 'node:fs/promises';
import { hasCode, reasonOf } from '../../core/errors.ts';
import { runFiles } from '../../core/run-folder/files/index.ts';
import { type Journal, parseJournal } from '../../core/run-folder/files/journal.ts';
import type { AuditEvent } from '../../core/run-folder/files/write-audit.ts';
import type { ReadPlace } from '../../core/run-folder/ndjson.ts';
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
  const { read, value } = drillReader(folder);
  await read();
  return value();
}

/** Reads the journal anew each time, as it is written anew; and of the audit what is new since `place`. */
export function drillReader(folder: string): {
  readonly read: (place?: ReadPlace) => Promise<void>;
  readonly value: () => DrillEvidence | undefined;
} {
  const events: AuditEvent[] = [];
  let unreadable = 0;
  let journal: ReturnType<typeof journalIn>;
  const onUnreadable = (): void => void (unreadable += 1);
  return {
    read: async (place) => {
      const text = await readFile(runFile(folder, 'journal'), 'utf8').catch((error: unknown) => {
        if (hasCode(error, 'ENOENT')) return undefined;
        throw error;
      });
      journal = text === undefined ? undefined : journalIn(text);
      if (journal === undefined) return;
      const options = { onUnreadable, ...(place === undefined ? {} : { place }) };
      for await (const event of readRecords(folder, runFiles.writeAudit, options))
        events.push(event);
    },
    value: () => (journal === undefined ? undefined : { ...journal, events, unreadable }),
  };
}

function journalIn(text: string): Pick<DrillEvidence, 'journal' | 'problem'> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || !('bilancia' in value)) return undefined;
    return { journal: parseJournal(value), problem: undefined };
  } catch (error) {
    return { journal: undefined, problem: reasonOf(error) };
  }
}
