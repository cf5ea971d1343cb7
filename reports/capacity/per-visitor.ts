import type { CpuDemand } from './demand.ts';
import type { LoadLevel } from './level.ts';
import type { Measured } from './measured.ts';

/** What a visitor takes, by the runs; rates per second. Undefined is what they do not tell. */
export interface Demand {
  /** The most at once that it was measured with. */
  readonly mostVisitors: number;
  readonly requestsPerVisitor: number;
  readonly bookingsPerVisitor: number;
  readonly sessionsPerVisitor: number;
  readonly bytesPerVisitor: number;
  readonly cpu: CpuDemand | undefined;
  readonly peakToAverage: number;
  readonly taskMemoryMiB: number | undefined;
  readonly readerVcpuPerVisitor: number | undefined;
  readonly writerVcpuPerVisitor: number | undefined;
  readonly queriesPerVisitor: number | undefined;
  /** To all readers together. */
  readonly connectionsPerTask: number | undefined;
}

/**
 * Levels that tell how many visitors there were. One that is beyond what the system serves asks for less per visitor than
 * they would: those above the knee are left out.
 */
export function levelsBelowKnee({ levels, knee }: Measured): LoadLevel[] {
  const most = knee?.visitors ?? Infinity;
  return levels.filter(({ visitors = 0 }) => visitors > 0 && visitors <= most);
}

/**
 * Levels below the knee together, each by its seconds.
 * @returns undefined where there are none
 */
export function demandOf(measured: Measured): Demand | undefined {
  const told = levelsBelowKnee(measured);
  const visitorSeconds = sum(told, ({ visitors = 0, seconds }) => visitors * seconds);
  if (visitorSeconds === 0) return undefined;
  const perVisitor = (of: (level: LoadLevel) => number | undefined): number | undefined => {
    const known = told.filter((level) => of(level) !== undefined);
    const over = sum(known, ({ visitors = 0, seconds }) => visitors * seconds);
    return over === 0 ? undefined : sum(known, (one) => (of(one) ?? 0) * one.seconds) / over;
  };
  const tasks = told.map((level) => level.tasks).filter((one) => one !== undefined);
  const connected = told.filter(
    ({ tasks: own, readers }) => own !== undefined && readers !== undefined,
  );
  return {
    mostVisitors: Math.max(...told.map(({ visitors = 0 }) => visitors)),
    requestsPerVisitor: perVisitor((level) => level.requestsPerSecond) ?? 0,
    bookingsPerVisitor: perVisitor((level) => level.bookingsPerSecond) ?? 0,
    sessionsPerVisitor: perVisitor((level) => level.sessionsPerSecond) ?? 0,
    bytesPerVisitor: perVisitor((level) => level.bytesPerSecond) ?? 0,
    cpu: measured.cpu,
    peakToAverage: tasks.length === 0 ? 1 : Math.max(...tasks.map((one) => one.peakToAverage)),
    taskMemoryMiB:
      tasks.length === 0 ? undefined : Math.max(...tasks.map((one) => one.mostMemoryMiB)),
    readerVcpuPerVisitor: perVisitor(({ readers }) => readers?.usedVcpu),
    writerVcpuPerVisitor: perVisitor(({ writerVcpu }) => writerVcpu),
    queriesPerVisitor: perVisitor(({ readers }) => readers?.queriesPerSecond),
    connectionsPerTask:
      connected.length === 0
        ? undefined
        : Math.max(
            ...connected.map(
              ({ tasks: own, readers }) => (readers?.mostConnections ?? 0) / (own?.count ?? 1),
            ),
          ),
  };
}

function sum(levels: readonly LoadLevel[], of: (level: LoadLevel) => number): number {
  return levels.reduce((total, level) => total + of(level), 0);
}
