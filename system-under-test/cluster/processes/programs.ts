import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { knownError } from '../../../core/errors.ts';

/** Programs that a cluster runs, each with the Debian package that brings it. */
const packages = {
  mariadbd: 'mariadb-server',
  'mariadb-install-db': 'mariadb-server',
  haproxy: 'haproxy',
  memcached: 'memcached',
  setpriv: 'util-linux',
} as const;

export type Program = keyof typeof packages;
export type Programs = Readonly<Record<Program, string>>;

/** Servers live where only root looks by default. */
const systemFolders = ['/usr/local/sbin', '/usr/sbin', '/sbin', '/usr/local/bin', '/usr/bin'];

/**
 * Paths of all programs.
 * @throws component-missing
 */
export function findPrograms(path = process.env['PATH'] ?? ''): Programs {
  const find = (program: Program): string => {
    const found = findProgram(program, path);
    if (found !== undefined) return found;
    const remedy = `On Debian or Ubuntu: apt-get install ${packages[program]}.`;
    throw knownError('component-missing', { component: program, remedy });
  };
  return {
    mariadbd: find('mariadbd'),
    'mariadb-install-db': find('mariadb-install-db'),
    haproxy: find('haproxy'),
    memcached: find('memcached'),
    setpriv: find('setpriv'),
  };
}

/** The path of a program; undefined where there is none. */
export function findProgram(program: string, path = ''): string | undefined {
  const folders = [...path.split(delimiter), ...systemFolders].filter((folder) => folder !== '');
  return folders.map((folder) => join(folder, program)).find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    // Not there, or not ours to run: look further.
    return false;
  }
}
