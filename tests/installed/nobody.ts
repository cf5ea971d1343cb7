import { execFile } from 'node:child_process';
import { chmod, chown, copyFile, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { requireK6 } from '../../scenarios/engines/k6/location.ts';
import type { Ended } from '../cli/run-command-line.ts';
import { foreignEnvironment, type Installed } from './install.ts';

/** The account `nobody` and its group, as most systems have them. */
const nobody = { uid: 65_534, gid: 65_534 };

/** Runs the installed command as an account of a service: not as root where that can be had, and without a home. */
export async function asNobody(
  installed: Installed,
): Promise<{ folder: string; bilancia: (...args: string[]) => Promise<Ended> }> {
  const parent = dirname(installed.folder);
  const folder = join(parent, "a service's folder");
  const k6 = join(parent, 'k6');
  await copyFile((await requireK6(process.env)).path, k6);
  await chmod(k6, 0o755);
  // What it keeps for want of a home goes with the rest.
  const temporary = join(parent, 'tmp');
  await Promise.all([folder, temporary].map((path) => mkdir(path)));
  const isRoot = process.getuid?.() === 0;
  if (isRoot) {
    await chmod(parent, 0o755);
    await Promise.all([folder, temporary].map((path) => chown(path, nobody.uid, nobody.gid)));
  }
  const { HOME: _home, XDG_CACHE_HOME: _cache, ...others } = foreignEnvironment;
  const env = { ...others, HOME: '/nonexistent', TMPDIR: temporary, BILANCIA_K6: k6 };
  const options = { cwd: folder, env, ...(isRoot ? nobody : {}) };
  const bilancia = (...args: string[]): Promise<Ended> =>
    new Promise((resolve, reject) => {
      execFile(installed.command, args, options, (error, stdout, stderr) => {
        const status = error === null ? 0 : error.code;
        if (typeof status === 'number') resolve({ status, stdout, stderr });
        else reject(error ?? new Error('it did not end'));
      });
    });
  return { folder, bilancia };
}
