import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';

/** How a child process ended: its exit status, or the signal that ended it. */
export interface ChildEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/**
 * The parent may have died before the death signal was set, and then nobody would send it: so the child looks once
 * whether its parent is still the one that asked for it.
 */
const startOnlyUnderParent = '[ "$PPID" = "$1" ] || exit 125; shift; exec "$@"';

/**
 * Starts a child that the kernel kills as soon as this process is gone, however it went, `kill -9` included. Call it
 * from the main thread: the kernel ties a child to the thread that started it. On systems other than Linux the child
 * is an ordinary one. A command that does not exist ends with status 127.
 */
export function spawnTied(
  command: string,
  args: readonly string[],
  options: SpawnOptions = {},
): ChildProcess {
  if (process.platform !== 'linux') return spawn(command, args, options);
  const guarded = ['sh', '-c', startOnlyUnderParent, 'sh', String(process.pid), command, ...args];
  return spawn('setpriv', ['--pdeathsig', 'KILL', ...guarded], options);
}

/** Waits for the end of a child; at once when it has ended already. A child that could not be started throws. */
export async function childEnd(child: ChildProcess): Promise<ChildEnd> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  return { code: child.exitCode, signal: child.signalCode };
}

/** Ends a child politely (SIGTERM), and by force when it is still there after `graceMs` milliseconds. */
export async function endChild(child: ChildProcess, graceMs = 5000): Promise<ChildEnd> {
  if (child.pid === undefined) return { code: null, signal: null };
  child.kill('SIGTERM');
  const force = setTimeout(() => child.kill('SIGKILL'), graceMs);
  try {
    return await childEnd(child);
  } finally {
    clearTimeout(force);
  }
}
