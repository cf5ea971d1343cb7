import { readFile, readdir, readlink } from 'node:fs/promises';
import { hasCode } from '../../core/errors.ts';
import { pause } from '../../core/pause.ts';
import type { ConnectionLine } from '../../core/run-folder/files/connections.ts';
import { type Socket, isListening, parseSockets } from './sockets.ts';
import type { Observation, Observer } from './observer.ts';

const leastMs = 25;
const mostMs = 2_000;
/** A run as long as this many pauses is looked at as closely as a short one. */
const looksPerAge = 20;
/** Pause for each connection: ten thousand take the kernel as long to tell as a page takes to be served. */
const msPerConnection = 0.2;

/**
 * Which places the generator is connected to. Of requests that have a name, k6 tells the address alone, so that this is
 * all that tells the port. Connections that come and go between two looks are not seen.
 */
export const connections: Observer = {
  file: 'connections',
  watch: (observation) => (observation.isOurs ? undefined : look(observation)),
};

async function* look({
  generatorPids,
  until,
}: Observation): AsyncGenerator<ConnectionLine, void, undefined> {
  const seen = new Set<string>();
  const begun = performance.now();
  while (!until.aborted) {
    const remotes = (await Promise.all(generatorPids.map(remotesOf))).flat();
    for (const remote of remotes) {
      if (seen.has(remote)) continue;
      seen.add(remote);
      yield { at: Date.now(), remote };
    }
    const due = Math.max(
      (performance.now() - begun) / looksPerAge,
      remotes.length * msPerConnection,
    );
    await pause(Math.min(mostMs, Math.max(leastMs, due)), until);
  }
}

/** Where each of its connections leads; empty once the process is gone. */
async function remotesOf(pid: number): Promise<string[]> {
  try {
    const files = await readdir(`/proc/${pid}/fd`);
    const links = await Promise.all(files.map((file) => linkOf(`/proc/${pid}/fd/${file}`)));
    const own = new Set(links);
    const tables = await Promise.all(
      ['tcp', 'tcp6'].map((table) => readFile(`/proc/${pid}/net/${table}`, 'latin1')),
    );
    const sockets = tables
      .flatMap(parseSockets)
      .filter(({ inode }) => own.has(`socket:[${inode}]`));
    return outgoing(sockets).map(({ remote }) => remote);
  } catch (error) {
    if (isGone(error)) return [];
    throw error;
  }
}

/** Without those that others opened to a port which it listens on, its own interface above all. */
function outgoing(sockets: readonly Socket[]): Socket[] {
  const open = new Set(sockets.filter(isListening).map(({ localPort }) => localPort));
  return sockets.filter((socket) => !isListening(socket) && !open.has(socket.localPort));
}

async function linkOf(path: string): Promise<string> {
  try {
    return await readlink(path);
  } catch (error) {
    if (isGone(error)) return '';
    throw error;
  }
}

/** A process may end, and close its files, between two looks at it. */
function isGone(error: unknown): boolean {
  return ['ENOENT', 'ESRCH', 'EINVAL', 'EACCES'].some((code) => hasCode(error, code));
}
