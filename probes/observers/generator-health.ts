import { readFile, readdir } from 'node:fs/promises';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { hasCode } from '../../core/errors.ts';
import { availableMemory, ephemeralPorts, openFilesLimit } from '../../core/machine-limits.ts';
import { pause } from '../../core/pause.ts';
import { memoryOf, parseStat, readOfProcess, ticksPerSecond } from '../../core/process-files.ts';
import type { GeneratorHealthLine } from '../../core/run-folder/files/generator-health.ts';
import type { Observation, Observer } from './observer.ts';

const everyMs = 1_000;
const filesEverySeconds = 5;
/** A generator may be gone within a second: until this time it is looked at more often, so that its end is seen too. */
const youngMs = 3_000;
const everyMsWhileYoung = 50;

/**
 * The load generator and its machine once a second through /proc. A generator that is itself the limit measures nothing
 * but itself, so this is what makes a run valid.
 */
export const generatorHealth: Observer = { file: 'generatorHealth', watch: look };

/**
 * Several processes count as one generator, whose open files are those of the process that is nearest its limit. There is a
 * line at the beginning and one at the end, however short it was: what becomes of a run must not depend on when it was
 * looked at.
 */
async function* look({
  generatorPids: pids,
  until,
}: Observation): AsyncGenerator<GeneratorHealthLine> {
  const limits = limitsOf(pids);
  const lag = monitorEventLoopDelay({ resolution: 20 });
  lag.enable();
  const begun = performance.now();
  let before = await readCpu(pids);
  /** What the generator had when it was seen last: of one that is gone, nothing more is known. */
  let own = { cpu: before.generator ?? 0, memoryBytes: 0, files: await openFiles(pids) };
  let seconds = 0;
  for (let looks = 0, isOver = false; !isOver; looks += 1) {
    const age = performance.now() - begun;
    await pause(age < youngMs ? everyMsWhileYoung : everyMs, until);
    const now = await readCpu(pids);
    isOver = until.aborted || now.generator === undefined;
    const isDue = performance.now() - begun >= (seconds + 1) * everyMs;
    if (now.generator !== undefined)
      own = {
        cpu: now.generator,
        memoryBytes: await total(pids, memoryOf),
        // Counting ten thousand files takes the kernel milliseconds, so not every time.
        files:
          (looks === 0 || isDue) && seconds % filesEverySeconds === 0
            ? await openFiles(pids)
            : own.files,
      };
    const machine = now.machineTotal - before.machineTotal;
    const line = {
      at: Date.now(),
      machineCpu: share(now.machineBusy - before.machineBusy, machine),
      generatorCpu: share(own.cpu - (before.generator ?? own.cpu), machine),
      generatorMemoryBytes: own.memoryBytes,
      machineMemoryAvailableBytes: availableMemory(),
      generatorOpenFiles: Math.max(0, ...own.files),
      openFilesLimit: limits.openFiles,
      ephemeralPorts: await portsInUse(own.files),
      ephemeralPortsLimit: limits.ephemeralPorts,
      // The monitor counts its own resolution in, so a timer that fires on time shows 20 ms.
      schedulingLagMs: Math.max(0, lag.max / 1e6 - 20),
    };
    if (looks === 0 || isDue || isOver) yield line;
    if (!isDue) continue;
    lag.reset();
    before = now;
    seconds += 1;
  }
  lag.disable();
}

async function total(
  pids: readonly number[],
  amountOf: (pid: number) => Promise<number>,
): Promise<number> {
  return sum(await Promise.all(pids.map(amountOf)));
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}

function share(part: number, whole: number): number {
  return whole <= 0 ? 0 : Math.min(1, Math.max(0, part / whole));
}

interface CpuTimes {
  readonly machineBusy: number;
  readonly machineTotal: number;
  /** Undefined once all of the generator is gone. */
  readonly generator: number | undefined;
}

/** CPU times in seconds since boot. */
async function readCpu(pids: readonly number[]): Promise<CpuTimes> {
  const [machine, ...own] = await Promise.all([
    readFile('/proc/stat', 'utf8'),
    ...pids.map((pid) => readOfProcess(pid, 'stat')),
  ]);
  const alive = own.filter((stat) => stat !== undefined);
  const times = (machine.split('\n')[0] ?? '')
    .trim()
    .split(/\s+/)
    .slice(1, 9)
    .map((ticks) => Number(ticks) / ticksPerSecond);
  const total = times.reduce((sum, time) => sum + time, 0);
  const idle = (times[3] ?? 0) + (times[4] ?? 0);
  return {
    machineBusy: total - idle,
    machineTotal: total,
    generator:
      alive.length === 0 ? undefined : sum(alive.map((stat) => parseStat(stat).cpuSeconds)),
  };
}

function openFiles(pids: readonly number[]): Promise<number[]> {
  return Promise.all(pids.map(openFilesOf));
}

async function openFilesOf(pid: number): Promise<number> {
  try {
    return (await readdir(`/proc/${pid}/fd`)).length;
  } catch (error) {
    if (isGone(error)) return 0;
    throw error;
  }
}

/**
 * Local ports that connections of this machine may occupy, from above: the generator's own files, and every closed
 * connection that still waits (TIME_WAIT). The exact table, /proc/net/tcp, takes as long to read as a page to serve.
 */
async function portsInUse(files: readonly number[]): Promise<number> {
  const sockets = await readFile('/proc/net/sockstat', 'utf8');
  return sum(files) + Number(/^TCP:.* tw (\d+)/m.exec(sockets)?.[1] ?? 0);
}

function limitsOf([pid]: readonly number[]): { openFiles: number; ephemeralPorts: number } {
  const openFiles = pid === undefined ? undefined : openFilesLimit(pid)?.soft;
  return { openFiles: openFiles ?? 0, ephemeralPorts: ephemeralPorts() ?? 0 };
}

/** A process may end between two looks at it. */
function isGone(error: unknown): boolean {
  return hasCode(error, 'ENOENT') || hasCode(error, 'ESRCH');
}
