import { execFile, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdir, mkdtemp, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { endChild } from '../../../core/child-process.ts';
import { cacheFolder } from '../../../core/cache-folder.ts';
import { hasCode, reasonOf } from '../../../core/errors.ts';
import { freePort } from '../../../core/free-port.ts';

const run = promisify(execFile);
const version = '5.2.5';

export type Moto =
  | { readonly there: true; readonly folder: string }
  | { readonly there: false; readonly why: string };

/** moto's server, in the user's cache folder; installed there when Python is on the machine and it is not yet. */
export async function findMoto(): Promise<Moto> {
  const folder = join(cacheFolder(process.env), `moto-${version}`);
  try {
    if (!(await isThere(folder))) await install(folder);
  } catch (thrown) {
    const [why = ''] = reasonOf(thrown).split('\n');
    return { there: false, why: `moto cannot be installed: ${why}` };
  }
  return { there: true, folder };
}

async function isThere(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (thrown) {
    if (hasCode(thrown, 'ENOENT')) return false;
    throw thrown;
  }
}

/** Under another name first: what is half installed must not be taken for whole. */
async function install(folder: string): Promise<void> {
  await mkdir(dirname(folder), { recursive: true });
  const temporary = await mkdtemp(`${folder}-`);
  try {
    await run('python3', ['-m', 'venv', temporary]);
    const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check'];
    await run(join(temporary, 'bin', 'python'), [...pip, `moto[server]==${version}`]);
    await rename(temporary, folder);
  } catch (thrown) {
    // Another test may have been faster.
    if (!hasCode(thrown, 'ENOTEMPTY')) throw thrown;
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

export interface MotoServer {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** Starts moto's server on a free port of this machine. */
export async function startMoto(folder: string): Promise<MotoServer> {
  const port = await freePort();
  // The module, since the script's first line names the folder in which it was installed.
  const child = spawn(
    join(folder, 'bin', 'python'),
    ['-c', 'from moto.server import main; main()', '-H', '127.0.0.1', '-p', String(port)],
    { stdio: 'ignore' },
  );
  const url = `http://127.0.0.1:${port}`;
  await listening(url, child);
  return { url, close: async () => void (await endChild(child)) };
}

async function listening(url: string, child: ChildProcess): Promise<void> {
  while (child.exitCode === null) {
    try {
      await fetch(`${url}/moto-api/`);
      return;
    } catch (thrown) {
      if (!(thrown instanceof TypeError)) throw thrown;
      await sleep(100);
    }
  }
  throw new Error(`moto's server ended with ${child.exitCode}`);
}
