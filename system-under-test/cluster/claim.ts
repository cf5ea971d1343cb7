import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { hasCode, knownError } from '../../core/errors.ts';
import { isAlive } from '../../core/process-identity.ts';
import { clusterPaths, clustersRoot, openClustersRoot } from './folder.ts';
import { type Owner, readOwner } from './owner.ts';
import { goneSuffix } from './reaper.ts';
import { removeRemains } from './remains.ts';

/**
 * Makes the cluster's folder, in one step, so that of two supervisors one wins. What a dead one left is removed first.
 * @throws cluster-already-up
 */
export async function claimFolder(name: string, owner: Owner): Promise<void> {
  const { folder } = clusterPaths(name);
  for (;;) {
    const staging = await makeStaging(name, owner);
    try {
      await rename(staging, folder);
      await sweepGone(name);
      return;
    } catch (error) {
      await rm(staging, { recursive: true, force: true });
      // The root may have been removed by the end of another cluster in between.
      const taken = hasCode(error, 'ENOTEMPTY') || hasCode(error, 'EEXIST');
      if (!taken && !hasCode(error, 'ENOENT')) throw error;
    }
    const other = await readOwner(name);
    if (other !== undefined && isAlive(other.supervisor)) {
      throw knownError('cluster-already-up', { name, pid: other.supervisor.pid });
    }
    if (other !== undefined) await removeRemains(name, other);
  }
}

/** Finishes what a reaper that was itself killed had begun to remove. */
async function sweepGone(name: string): Promise<void> {
  const root = clustersRoot();
  const left = (await readdir(root)).filter(
    (entry) => entry.startsWith(`.${name}.`) && entry.endsWith(goneSuffix),
  );
  await Promise.all(left.map((entry) => rm(join(root, entry), { recursive: true, force: true })));
}

/** The staging folder's name holds the token, so that the reaper finds it. */
async function makeStaging(name: string, owner: Owner): Promise<string> {
  for (;;) {
    const staging = join(await openClustersRoot(), `.${name}.${owner.token}`);
    try {
      await mkdir(staging, { mode: 0o700, recursive: true });
      await writeFile(join(staging, 'owner.json'), JSON.stringify(owner));
      return staging;
    } catch (error) {
      if (!hasCode(error, 'ENOENT')) throw error;
    }
  }
}
