import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive } from '../../core/process-identity.ts';
import { clusterPaths, clustersRoot } from './folder.ts';
import type { Owner } from './owner.ts';
import { type ReaperOptions, reapNow } from './reaper.ts';
import { templatesFolder } from './cache.ts';
import { until } from './until.ts';

/** What the reaper of the cluster `name` needs. */
export function reaperOptions(name: string, token: string): ReaperOptions {
  return {
    token,
    folder: clusterPaths(name).folder,
    staging: join(clustersRoot(), `.${name}.${token}`),
    drafts: templatesFolder(),
  };
}

/**
 * Removes what a dead supervisor left: its own reaper is given a few seconds; if that was killed too, or the machine
 * was restarted, its work is done here.
 */
export async function removeRemains(name: string, owner: Owner): Promise<void> {
  const finished = await until(() => !isAlive(owner.reaper), { withinMs: 8000 });
  if (!finished) process.kill(owner.reaper.pid, 'SIGKILL');
  const options = reaperOptions(name, owner.token);
  if (existsSync(options.folder)) await reapNow(options);
}
