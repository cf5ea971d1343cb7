import { parseStat, readOfProcess } from '../../core/process-files.ts';
import type { ClusterState, Part } from '../../targets/local-cluster.ts';

/** What a request's cost is told by. The name server is a part of the supervisor's process. */
export const parts = [
  'generator',
  'edge',
  'load balancer',
  'tasks',
  'writer',
  'readers',
  'session store',
  'supervisor',
  'outside systems',
] as const;
export type PartName = (typeof parts)[number];

const partOf = {
  supervisor: 'supervisor',
  'database-writer': 'writer',
  'database-reader': 'readers',
  'name-server': 'supervisor',
  edge: 'edge',
  'edge-log': 'edge',
  'load-balancer': 'load balancer',
  'session-store': 'session store',
  'outside-systems': 'outside systems',
  'sql-proxy': 'outside systems',
  task: 'tasks',
} as const satisfies Record<Part['kind'], PartName>;

/** Process ids of each part. */
export type Processes = Readonly<Record<PartName, readonly number[]>>;

/** CPU seconds of each part, since its start or between two looks at it. */
export type CpuSeconds = Readonly<Record<PartName, number>>;

export function processesOf(state: ClusterState, generators: readonly number[]): Processes {
  return byPart((part) => {
    if (part === 'generator') return generators;
    const pids = state.parts.flatMap(({ kind, pid }) =>
      partOf[kind] === part && pid !== null ? [pid] : [],
    );
    return [...new Set(pids)];
  });
}

export function byPart<T>(of: (part: PartName) => T): Record<PartName, T> {
  const entries = parts.map((part) => [part, of(part)] as const);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- an entry for every part, as the type says
  return Object.fromEntries(entries) as Record<PartName, T>;
}

/** What each part has used since it was started, from `/proc/PID/stat`: steps of 10 ms. */
export async function cpuSeconds(processes: Processes): Promise<CpuSeconds> {
  const used = new Map<PartName, number>();
  for (const part of parts) {
    const seconds = await Promise.all(processes[part].map(cpuOfProcess));
    used.set(part, sum(seconds));
  }
  return byPart((part) => used.get(part) ?? 0);
}

async function cpuOfProcess(pid: number): Promise<number> {
  const stat = await readOfProcess(pid, 'stat');
  if (stat === undefined) throw new Error(`process ${pid} ended while it was measured`);
  return parseStat(stat).cpuSeconds;
}

export function minus(later: CpuSeconds, earlier: CpuSeconds): CpuSeconds {
  return byPart((part) => later[part] - earlier[part]);
}

export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
