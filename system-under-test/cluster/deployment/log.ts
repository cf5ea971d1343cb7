import { z } from 'zod';
import type { DeploymentBounds } from './rolling.ts';

/** One deployment, as `status` tells it. */
export const deploymentSchema = z.object({
  revision: z.int().positive(),
  minimumHealthyPercent: z.number(),
  maximumPercent: z.number(),
  startedAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
  /** `failed`: it was stuck, or the circuit breaker gave it up and took it back. */
  state: z.enum(['in progress', 'completed', 'failed']),
  /** Tasks of its revision that did not start. */
  failedTasks: z.int(),
  /** Why it failed; null otherwise. */
  reason: z.string().nullable(),
});
export type Deployment = z.infer<typeof deploymentSchema>;

/** Keeps what became of the deployments; the newest is the one under way. */
export function deploymentLog(now: () => number): {
  readonly begin: (revision: number, bounds: DeploymentBounds) => void;
  readonly note: (seen: Partial<Deployment>) => void;
  readonly end: (state: 'completed' | 'failed', reason?: string) => void;
  readonly list: () => readonly Deployment[];
} {
  const all: Deployment[] = [];
  const time = (): string => new Date(now()).toISOString();
  const note = (seen: Partial<Deployment>): void => {
    const newest = all.at(-1);
    if (newest !== undefined) all[all.length - 1] = { ...newest, ...seen };
  };
  return {
    begin: (revision, { minimumHealthyPercent, maximumPercent }) => {
      const open = { endedAt: null, state: 'in progress', failedTasks: 0, reason: null } as const;
      const bounds = { minimumHealthyPercent, maximumPercent };
      all.push({ revision, ...bounds, startedAt: time(), ...open });
    },
    note,
    end: (state, reason) => note({ state, endedAt: time(), reason: reason ?? null }),
    list: () => all,
  };
}
