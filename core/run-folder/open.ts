import { readdir } from 'node:fs/promises';
import { BilanciaError, hasCode, knownError, reasonOf } from '../errors.ts';
import { makeFolder } from '../make-folder.ts';
import { runFiles } from './files/index.ts';
import { holdLock } from './lock.ts';
import { asWriteError } from './write-error.ts';

/** A run folder that this process alone writes to, until it is closed. */
export interface RunFolder {
  readonly path: string;
  /** Lets others write here. Closing twice does no harm. */
  readonly close: () => Promise<void>;
}

/**
 * Makes the folder of a new run, with the folders above it.
 * @throws run-folder-in-use when another live process writes there, run-folder-not-empty when it holds files,
 *   disk-full, run-folder-not-made when the system refuses it, or unreadable-file when it cannot be written
 */
export async function createRunFolder(path: string): Promise<RunFolder> {
  try {
    await makeFolder(path);
  } catch (error) {
    throw asFolderError(error, path);
  }
  const release = await holdLock(path);
  try {
    await requireUnused(path);
  } catch (error) {
    await release();
    throw error;
  }
  return { path, close: release };
}

/**
 * For whoever makes the folder only later: what it will be refused for then.
 * @throws run-folder-not-empty when it holds files
 */
export async function requireUnused(path: string): Promise<void> {
  const entries = await readdir(path).catch((error: unknown) => {
    // Whether it can be made is seen when it is.
    if (hasCode(error, 'ENOENT') || hasCode(error, 'ENOTDIR')) return [];
    throw error;
  });
  if (entries.some((name) => !name.startsWith(runFiles.lock.name)))
    throw knownError('run-folder-not-empty', { path });
}

/**
 * Takes a run folder that exists, to judge and draw it again.
 * @throws run-folder-in-use when its run still goes on, unreadable-file when it is no folder or cannot be written
 */
export async function openRunFolder(path: string): Promise<RunFolder> {
  return { path, close: await holdLock(path) };
}

/** A folder that cannot be made is no file that cannot be used: another place is all that helps. */
function asFolderError(thrown: unknown, path: string): Error {
  const error = asWriteError(thrown, path);
  const isRefused = error instanceof BilanciaError && error.code === 'unreadable-file';
  if (!isRefused && !hasCode(thrown, 'ENAMETOOLONG') && !hasCode(thrown, 'ELOOP')) return error;
  return knownError('run-folder-not-made', { path, reason: reasonOf(thrown) }, thrown);
}
