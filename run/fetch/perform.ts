import { join } from 'node:path';
import { BilanciaError, knownError } from '../../core/errors.ts';
import { makeFolder } from '../../core/make-folder.ts';
import { fetchedFiles } from '../../core/run-folder/fetched-files.ts';
import { runFiles } from '../../core/run-folder/files/index.ts';
import { openRunFolder } from '../../core/run-folder/open.ts';
import type { Target } from '../../targets/target.ts';
import type { RunContext } from '../context.ts';
import { fetchPart } from './fetch-part.ts';
import { type Fetched, readState, writeState } from './state.ts';
import { rememberTasks } from './tasks.ts';

/** Files that are fetched. */
export const fetchable = ['containerEvents', 'accessLog', 'serviceLog', 'serviceMetrics'] as const;

export interface FetchRequest {
  readonly target: Target;
  readonly folder: string;
  /** Milliseconds since 1970; undefined goes on from where the folder begins. */
  readonly from: number | undefined;
  readonly to: number;
}

/** How far a file is. */
export interface FetchedFile {
  readonly file: string;
  /** Milliseconds since 1970. */
  readonly completeUpTo: number;
  readonly isComplete: boolean;
  /** Why it is not, as a sentence; absent where what is missing may still come. */
  readonly problem?: string;
}

/**
 * Fetches what is kept of a target into a folder. One that was fetched into before goes on where it ended.
 * @throws bad-value for a folder of another target or an earlier time; disk-full; interruptions end it in good order
 */
export async function performFetch(
  { now, interrupted }: Pick<RunContext, 'now' | 'interrupted'>,
  { target, folder, from, to }: FetchRequest,
): Promise<FetchedFile[]> {
  await makeFolder(folder);
  const held = await openRunFolder(folder);
  try {
    const path = join(folder, fetchedFiles.state);
    let state = stateFor(await readState(path), { target, folder, from, to });
    await writeState(path, state);
    await rememberTasks(join(folder, fetchedFiles.tasks), target, now());
    const results: FetchedFile[] = [];
    for (const name of fetchable) {
      const history = target.histories?.[name];
      if (history === undefined) continue;
      const file = runFiles[name].name;
      const problem = await problemOf(
        fetchPart({
          path: join(folder, file),
          history,
          from: state.from,
          to,
          before: state.parts[file],
          now,
          interrupted,
          kept: async (part) => {
            state = { ...state, parts: { ...state.parts, [file]: part } };
            await writeState(path, state);
          },
        }),
      );
      const completeUpTo = state.parts[file]?.upTo ?? state.from;
      const isComplete = completeUpTo >= to;
      const because = interrupted.aborted ? 'It was interrupted.' : problem;
      results.push({
        file,
        completeUpTo,
        isComplete,
        ...(isComplete || because === undefined ? {} : { problem: because }),
      });
    }
    return results;
  } finally {
    await held.close();
  }
}

function stateFor(known: Fetched | undefined, { target, folder, from, to }: FetchRequest): Fetched {
  if (known === undefined) {
    if (from !== undefined) return { schemaVersion: 1, target: target.name, from, to, parts: {} };
    throw knownError('bad-value', {
      what: '--from',
      given: '',
      expected: `given, since nothing was fetched into ${folder} before`,
    });
  }
  if (known.target !== target.name)
    throw knownError('bad-value', {
      what: '--out',
      given: folder,
      expected: `another folder: this one holds what was fetched of ${known.target}`,
    });
  if (from !== undefined && from < known.from)
    throw knownError('bad-value', {
      what: '--from',
      given: new Date(from).toISOString(),
      expected: `${new Date(known.from).toISOString()} or later, from where ${folder} is kept`,
    });
  return { ...known, to: Math.max(to, known.to) };
}

/** What ended it, where that is something to be told; a full disk ends everything. */
async function problemOf(work: Promise<unknown>): Promise<string | undefined> {
  try {
    await work;
    return undefined;
  } catch (error) {
    if (!(error instanceof BilanciaError) || error.code === 'disk-full') throw error;
    return error.message;
  }
}
