import { statfsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import {
  availableMemory,
  ephemeralPorts,
  openFilesLimit,
  totalMemory,
} from '../../core/machine-limits.ts';
import type { Finding } from './finding.ts';

interface Limit {
  readonly name: string;
  /** The size in `unit`, or undefined where the system does not tell. */
  readonly size: number | undefined;
  readonly unit: string;
  /** What 10,000 visitors on this machine take, with the local system beside them. */
  readonly enough: number;
  readonly neededFor: string;
  readonly remedy: string;
}

const gibibyte = 2 ** 30;

/** The limits of this machine that decide how many visitors it can play. `folder` is where runs will be written. */
export function findLimits(folder: string): Finding[] {
  const limits: readonly Limit[] = [
    {
      name: 'open files',
      size: openFilesLimit()?.soft,
      unit: 'a process',
      enough: 12_000,
      neededFor: 'a connection a visitor',
      remedy: 'Raise it with "ulimit -n 20000".',
    },
    {
      name: 'ephemeral ports',
      size: ephemeralPorts(),
      unit: 'ports',
      enough: 12_000,
      neededFor: 'a connection a visitor',
      remedy: 'Widen net.ipv4.ip_local_port_range with sysctl.',
    },
    {
      name: 'cores',
      size: availableParallelism(),
      unit: 'cores',
      enough: 2,
      neededFor: '10,000 visitors beside the local cluster',
      remedy: 'Use a machine with 2 cores or fewer visitors.',
    },
    {
      name: 'memory',
      size: Math.round(totalMemory() / gibibyte),
      unit: `GiB, ${Math.round(availableMemory() / gibibyte)} free`,
      enough: 8,
      neededFor: '10,000 visitors beside the local cluster',
      remedy: 'Use a machine with 8 GiB or fewer visitors.',
    },
    {
      name: 'free disk',
      size: freeDisk(folder),
      unit: `GiB in ${folder}`,
      enough: 2,
      neededFor: 'run folders and the local databases',
      remedy: 'Make room.',
    },
  ];
  return limits.map(toFinding);
}

function toFinding({ name, size, unit, enough, neededFor, remedy }: Limit): Finding {
  const base = { name, kind: 'machine', required: false, neededFor } as const;
  if (size === undefined) return { ...base, state: 'found', value: 'unknown' };
  const value = `${Number.isFinite(size) ? size.toLocaleString('en-US') : 'unlimited'} ${unit}`;
  return size >= enough
    ? { ...base, state: 'found', value }
    : { ...base, state: 'low', value, remedy };
}

function freeDisk(folder: string): number {
  const { bavail, bsize } = statfsSync(folder);
  return Math.floor((bavail * bsize) / gibibyte);
}
