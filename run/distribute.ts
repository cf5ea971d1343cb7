import type { DistributionPlan } from '../scenarios/distributed/plan.ts';
import type { Target } from '../targets/target.ts';
import { manifestOf } from './manifest.ts';
import type { RunRequest } from './request.ts';
import { scriptSettings } from './settings.ts';

/** Version of k6 whose image is played; 2.2 is what we measured with. */
const k6Version = '2.2.0';

/** What several generators on other machines are to play, and the settings that each of them is given. */
export async function planDistribution(
  request: RunRequest,
  target: Target,
  how: { by: string; generators: number; now: number; workingDirectory: string },
): Promise<{ plan: DistributionPlan; settings: Record<string, string> }> {
  const name = `${request.scenario}-${how.now.toString(36)}`;
  const engine = { name: 'k6', version: k6Version, output: '' } as const;
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
