import { execFile } from 'node:child_process';
import { mkdir, readFile, statfs } from 'node:fs/promises';
import { promisify } from 'node:util';
import { knownError, reasonOf } from '../../../core/errors.ts';
import type { Launcher } from '../processes/launcher.ts';

/** A disk of a node's own, in memory, that a drill can fill: nobody else's disk is touched. */
export interface SmallDisk {
  /** The process whose view of the files has it; a server that is to use it is started in there. */
  readonly pid: number;
  /** Where a path on the disk is found from outside. */
  readonly outside: (path: string) => string;
  /** Takes all room that is left. */
  readonly fill: () => Promise<void>;
  readonly free: () => Promise<void>;
}

const sizeMb = 600;
const mountedWithinMs = 10_000;
const holding = 'mount -t tmpfs -o "size=$2m,mode=700" tmpfs "$1" && exec sleep infinity';

/**
 * Mounts the disk at a folder, in a view of the files that only this process and those started in it have, so that it is
 * gone when they are. @throws cluster-failed where this user may not
 */
export async function mountSmallDisk(
  launcher: Launcher,
  name: string,
  folder: string,
): Promise<SmallDisk> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const part = `${name}-disk`;
  const mounting = ['--mount', 'sh', '-c', holding, 'sh', folder, String(sizeMb)];
  const holder = launcher.start(part, { path: 'unshare' }, mounting);
  const { pid } = holder.child;
  if (pid === undefined)
    throw knownError('cluster-failed', { part, reason: 'unshare cannot be started', log: '' });
  await holder.untilItWorks(async () => {
    const mounts = await readFile(`/proc/${pid}/mounts`, 'utf8');
    if (!mounts.includes(` ${folder} tmpfs `)) throw new Error('its disk is not mounted');
  }, mountedWithinMs);
  const outside = (path: string): string => `/proc/${pid}/root${path}`;
  const resize = async (size: string): Promise<void> => {
    const remount = ['mount', '-o', `remount,size=${size}`, folder];
    await promisify(execFile)('nsenter', ['--target', String(pid), '--mount', '--', ...remount]);
  };
  return {
    pid,
    outside,
    // It is made as small as what is on it, so that nothing has to be written.
    fill: async () => {
      for (let tries = 1; ; tries += 1) {
        const { blocks, bfree, bsize } = await statfs(outside(folder));
        try {
          await resize(String((blocks - bfree) * bsize));
          return;
        } catch (error) {
          // It grew meanwhile.
          if (tries === 10)
            throw new Error(`the disk cannot be filled: ${reasonOf(error)}`, { cause: error });
        }
      }
    },
    free: () => resize(`${sizeMb}m`),
  };
}
