import type { Manifest } from './manifest/manifest.ts';
import { runFile } from './path.ts';
import { writeWhole } from './write-whole.ts';

/** Writes `run.json`, or replaces it: a reader always sees a whole one. */
export async function writeManifest(folder: string, manifest: Manifest): Promise<void> {
  await writeWhole(runFile(folder, 'manifest'), `${JSON.stringify(manifest, undefined, 2)}\n`);
}
