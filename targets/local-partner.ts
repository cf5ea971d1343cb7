import { z } from 'zod';
import type { Instance } from '../core/topology.ts';
import { metricsPage } from './local-pools.ts';
import type { PartnerState } from './target.ts';

const line = /^pms_outside_breaker_state\{system="([^"]*)"\} ([012])$/gm;
const states = ['closed', 'open', 'half-open'] as const;
const takenSchema = z.array(z.string());
const timeoutMs = 2_000;

/** How the tasks get on with an outside system, and what it took, by its own word. */
export async function partnerState(
  name: string,
  tasks: readonly Instance[],
  outside: Instance | undefined,
): Promise<PartnerState> {
  const pages = await Promise.all(
    tasks.map(async (task) => ({ task, text: (await metricsPage(task)) ?? '' })),
  );
  return {
    breakers: pages.flatMap(({ task, text }) =>
      [...text.matchAll(line)].flatMap(([, system, level]) => {
        const state = states[Number(level)];
        return system === name && state !== undefined ? [{ task: task.id, state }] : [];
      }),
    ),
    taken: outside === undefined ? [] : await takenBy(name, outside),
  };
}

async function takenBy(name: string, { address }: Instance): Promise<readonly string[]> {
  const signal = AbortSignal.timeout(timeoutMs);
  const response = await fetch(`http://${address}/control/${name}/taken`, { signal });
  return takenSchema.parse(await response.json());
}
