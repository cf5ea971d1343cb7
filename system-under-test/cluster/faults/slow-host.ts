import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { slownessFile } from './slowness-file.ts';

/**
 * Loaded before a task's own program. SIGUSR2 makes the process spend so many times the CPU that its work takes, as on a
 * slower processor, and another SIGUSR2 ends that. Without the signal it does nothing.
 */

/** Seldom enough to cost nothing by itself. */
const everyMs = 50;

let timer: NodeJS.Timeout | undefined;

process.on('SIGUSR2', () => {
  if (timer !== undefined) {
    clearInterval(timer);
    timer = undefined;
    return;
  }
  const times = Number(readFileSync(join(tmpdir(), slownessFile), 'utf8'));
  let before = process.cpuUsage();
  timer = setInterval(() => {
    burn((times - 1) * spentSince(before));
    before = process.cpuUsage();
  }, everyMs);
  timer.unref();
});

/** Microseconds of CPU. */
function spentSince(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return user + system;
}

function burn(microseconds: number): void {
  const before = process.cpuUsage();
  while (spentSince(before) < microseconds);
}
