import { setTimeout as wait } from 'node:timers/promises';
import { withRole } from '../../core/with-role.ts';
import type { RequestName } from '../../scenarios/visitors/steps.ts';
import type { Target } from '../../targets/target.ts';
import { add, type DatabaseWork, difference, openCounters } from './counters.ts';
import { lockstep, type PlayAlone } from './lockstep.ts';
import type { Heard } from './recording.ts';
import { byPart, type CpuSeconds, cpuSeconds, minus, type Processes } from './parts.ts';

/** What the requests of one name took together. */
export interface NameCost {
  readonly requests: number;
  /** Without what the parts take when nobody asks for anything. */
  readonly cpu: CpuSeconds;
  readonly writer: DatabaseWork;
  readonly readers: DatabaseWork;
}

/** What is done after an answer (replication, the session's write) is over by then. */
const settleMs = 100;
const idleMs = 5_000;

/** Plays each request name alone and looks at every part before and after. */
export async function costByName(
  target: Target,
  processes: Processes,
  play: PlayAlone,
  visits: number,
  heard: (heard: Heard) => void,
): Promise<Map<RequestName, NameCost>> {
  if (target.database === undefined) throw new Error('the target has no database');
  const nodes = target.instances;
  const writer = await openCounters(target.database, withRole(nodes, 'writer'));
  const readers = await openCounters(target.database, withRole(nodes, 'reader'));
  const look = async () => {
    const [work, rest] = await Promise.all([writer.read(), readers.read()]);
    return { at: performance.now(), cpu: await cpuSeconds(processes), writer: work, readers: rest };
  };
  try {
    const costs = new Map<RequestName, NameCost>();
    const quiet = await look();
    await wait(idleMs);
    const still = await look();
    const idle = minus(still.cpu, quiet.cpu);
    for await (const { name, requests, send } of lockstep(target, play, visits, heard)) {
      const before = await look();
      await send();
      await wait(settleMs);
      const after = await look();
      const share = (after.at - before.at) / (still.at - quiet.at);
      const used = minus(after.cpu, before.cpu);
      const cost: NameCost = {
        requests,
        cpu: byPart((part) => used[part] - idle[part] * share),
        writer: difference(after.writer, before.writer),
        readers: difference(after.readers, before.readers),
      };
      const known = costs.get(name);
      costs.set(name, known === undefined ? cost : together(known, cost));
    }
    return costs;
  } finally {
    await Promise.all([writer.close(), readers.close()]);
  }
}

function together(a: NameCost, b: NameCost): NameCost {
  return {
    requests: a.requests + b.requests,
    cpu: byPart((part) => a.cpu[part] + b.cpu[part]),
    writer: add(a.writer, b.writer),
    readers: add(a.readers, b.readers),
  };
}
