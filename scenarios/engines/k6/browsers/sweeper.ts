import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { endEverything } from '../../../../core/end-everything.ts';

/** What browsers leave behind: processes that have the folder in their environment, and the folder. */
const sweep = `
token=TMPDIR=$1
end_everything
while [ -e "$1" ]; do rm -rf "$1" || sleep 0.05; done`;

const waitForTheEnd = `
trap '' HUP INT TERM QUIT PIPE
cat >/dev/null`;

/** Cleans up after browsers, once, however this process and theirs end. */
export interface Sweeper {
  /** Resolves when no process and no folder is left. */
  readonly sweep: () => Promise<void>;
}

/**
 * Starts what cleans up `folder` and every process with it as TMPDIR: a shell of its own session, blocked on a pipe that only
 * this process holds open. It must be started before them.
 */
export function startSweeper(folder: string): Sweeper {
  const waiting = shell(folder, waitForTheEnd, 'pipe');
  const ended = once(waiting, 'exit');
  // It outlives this process by design.
  waiting.unref();
  return {
    sweep: async () => {
      waiting.ref();
      waiting.stdin?.destroy();
      await ended;
      // One that was killed has swept nothing.
      if (waiting.signalCode !== null) await once(shell(folder, ':', 'ignore'), 'exit');
    },
  };
}

function shell(folder: string, wait: string, stdin: 'pipe' | 'ignore'): ChildProcess {
  const script = [endEverything, wait, sweep].join('\n');
  return spawn('sh', ['-c', script, 'bilancia-sweeper', folder], {
    cwd: '/',
    detached: true,
    // Without the folder, or it would end itself.
    env: { PATH: process.env['PATH'] ?? '/usr/bin:/bin' },
    stdio: [stdin, 'ignore', 'ignore'],
  });
}
