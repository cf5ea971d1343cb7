import { readFileSync } from 'node:fs';
import { freemem, totalmem } from 'node:os';
import { hasCode } from './errors.ts';
import { readOfProcessNow } from './process-files.ts';

/** How many files a process may open: as it is, and once it asks for all that it may have. */
export interface OpenFilesLimit {
  readonly soft: number;
  readonly hard: number;
}

/** Undefined where the kernel does not tell, as when it is not Linux or the process is gone. */
export function openFilesLimit(pid = process.pid): OpenFilesLimit | undefined {
  const limits = readOfProcessNow(pid, 'limits') ?? '';
  const [, soft, hard] = /^Max open files\s+(\S+)\s+(\S+)/m.exec(limits) ?? [];
  if (soft === undefined || hard === undefined) return undefined;
  return { soft: numberOf(soft), hard: numberOf(hard) };
}

function numberOf(limit: string): number {
  return limit === 'unlimited' ? Infinity : Number(limit);
}

/** Local ports for connections to one address; undefined where the kernel does not tell. */
export function ephemeralPorts(): number | undefined {
  const range = readOfKernel('/proc/sys/net/ipv4/ip_local_port_range');
  const [first, last] = (range ?? '').trim().split(/\s+/).map(Number);
  return first === undefined || last === undefined ? undefined : last - first + 1;
}

/**
 * Bytes that processes may still take without swapping, as Linux estimates it; elsewhere what is free. At most what the
 * container may have in all: what of that is taken says nothing, since files that could be dropped count as well.
 */
export function availableMemory(): number {
  const kibibytes = /^MemAvailable:\s+(\d+)/m.exec(readOfKernel('/proc/meminfo') ?? '')?.[1];
  const free = kibibytes === undefined ? freemem() : Number(kibibytes) * 1024;
  return Math.min(free, totalMemory());
}

/** Bytes of this machine, or of the container where it has fewer. */
export function totalMemory(): number {
  return Math.min(totalmem(), process.constrainedMemory() || Infinity);
}

/** Undefined where the kernel is not Linux. Such files are made as they are read, so nothing waits for a disk. */
function readOfKernel(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}
