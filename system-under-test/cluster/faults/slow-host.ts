/**
 * Loaded before a task's own program. SIGUSR2 makes the process spend as much CPU again as its work takes, as on a
 * slower processor, and another SIGUSR2 ends that. Without the signal it does nothing.
 */
const moreWork = 1;
/** Seldom enough to cost nothing by itself. */
const everyMs = 50;

let timer: NodeJS.Timeout | undefined;

process.on('SIGUSR2', () => {
  if (timer !== undefined) {
    clearInterval(timer);
    timer = undefined;
    return;
  }
  let before = process.cpuUsage();
  timer = setInterval(() => {
    burn(moreWork * spentSince(before));
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
