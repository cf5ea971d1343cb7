import type { Distributor } from '../scenarios/distributed/distributor.ts';
import type { DistributionPlan } from '../scenarios/distributed/plan.ts';
import type { Target } from '../targets/target.ts';
import { manifestOf } from './manifest.ts';
import type { RunRequest } from './request.ts';
import { scriptSettings } from './settings.ts';

/** What several generators on other machines are to play, and the settings that each of them is given. */
export async function planDistribution(
  request: RunRequest,
  target: Target,
  how: {
    by: string;
    engine: Distributor['engine'];
    generators: number;
    now: number;
    workingDirectory: string;
  },
): Promise<{ plan: DistributionPlan; settings: Record<string, string> }> {
  const name = `${request.scenario}-${how.now.toString(36)}`;
  const engine = { ...how.engine, output: '' };
  const manifest = await manifestOf(request, target, engine, {
    id: name,
    startedAt: how.now,
    workingDirectory: how.workingDirectory,
    confined: false,
  });
  // Nobody watches the system while others play, and nobody asks its database.
  const unseen = {
    ...manifest,
    target: {
      ...manifest.target,
      capabilities: { ...target.capabilities, observe: [], break: [] },
    },
    unwatched: true,
  };
  // Each generator names its own bookings: one name for all would be the same in another run of the same files.
  const { BILANCIA_RUN_ID: _id, ...settings } = scriptSettings(request, target, name);
  return {
    plan: { schemaVersion: 1, name, by: how.by, generators: how.generators, manifest: unseen },
    settings,
  };
}
