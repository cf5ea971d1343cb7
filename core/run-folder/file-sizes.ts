import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { runFiles } from './files/index.ts';
import { outputsOf } from './manifest/engine.ts';
import type { Manifest } from './manifest/manifest.ts';

/** Files of the folder that are rewritten after the run, or are no evidence. */
const others: ReadonlySet<string> = new Set(
  [runFiles.manifest, runFiles.verdict, runFiles.report, runFiles.lock].map(({ name }) => name),
);

/** Bytes of every file that a run has written, by name; lines end, so that what is shorter later was cut. */
export async function fileSizes(
  folder: string,
  { engine }: Pick<Manifest, 'engine'>,
): Promise<Record<string, number>> {
  const declared = new Set<string>([
    ...outputsOf(engine),
    ...Object.values(runFiles).map(({ name }) => name),
  ]);
  const names = (await readdir(folder)).filter((name) => declared.has(name) && !others.has(name));
  const sizes = names.toSorted().map(async (name) => {
    const { size } = await stat(join(folder, name));
    return [name, size] as const;
  });
  return Object.fromEntries(await Promise.all(sizes));
}
