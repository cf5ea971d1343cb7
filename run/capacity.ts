import { knownError } from '../core/errors.ts';
import { availableMemory, ephemeralPorts, openFilesLimit } from '../core/machine-limits.ts';
import type { VirtualUsers } from '../scenarios/profiles.ts';
import type { EngineNeeds } from '../scenarios/engine.ts';

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
 * @throws too-many-visitors naming the limit that it would meet, and the number that would do
 */
export function generatorsFor(load: LoadAsked, needs: EngineNeeds, limits: Limits): number {
  const users = load.virtualUsers?.most ?? 0;
  const each = limits.openFiles - needs.files;
  const needed = Math.max(1, Math.ceil(users / each));
  const generators = load.generators ?? needed;
  const refuse = (reason: string, most: number, orElse = ''): Error => {
    const visitors = Math.max(0, Math.floor((most * load.visitors) / users));
    const remedy = `Ask for ${visitors} at most${orElse}.`;
    return knownError('too-many-visitors', { visitors: load.visitors, reason, remedy });
  };
  if (users === 0) return generators;
  if (generators < needed) {
    const open = Math.ceil(users / generators) + needs.files;
    const reason = `each generator would have ${open} files open, and a process may have ${limits.openFiles} here`;
    throw refuse(reason, each * generators, `, or for --generators ${needed}`);
  }
  const [memory, free] = [users * needs.bytes, limits.memoryBytes * share];
  if (memory > free) {
    const reason = `they take ${inBytes(memory)} of memory, and ${inBytes(limits.memoryBytes)} are free`;
    throw refuse(reason, free / needs.bytes);
  }
  if (users > limits.ports * share) {
    const reason = `each needs a local port, and this machine has ${limits.ports} for one address`;
    throw refuse(reason, limits.ports * share, ', or widen net.ipv4.ip_local_port_range');
  }
  const { connections = Infinity, remedy } = limits.target ?? {};
  if (users > connections) {
    const reason = `the target takes ${connections} connections at once`;
    throw refuse(reason, connections, remedy === undefined ? '' : `, or ${remedy}`);
  }
  return generators;
}

/** What this machine has. */
export function limitsHere(): Limits {
  return {
    openFiles: openFilesLimit()?.soft ?? Infinity,
    memoryBytes: availableMemory(),
    ports: ephemeralPorts() ?? Infinity,
  };
}

function inBytes(bytes: number): string {
  if (bytes >= 1e12) return `${(bytes / 1e12).toFixed(1)} TB`;
  return `${(bytes / 1e9).toFixed(1)} GB`;
}
