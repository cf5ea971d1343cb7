import { join } from 'node:path';
import { probeFiles } from '../../core/probe-folder/files.ts';
import { runFiles } from '../../core/run-folder/files/index.ts';
import { statIfThere } from '../../core/stat-if-there.ts';
import { drillSource } from '../../reports/live/drill-source.ts';
import type { Source } from '../../reports/live/picture.ts';
import { runSource } from '../../reports/live/run-source.ts';
import { probeSource } from './probe-source.ts';

type Open = (folder: string, now: () => number) => Source;

/** What can be watched, by the file that makes a folder one. A drill under load has a run's folder, so runs come first. */
const kinds: readonly (readonly [file: string, open: Open])[] = [
  [runFiles.manifest.name, runSource],
  [probeFiles.manifest, probeSource],
  [runFiles.journal.name, drillSource],
];

/** How to watch what is in a folder; undefined where there is nothing to watch yet. */
export async function opener(folder: string): Promise<Open | undefined> {
  for (const [file, open] of kinds)
    if ((await statIfThere(join(folder, file))) !== undefined) return open;
  return undefined;
}
