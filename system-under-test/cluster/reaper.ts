import { type ChildProcess, spawn } from 'node:child_process';
import { endEverything } from '../../core/end-everything.ts';

/** What is being removed has this at the end of its name. */
export const goneSuffix = '.gone';

/**
 * Removes the folder when it is still that of this token, then the root when it was the last one. It first takes the
 * folder out of the way in one step: a cluster is wholly there or not at all.
 */
const removeFolders = `
remove_folders() {
  grep -qF "$token" "$folder/owner.json" 2>/dev/null && mv "$folder" "$staging$gone"
  rm -rf "$staging" "$staging$gone" "$drafts"/.*"$token"*
  rmdir "$(dirname "$folder")" 2>/dev/null
  return 0
}`;

const waitForTheEnd = `
trap '' HUP INT TERM QUIT PIPE
cat >/dev/null`;

/**
 * What cleans up when a cluster's supervisor is gone, in whatever way: a shell of its own session, blocked on a pipe
 * that only the supervisor holds open. The kernel has killed the supervisor's children by then; the reaper ends
 * grandchildren, waits until all are gone, and removes what they wrote.
 */
export interface ReaperOptions {
  readonly token: string;
  readonly folder: string;
  readonly staging: string;
  /** Folder in which entries that have the token in their names are unfinished work. */
  readonly drafts: string;
}

/** Starts the reaper of this process. It must be started before anything that it is to clean up. */
export function startReaper(options: ReaperOptions): ChildProcess {
  const reaper = spawnReaper(options, waitForTheEnd, 'pipe');
  // It outlives this process by design.
  reaper.unref();
  return reaper;
}

/** Does now what the reaper of a dead supervisor would have done; resolves when it is done. */
export async function reapNow(options: ReaperOptions): Promise<void> {
  const reaper = spawnReaper(options, ':', 'ignore');
  await new Promise((resolve, reject) => reaper.once('exit', resolve).once('error', reject));
}

function spawnReaper(
  { token, folder, staging, drafts }: ReaperOptions,
  wait: string,
  stdin: 'pipe' | 'ignore',
): ChildProcess {
  const script = [
    `token=$1 folder=$2 staging=$3 drafts=$4 gone=${goneSuffix}`,
    endEverything,
    removeFolders,
    wait,
    'end_everything',
    'remove_folders',
  ].join('\n');
  // Its environment must not hold the token: it would end itself. Nor a working folder that it removes.
  return spawn('sh', ['-c', script, 'bilancia-reaper', token, folder, staging, drafts], {
    cwd: '/',
    detached: true,
    env: { PATH: process.env['PATH'] ?? '/usr/bin:/bin' },
    stdio: [stdin, 'ignore', 'ignore'],
  });
}
