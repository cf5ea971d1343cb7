import { existsSync } from 'node:fs';
import { every } from '../../../core/every.ts';

const everyMs = 1000;

/**
 * Resolves when the cluster's folder is gone, or `stopping` aborts. `down` finds a cluster by its folder alone, so one
 * whose folder was removed (a temporary folder swept) would live on with nobody able to end it.
 */
export async function folderGone(ownerFile: string, stopping: AbortSignal): Promise<boolean> {
  for await (const _ of every(everyMs, stopping)) if (!existsSync(ownerFile)) return true;
  return false;
}
