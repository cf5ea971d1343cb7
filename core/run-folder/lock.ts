import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { hasCode, knownError } from '../errors.ts';
import { processIdentity } from '../process-identity.ts';
import { runFile } from './path.ts';
import { asWriteError } from './write-error.ts';

/**
 * Takes the lock of a run folder: a file with the holder's process id and, where the system tells, the time at which
 * that process started, so that a later process with the same id is not taken for the holder. A dead process's lock is
 * taken over. Returns the function that gives the lock back.
 * @throws run-folder-in-use when a live process holds it
 */
export async function holdLock(folder: string): Promise<() => Promise<void>> {
  const path = runFile(folder, 'lock');
  const own = `${path}.${process.pid}`;
  const mark = markOf(process.pid);
  try {
    await writeFile(own, mark);
    // A link either makes the whole lock or fails: nobody ever sees one that is half written.
    while (!(await linked(own, path))) await clearStale(folder, path);
  } catch (error) {
    throw asWriteError(error, path);
  } finally {
    await rm(own, { force: true });
  }
  return async () => {
    if ((await readIfThere(path)) === mark) await rm(path, { force: true });
  };
}

/** The process that writes in a run folder right now; undefined where none does, or the one that did is gone. */
export async function lockHolder(folder: string): Promise<number | undefined> {
  const found = await readIfThere(runFile(folder, 'lock'));
  if (found === undefined) return undefined;
  const pid = Number.parseInt(found, 10);
  return found === markOf(pid) ? pid : undefined;
}

async function linked(own: string, path: string): Promise<boolean> {
  try {
    await link(own, path);
    return true;
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false;
    throw error;
  }
}

async function clearStale(folder: string, path: string): Promise<void> {
  const found = await readIfThere(path);
  if (found === undefined) return;
  const pid = Number.parseInt(found, 10);
  if (found === markOf(pid)) throw knownError('run-folder-in-use', { path: folder, pid });
  // Another process may take the stale lock over at the same time: what was moved aside must be what was read.
  const aside = `${path}.${process.pid}.stale`;
  try {
    await rename(path, aside);
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return;
    throw error;
  }
  if ((await readIfThere(aside)) !== found) await linked(aside, path);
  await rm(aside, { force: true });
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

/** What a live process writes into its lock; for a process that is not there, something that no lock holds. */
function markOf(pid: number): string {
  const identity = processIdentity(pid);
  if (identity !== undefined) return `${pid} ${identity.startedAt}\n`;
  return process.platform !== 'linux' && answers(pid) ? `${pid}\n` : 'dead';
}

/** Where the system tells no start times, a process counts as alive when it can be signaled. */
function answers(pid: number): boolean {
  if (!(pid > 0)) return false;
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return hasCode(error, 'EPERM');
  }
}
