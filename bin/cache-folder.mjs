import { accessSync, constants } from 'node:fs';
import { homedir, tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';

/**
 * Folder of the user in which is kept what was built, seeded or compiled once; what is in it can be deleted at any time.
 * By the XDG Base Directory Specification.
 *
 * @param {Readonly<Record<string, string | undefined>>} env
 * @returns {string}
 */
export function cacheFolder(env) {
  if (env['XDG_CACHE_HOME']) return join(env['XDG_CACHE_HOME'], 'bilancia');
  const home = ownHome(env);
  return home === undefined
    ? join(tmpdir(), `bilancia-cache-${userInfo().uid}`)
    : join(home, '.cache', 'bilancia');
}

/**
 * The user's home; undefined where nothing can be written there: accounts of services often have a home that is not
 * there, or is not theirs.
 *
 * @param {Readonly<Record<string, string | undefined>>} env
 * @returns {string | undefined}
 */
export function ownHome(env) {
  const home = env['HOME'] || homedir();
  return isWritable(home) ? home : undefined;
}

/** @param {string} folder */
function isWritable(folder) {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    // Whatever the reason, nothing can be kept there.
    return false;
  }
}
