import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { broughtNode } from '../../bin/brought-node.mjs';
import { quietly } from '../ground/quietly.mjs';

/**
 * The npm packages of the lock file, and with them the Node that everything else runs on.
 * @param {string} root
 * @returns {import('../ground/set-up.mjs').Step}
 */
export function npmPackages(root) {
  const lockFile = join(root, 'package-lock.json');
  const modules = join(root, 'node_modules');
  const remembered = join(modules, '.bilancia-set-up');
  return async () => {
    const hash = createHash('sha256').update(readFileSync(lockFile)).digest('hex');
    const { platform, arch } = process;
    if (broughtNode({ from: pathToFileURL(lockFile).href, platform, arch }) !== undefined) {
      if (existsSync(remembered) && readFileSync(remembered, 'utf8') === hash) return undefined;
      if (isInstalled(lockFile, join(modules, '.package-lock.json'))) {
        writeFileSync(remembered, hash);
        return undefined;
      }
    }
    return {
      what: 'npm packages',
      provide: async (say, givenUp) => {
        say('npm packages: installing what package-lock.json names');
        await quietly('npm', ['ci', '--no-audit', '--no-fund'], {
          cwd: root,
          signal: givenUp,
          shell: process.platform === 'win32',
        });
        writeFileSync(remembered, hash);
        say('npm packages: installed');
      },
    };
  };
}

/**
 * Whether npm already installed what the lock file names, e.g. by `npm install`: `npm ci` would do it all again.
 * @param {string} lockFile
 * @param {string} installedFile npm's own record of what is in node_modules
 */
export function isInstalled(lockFile, installedFile) {
  if (!existsSync(installedFile)) return false;
  const wanted = packagesOf(lockFile);
  const installed = packagesOf(installedFile);
  return Object.entries(wanted).every(([path, { version, optional, devOptional }]) => {
    const there = installed[path];
    if (path === '') return true;
    return there === undefined
      ? optional === true || devOptional === true
      : there.version === version;
  });
}

/**
 * @param {string} file
 * @returns {Record<string, { version?: string, optional?: boolean, devOptional?: boolean }>}
 */
function packagesOf(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages ?? {};
}
