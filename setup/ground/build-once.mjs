import {
  accessSync,
  constants,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { isAlive, withLock } from './lock.mjs';
import { SetUpError } from './set-up-error.mjs';

/**
 * Makes a folder of the cache appear whole or not at all: it is built beside its place and renamed. However many ask
 * for it at the same time, it is built once; the others wait.
 *
 * @param {string} folder
 * @param {object} how
 * @param {() => boolean} how.isThere whether the folder is whole; what else is in its place is replaced
 * @param {(pid: number) => void} how.onWait told which process is building it
 * @param {(workshop: string) => Promise<string>} how.build builds in an empty folder, and gives the folder in it, or
 *   itself, that is to be kept
 */
export async function buildOnce(folder, { isThere, onWait, build }) {
  makeCache(dirname(folder));
  await withLock(`${folder}.lock`, {
    onWait,
    work: async () => {
      if (isThere()) return;
      removeAbandoned(folder);
      const workshop = mkdtempSync(`${folder}.building-${process.pid}-`);
      try {
        const built = await build(workshop);
        rmSync(folder, { recursive: true, force: true });
        renameSync(built, folder);
      } finally {
        rmSync(workshop, { recursive: true, force: true });
      }
    },
  });
}

/**
 * @param {string} cache
 * @throws {SetUpError} where it cannot be made or written
 */
function makeCache(cache) {
  try {
    mkdirSync(cache, { recursive: true });
    accessSync(cache, constants.W_OK);
  } catch (thrown) {
    const why = thrown instanceof Error ? thrown.message : String(thrown);
    throw new SetUpError(
      `The folder ${cache}, which keeps what is built, cannot be written (${why}). Set XDG_CACHE_HOME to one that can.`,
    );
  }
}

/**
 * Removes what builders left that were killed: the number of the process is in the name.
 * @param {string} folder
 */
function removeAbandoned(folder) {
  const cache = dirname(folder);
  for (const name of readdirSync(cache)) {
    const builder = /\.building-(\d+)-/.exec(name)?.[1];
    const isSame = name.startsWith(`${basename(folder)}.building-`);
    if (isSame && !isAlive(Number(builder)))
      rmSync(join(cache, name), { recursive: true, force: true });
  }
}
