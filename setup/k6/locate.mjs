import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { cacheFolder } from '../../bin/cache-folder.mjs';
import { isExecutable, onPath } from '../ground/on-path.mjs';

/**
 * Where k6 is. Plain JavaScript, because the set-up asks before anything is installed and the command line asks too.
 *
 * @typedef {'v2' | 'v1-xk6-ts'} K6Build  v2: native TypeScript, the default; v1-xk6-ts: k6 1.8.1 with xk6-ts
 * @typedef {{ path: string, version: string, from: 'BILANCIA_K6' | 'PATH' | 'cache' }} K6Location
 * @typedef {import('../ground/on-path.mjs').Environment} Environment
 */

const run = promisify(execFile);

/** The first major version that runs our scripts as they are. */
export const minimumMajor = 2;

/**
 * Folder with the Go module that `build` is made from.
 * @param {K6Build} build
 */
export function moduleFolder(build) {
  return join(import.meta.dirname, build);
}

/**
 * Where the k6 of `build` is kept once it was built: a change of the pinned module is another file.
 * @param {K6Build} build
 * @param {Environment} env
 */
export function cachedPath(build, env) {
  const hash = createHash('sha256').update(`${process.platform}-${process.arch}`);
  for (const file of ['go.mod', 'go.sum', 'main.go'])
    hash.update(readFileSync(join(moduleFolder(build), file)));
  return join(cacheFolder(env), 'k6', hash.digest('hex').slice(0, 16), 'k6');
}

/**
 * The k6 of `build`, or undefined when there is none yet. `BILANCIA_K6` goes before PATH, PATH before the cache folder.
 * @param {K6Build} build
 * @param {Environment} env
 * @returns {Promise<K6Location | undefined>}
 * @throws {RangeError} when `BILANCIA_K6` is given and is no k6 that is new enough
 */
export async function locateK6(build, env) {
  if (build === 'v2') {
    const given = env['BILANCIA_K6'];
    if (given) {
      const version = await k6Version(given);
      if (version !== undefined && isNewEnough(version))
        return { path: given, version, from: 'BILANCIA_K6' };
      const reason = version === undefined ? 'which is no k6 that runs' : `which is k6 ${version}`;
      throw new RangeError(
        `BILANCIA_K6 is "${given}", ${reason}: it must name k6 v${minimumMajor} or newer.`,
      );
    }
    const found = onPath('k6', env);
    const version = found === undefined ? undefined : await k6Version(found);
    if (found !== undefined && version !== undefined && isNewEnough(version))
      return { path: found, version, from: 'PATH' };
  }
  const path = cachedPath(build, env);
  const version = isExecutable(path) ? await k6Version(path) : undefined;
  return version === undefined ? undefined : { path, version, from: 'cache' };
}

/**
 * What `k6 version` says, e.g. `v2.2.0`; undefined when it does not run.
 * @param {string} path
 * @returns {Promise<string | undefined>}
 */
async function k6Version(path) {
  try {
    const { stdout } = await run(path, ['version'], { timeout: 20_000 });
    return /\bv\d+\.\d+\.\d+\S*/.exec(stdout)?.[0];
  } catch (thrown) {
    if (thrown instanceof Error) return undefined; // Whatever is there, it is no k6 that can be used.
    throw thrown;
  }
}

/** @param {string} version */
function isNewEnough(version) {
  return Number(/^v(\d+)/.exec(version)?.[1]) >= minimumMajor;
}
