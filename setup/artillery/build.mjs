import { copyFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { buildOnce } from '../ground/build-once.mjs';
import { quietly } from '../ground/quietly.mjs';
import { cachedFolder, lockFile, testedVersion } from './locate.mjs';

/**
 * Installs Artillery, as the lock file beside this one pins it, into the user's cache folder, unless it is there. About a
 * minute, and 460 MB. No script of a package runs: one of them would download a browser.
 *
 * @param {{ env: import('./locate.mjs').Environment, say: (line: string) => void, givenUp?: AbortSignal }} context
 * @throws {import('../ground/set-up-error.mjs').SetUpError} when npm cannot install it
 */
export async function buildArtillery({ env, say, givenUp }) {
  const folder = cachedFolder(env);
  await buildOnce(folder, {
    isThere: () => isInstalled(folder),
    onWait: (pid) => say(`Artillery: process ${pid} is installing it, waiting`),
    build: async (workshop) => {
      const started = Date.now();
      say(`Artillery: installing ${testedVersion}, as setup/artillery pins it, by npm`);
      for (const name of ['package.json', 'package-lock.json'])
        copyFileSync(join(lockFile, '..', name), join(workshop, name));
      await quietly('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
        cwd: workshop,
        env: { ...process.env, ...env },
        ...(givenUp === undefined ? {} : { signal: givenUp }),
        shell: process.platform === 'win32',
      });
      say(`Artillery: installed in ${Math.round((Date.now() - started) / 1000)} s`);
      return workshop;
    },
  });
}

/** @param {string} folder */
export function isInstalled(folder) {
  return existsSync(join(folder, 'node_modules', 'artillery', 'package.json'));
}
