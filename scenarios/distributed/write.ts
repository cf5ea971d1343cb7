import { mkdir, mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { knownError, reasonOf } from '../../core/errors.ts';
import { makeFolder } from '../../core/make-folder.ts';
import { writeWhole } from '../../core/run-folder/write-whole.ts';
import { bundleScript } from '../engines/k6/bundle.ts';
import type { Distribution, Distributor } from './distributor.ts';
import { planName, resultsName } from './plan.ts';

/**
 * Writes the folder of a distributed load.
 * @returns the names of its files
 * @throws cannot-distribute; run-folder-not-empty, run-folder-not-made
 */
export async function writeDistribution(
  { files }: Distributor,
  distribution: Omit<Distribution, 'script'>,
  out: string,
): Promise<string[]> {
  const { plan, profile } = distribution;
  const written = files({ ...distribution, script: await bundled(profile.script) });
  try {
    await makeFolder(out);
  } catch (error) {
    throw knownError('run-folder-not-made', { path: out, reason: reasonOf(error) }, error);
  }
  if ((await readdir(out)).length > 0) throw knownError('run-folder-not-empty', { path: out });
  await mkdir(join(out, resultsName));
  for (const [name, text] of written) await writeWhole(join(out, name), text);
  await writeWhole(join(out, planName), `${JSON.stringify(plan, undefined, 2)}\n`);
  return [...written.keys(), planName];
}

/** A script and all that it imports, as one file. */
async function bundled(script: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'bilancia-bundle-'));
  try {
    const path = join(folder, 'script.js');
    await bundleScript(script, path);
    return await readFile(path, 'utf8');
  } finally {
    await rm(folder, { recursive: true });
  }
}
