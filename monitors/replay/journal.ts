import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { hasCode, knownError, reasonOf } from '../../core/errors.ts';
import { runFile } from '../../core/run-folder/path.ts';

/** A fault that was put into the system. */
export interface Fault {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly name: string;
}

/** Of a Chaos Toolkit journal: the actions of its method. https://chaostoolkit.org/reference/api/journal/ */
const journalSchema = z.object({
  run: z
    .array(
      z.looseObject({
        activity: z.looseObject({ name: z.string(), type: z.string() }),
        start: z.string(),
      }),
    )
    .default([]),
});

/**
 * The faults that a drill put into the system during the run; none when the run has no journal.
 * @throws unreadable-file when the journal is none
 */
export async function readFaults(folder: string): Promise<Fault[]> {
  const path = runFile(folder, 'journal');
  const refuse = (reason: string, cause?: unknown): Error =>
    knownError(
      'unreadable-file',
      { what: 'Drill journal', path, reason, expected: 'a Chaos Toolkit journal' },
      cause,
    );
  let value: unknown;
  try {
    value = JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return [];
    throw refuse(reasonOf(error), error);
  }
  const journal = journalSchema.safeParse(value);
  if (!journal.success) throw refuse(journal.error.issues[0]?.message ?? '', journal.error);
  return journal.data.run
    .filter(({ activity }) => activity.type === 'action')
    .map(({ activity, start }) => ({ at: timeOf(start), name: activity.name }))
    .filter(({ at }) => !Number.isNaN(at))
    .toSorted((a, b) => a.at - b.at);
}

/** Times of a journal are UTC, and do not say so. */
function timeOf(text: string): number {
  return Date.parse(/(?:Z|[+-]\d\d:?\d\d)$/.test(text) ? text : `${text}Z`);
}
