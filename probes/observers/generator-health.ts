import { readFile, readdir } from 'node:fs/promises';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { hasCode } from '../../core/errors.ts';
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

/** Several processes count as one generator, whose open files are those of the process that is nearest its limit. */
async function* look({
  generatorPids: pids,
  until,
}: Observation): AsyncGenerator<GeneratorHealthLine> {
  const limits = await readLimits(pids);
  const lag = monitorEventLoopDelay({ resolution: 20 });
  lag.enable();
  const begun = performance.now();
  let before = await readCpu(pids);
  let files: number[] = [];
  let lines = 0;
  /** What was seen since the last line, which is less than a second. */
  let rest: GeneratorHealthLine | undefined;
  while (!until.aborted) {
    const age = performance.now() - begun;
    await pause(age < youngMs ? everyMsWhileYoung : everyMs, until);
    const now = until.aborted ? undefined : await readCpu(pids);
    if (now === undefined) break;
    const isDue = performance.now() - begun >= (lines + 1) * everyMs;
    // Counting ten thousand files takes the kernel milliseconds, so not every time.
    if (lines % filesEverySeconds === 0 && (isDue || rest === undefined))
      files = await openFiles(pids);
    const machine = now.machineTotal - (before?.machineTotal ?? 0);
    rest = {
      at: Date.now(),
      machineCpu: share(now.machineBusy - (before?.machineBusy ?? 0), machine),
      generatorCpu: share(now.generator - (before?.generator ?? 0), machine),
      generatorMemoryBytes: await total(pids, memoryOf),
      machineMemoryAvailableBytes: await memoryAvailable(),
      generatorOpenFiles: Math.max(0, ...files),
      openFilesLimit: limits.openFiles,
      ephemeralPorts: await portsInUse(files),
      ephemeralPortsLimit: limits.ephemeralPorts,
      // The monitor counts its own resolution in, so a timer that fires on time shows 20 ms.
      schedulingLagMs: Math.max(0, lag.max / 1e6 - 20),
    };
    if (!isDue) continue;
    lag.reset();
    before = now;
    lines += 1;
    yield rest;
    rest = undefined;
  }
  if (rest !== undefined) yield rest;
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
  readonly generator: number;
}

/** CPU times in seconds since boot; undefined once all of the generator is gone. */
async function readCpu(pids: readonly number[]): Promise<CpuTimes | undefined> {
  const [machine, ...own] = await Promise.all([
    readFile('/proc/stat', 'utf8'),
    ...pids.map((pid) => readOfProcess(pid, 'stat')),
  ]);
  const alive = own.filter((stat) => stat !== undefined);
  if (alive.length === 0) return undefined;
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
    generator: sum(alive.map((stat) => parseStat(stat).cpuSeconds)),
  };
}

async function memoryAvailable(): Promise<number> {
  return (
    Number(/^MemAvailable:\s+(\d+)/m.exec(await readFile('/proc/meminfo', 'utf8'))?.[1] ?? 0) * 1024
  );
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

async function readLimits(
  pids: readonly number[],
): Promise<{ openFiles: number; ephemeralPorts: number }> {
  const [pid] = pids;
  const limits = pid === undefined ? '' : ((await readOfProcess(pid, 'limits')) ?? '');
  const range = (await readFile('/proc/sys/net/ipv4/ip_local_port_range', 'utf8'))
    .trim()
    .split(/\s+/)
    .map(Number);
  return {
    openFiles: Number(/^Max open files\s+(\d+)/m.exec(limits)?.[1] ?? 0),
    ephemeralPorts: (range[1] ?? 0) - (range[0] ?? 0) + 1,
  };
}

/** A process may end between two looks at it. */
function isGone(error: unknown): boolean {
  return hasCode(error, 'ENOENT') || hasCode(error, 'ESRCH');
}
