import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * Folder of the user in which is kept what was built, seeded or compiled once; what is in it can be deleted at any time.
 * By the XDG Base Directory Specification.
 *
 * @param {Readonly<Record<string, string | undefined>>} env
 * @returns {string}
 */
export function cacheFolder(env) {
  return join(env['XDG_CACHE_HOME'] || join(env['HOME'] || homedir(), '.cache'), 'bilancia');
}
