import { createHash } from 'node:crypto';
import { readFileSync, realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { cacheFolder } from '../../bin/cache-folder.mjs';
import { isExecutable, onPath } from '../ground/on-path.mjs';

/**
 * Where Artillery is. Nothing needs it but runs that ask for it, and it comes in 460 packages: so it is no dependency, but
 * taken from where the user has it, or from the cache folder, where set-up installs it for the tests.
 *
 * @typedef {import('../ground/on-path.mjs').Environment} Environment
 * @typedef {{ path: string, version: string, from: 'BILANCIA_ARTILLERY' | 'project' | 'PATH' | 'cache' }} ArtilleryLocation
 *   `path`: the script that Node runs
 */

/** What is tested with; another of the same major version is taken as well. */
export const testedVersion = '2.0.34';
const major = testedVersion.split('.')[0];

export const lockFile = join(import.meta.dirname, 'package-lock.json');

/**
 * Where set-up keeps it: another lock file is another folder.
 * @param {Environment} env
 */
export function cachedFolder(env) {
  const hash = createHash('sha256').update(`${process.platform}-${process.arch}\n`);
  hash.update(readFileSync(lockFile));
  return join(cacheFolder(env), 'artillery', hash.digest('hex').slice(0, 16));
}

/**
 * Artillery, or undefined when there is none: `BILANCIA_ARTILLERY` goes before the project that is worked in, that before
 * the PATH, and the PATH before the cache folder.
 * @param {Environment} env
 * @param {string} workingDirectory
 * @returns {ArtilleryLocation | undefined}
 * @throws {RangeError} when `BILANCIA_ARTILLERY` is given and is no Artillery of the right version
 */
export function locateArtillery(env, workingDirectory) {
  const given = env['BILANCIA_ARTILLERY'];
  if (given) {
    const found = inFolder(given);
    if (found !== undefined) return { ...found, from: 'BILANCIA_ARTILLERY' };
    throw new RangeError(`BILANCIA_ARTILLERY is "${given}", where no Artillery ${major} is.`);
  }
  const own = inProject(workingDirectory);
  if (own !== undefined) return { ...own, from: 'project' };
  const command = onPath('artillery', env);
  const elsewhere = command === undefined ? undefined : inFolder(folderOf(command));
  if (elsewhere !== undefined) return { ...elsewhere, from: 'PATH' };
  const cached = inFolder(join(cachedFolder(env), 'node_modules', 'artillery'));
  return cached === undefined ? undefined : { ...cached, from: 'cache' };
}

/** @param {string} workingDirectory */
function inProject(workingDirectory) {
  try {
    const require = createRequire(join(workingDirectory, 'package.json'));
    return inFolder(dirname(require.resolve('artillery/package.json')));
  } catch (thrown) {
    if (thrown instanceof Error && 'code' in thrown && thrown.code === 'MODULE_NOT_FOUND')
      return undefined;
    throw thrown;
  }
}

/**
 * The package that a command on the PATH, a link into it, belongs to.
 * @param {string} command
 */
function folderOf(command) {
  return dirname(dirname(realpathSync(command)));
}

/**
 * @param {string} folder
 * @returns {Omit<ArtilleryLocation, 'from'> | undefined} undefined when it is no Artillery that we know how to play with
 */
function inFolder(folder) {
  const text = read(join(folder, 'package.json'));
  if (text === undefined) return undefined;
  const { name, version, bin } = JSON.parse(text);
  if (name !== 'artillery' || typeof version !== 'string') return undefined;
  if (version.split('.')[0] !== major || typeof bin?.artillery !== 'string') return undefined;
  const path = join(folder, bin.artillery);
  return isExecutable(path) ? { path, version } : undefined;
}

/** @param {string} file */
function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch (thrown) {
    if (thrown instanceof Error && 'code' in thrown) return undefined; // No such folder: the next place is asked.
    throw thrown;
  }
}
