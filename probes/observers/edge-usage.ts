import { every } from '../../core/every.ts';
import { childrenOf, memoryOf, parseStat, readOfProcess } from '../../core/process-files.ts';
import type { EdgeUsage } from '../../core/run-folder/files/edge.ts';
import type { Observer } from './observer.ts';

const everyMs = 5_000;

/** What the edge takes of this machine, every few seconds, and once more in the end. */
export const edgeUsage: Observer = {
  file: 'edgeUsage',
  watch: ({ target, until }) => {
    const pids = target.instances.flatMap(({ role, pid }) =>
      role === 'edge' && pid !== undefined ? [pid] : [],
    );
    return pids.length === 0 ? undefined : look(pids, until);
  },
};

async function* look(pids: readonly number[], until: AbortSignal): AsyncGenerator<EdgeUsage> {
  yield await usageOf(pids);
  for await (const _ of every(everyMs, until)) yield await usageOf(pids);
  yield await usageOf(pids);
}

async function usageOf(pids: readonly number[]): Promise<EdgeUsage> {
  const at = Date.now();
  let cpuSeconds = 0;
  let logCpuSeconds = 0;
  let memoryBytes = 0;
  for (const pid of pids) {
    // The cache works in a child of the process that was started.
    for (const one of [pid, ...(await childrenOf(pid))]) {
      const stat = await readOfProcess(one, 'stat');
      if (stat === undefined) continue;
      const used = parseStat(stat).cpuSeconds;
      if (stat.includes('(varnishncsa)')) logCpuSeconds += used;
      else cpuSeconds += used;
      memoryBytes += await memoryOf(one);
    }
  }
  return { at, cpuSeconds, logCpuSeconds, memoryBytes };
}
