import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/**
 * @typedef {Readonly<Record<string, string | undefined>>} Environment
 */

/**
 * First executable file called `name` in the folders of PATH.
 * @param {string} name
 * @param {Environment} env
 * @returns {string | undefined}
 */
export function onPath(name, env) {
  const folders = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  return folders.map((folder) => join(folder, name)).find(isExecutable);
}

/**
 * The environment with the folders of servers on its PATH, which not everybody has there.
 * @param {Environment} env
 * @returns {Environment}
 */
export function withServers(env) {
  const folders = [env['PATH'] ?? '', '/usr/local/sbin', '/usr/sbin', '/sbin'];
  return { ...env, PATH: folders.join(delimiter) };
}

/** @param {string} path */
export function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch (thrown) {
    if (thrown instanceof Error && 'code' in thrown) return false; // Absent or not ours to run: the next place is asked.
    throw thrown;
  }
}
