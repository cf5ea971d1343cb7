import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';

/**
 * Holds the lock file `path` while `work` runs, so that two builders do not do the same twice. Waits for another living
 * holder; the lock of a dead one is taken over.
 *
 * @template T
 * @param {string} path
 * @param {{ work: () => Promise<T>, onWait: (pid: number) => void }} options
 * @returns {Promise<T>}
 */
export async function withLock(path, { work, onWait }) {
  let told = false;
  while (!take(path)) {
    const holder = holderOf(path);
    if (holder === undefined) rmSync(path, { force: true });
    else {
      if (!told) onWait(holder);
      told = true;
      await wait(500);
    }
  }
  try {
    return await work();
  } finally {
    rmSync(path, { force: true });
  }
}

/** @param {string} path */
function take(path) {
  try {
    writeFileSync(path, String(process.pid), { flag: 'wx' });
    return true;
  } catch (thrown) {
    if (codeOf(thrown) === 'EEXIST') return false;
    throw thrown;
  }
}

/**
 * The living process that holds the lock.
 * @param {string} path
 */
function holderOf(path) {
  try {
    const pid = Number(readFileSync(path, 'utf8'));
    return isAlive(pid) ? pid : undefined;
  } catch (thrown) {
    if (codeOf(thrown) === 'ENOENT') return undefined;
    throw thrown;
  }
}

/**
 * Whether there is a process of this number.
 * @param {number} pid
 */
export function isAlive(pid) {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    return process.kill(pid, 0);
  } catch (thrown) {
    if (codeOf(thrown) === 'EPERM') return true;
    if (codeOf(thrown) === 'ESRCH') return false;
    throw thrown;
  }
}

/** @param {unknown} thrown */
function codeOf(thrown) {
  return thrown instanceof Error && 'code' in thrown ? thrown.code : undefined;
}
