/**
 * What one of the package's scripts does once everything is there.
 *
 * @typedef {object} Surroundings
 * @property {string} root the project's folder
 * @property {string} node the Node that the project runs on
 * @property {readonly string[]} args what stands behind the script's name on the command line
 *
 * @typedef {object} Task
 * @property {readonly import('../ground/set-up.mjs').Step[]} steps what must be there before
 * @property {(surroundings: Surroundings) => Promise<number>} run gives the exit status
 */

import { join } from 'node:path';
import { withServers } from '../ground/on-path.mjs';

/**
 * A program of an npm package, to be run with the project's Node.
 * @param {string} root
 * @param {string} name
 */
export function tool(root, name) {
  return join(root, 'node_modules', '.bin', name);
}

/**
 * The environment in which tools find the project's Node first, and servers.
 * @param {string} root
 */
export function toolEnvironment(root) {
  const { PATH = '' } = withServers(process.env);
  return { ...process.env, PATH: `${join(root, 'node_modules', '.bin')}:${PATH}` };
}
