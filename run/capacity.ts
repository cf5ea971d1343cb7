import { knownError } from '../core/errors.ts';
import { availableMemory, ephemeralPorts, openFilesLimit } from '../core/machine-limits.ts';
import type { VirtualUsers } from '../scenarios/profiles.ts';
import type { EngineNeeds } from '../scenarios/engine.ts';
import { engines } from '../scenarios/engines/index.ts';

/** A load, and who is to play it; nothing is refused where the script alone knows. */
export interface LoadAsked {
  readonly visitors: number;
  readonly virtualUsers?: VirtualUsers;
  /** Processes, as the user asked for; chosen by what each may have open otherwise. */
  readonly generators?: number;
}

/** What there is for a load. */
export interface Limits {
  /** Files that a process may have open. */
  readonly openFiles: number;
  readonly memoryBytes: number;
  /** Local ports for connections to one address. */
  readonly ports: number;
  /** Connections that the target takes at once, and what its owner can do for more, where they are known. */
  readonly target?: { readonly connections: number; readonly remedy?: string } | undefined;
}

/** Share of memory and ports that a load may take: others need some, and closed connections hold ports for a minute. */
const share = 0.95;

/**
 * How many processes play a load.
 * @throws too-many-visitors naming the limit that it would meet, and the number that would do; bad-value where so many
 *   processes are asked for that they would have nothing to play or to play with
 */
export function generatorsFor(load: LoadAsked, needs: EngineNeeds, limits: Limits): number {
  const users = load.virtualUsers?.most ?? 0;
  const free = limits.memoryBytes * share;
  const mostGenerators = Math.max(1, Math.floor(free / needs.processBytes));
  if (load.generators !== undefined) checkAsked(load.generators, users, mostGenerators, needs);
  if (users === 0) return load.generators ?? 1;
  const { visitors } = load;
  const each = limits.openFiles - needs.files;
  if (each < 1) {
    const reason = `a process may have ${limits.openFiles} files open here, and a generator takes ${needs.files} beside those of its visitors`;
    throw knownError('too-many-visitors', {
      visitors,
      reason,
      remedy: 'Raise that with "ulimit -n 20000".',
    });
  }
  const refuse = (reason: string, most: number, orElse?: string): Error =>
    refusal({ visitors, users }, reason, most, orElse);
  const needed = Math.ceil(users / each);
  const generators = load.generators ?? needed;
  if (generators < needed) {
    const open = Math.ceil(users / generators) + needs.files;
    const reason = `each generator would have ${open} files open, and a process may have ${limits.openFiles} here`;
    throw refuse(reason, each * generators, `, or for --generators ${needed}`);
  }
  const memory = users * needs.bytes;
  if (memory > free) {
    const reason = `they take ${inBytes(memory)} of memory, and ${inBytes(limits.memoryBytes)} are free`;
    throw refuse(reason, free / needs.bytes);
  }
  if (generators > mostGenerators) {
    const reason = `they take ${generators} generators, as a process may have ${limits.openFiles} files open here, and there is memory for ${mostGenerators}`;
    throw refuse(reason, each * mostGenerators, ', or raise that with "ulimit -n 20000"');
  }
  if (users > limits.ports * share) {
    const reason = `each needs a local port, and this machine has ${limits.ports} for one address`;
    throw refuse(reason, limits.ports * share, ', or widen net.ipv4.ip_local_port_range');
  }
  checkTargetTakes(users, limits.target, visitors);
  return generators;
}

/**
 * Whether a target takes so many virtual users at once: those of a script of the user's own are known when it is read.
 * @throws too-many-visitors
 */
export function checkTargetTakes(
  users: number,
  target: Limits['target'],
  visitors: number = users,
): void {
  const { connections = Infinity, remedy } = target ?? {};
  if (users <= connections) return;
  const reason = `the target takes ${connections} connections at once`;
  throw refusal({ visitors, users }, reason, connections, remedy && `, or ${remedy}`);
}

/** @param most virtual users that would do */
function refusal(
  { visitors, users }: { readonly visitors: number; readonly users: number },
  reason: string,
  most: number,
  orElse = '',
): Error {
  const would = Math.max(0, Math.floor((most * visitors) / users));
  const remedy = `Ask for ${would} at most${orElse}.`;
  return knownError('too-many-visitors', { visitors, reason, remedy });
}

/** @throws bad-value */
function checkAsked(generators: number, users: number, most: number, needs: EngineNeeds): void {
  const refuse = (expected: string): Error =>
    knownError('bad-value', { what: '--generators', given: String(generators), expected });
  if (users > 0 && generators > users) throw refuse(`${users} at most, one for each visitor`);
  if (generators > most)
    throw refuse(`${most} at most here, as each takes ${inBytes(needs.processBytes)} of memory`);
}

/**
 * How many processes play a load on this machine, on a target with these limits.
 * @throws what {@link generatorsFor} throws
 */
export function generatorsHere(
  request: LoadAsked & { readonly engine: keyof typeof engines },
  target?: Limits['target'],
): number {
  return generatorsFor(request, engines[request.engine].needs, {
    openFiles: openFilesLimit()?.soft ?? Infinity,
    memoryBytes: availableMemory(),
    ports: ephemeralPorts() ?? Infinity,
    target,
  });
}

function inBytes(bytes: number): string {
  if (bytes >= 1e12) return `${(bytes / 1e12).toFixed(1)} TB`;
  return `${(bytes / 1e9).toFixed(1)} GB`;
}
