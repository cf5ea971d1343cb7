import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { hasCode } from '../../core/errors.ts';
import { lockHolder } from '../../core/run-folder/lock.ts';
import { runFiles } from '../../core/run-folder/files/index.ts';
import { statIfThere } from '../../core/stat-if-there.ts';
import { type Picture, type Source, chartless } from '../../reports/live/picture.ts';
import { opener } from './opener.ts';

/** A source that says which folder it shows; undefined while it waits for one. */
export interface FolderSource extends Source {
  readonly found: () => Promise<string | undefined>;
  /** What it waits for until then, as a sentence. */
  readonly waiting: string;
}

/** Watches this folder, which need not be there yet, or hold anything. */
export function folderSource(folder: string, now: () => number): FolderSource {
  return waitingSource(
    `Waiting for a run, probe or drill to begin in ${folder}.`,
    async () => ((await opener(folder)) === undefined ? undefined : folder),
    now,
  );
}

/** Watches the newest of the runs, probes and drills that go on below a folder, once there is one. */
export function newestSource(parent: string, now: () => number): FolderSource {
  return waitingSource(
    `Waiting for a run, probe or drill to begin below ${parent}.`,
    async () => (await newestRunning(parent))?.folder,
    now,
  );
}

function waitingSource(
  waiting: string,
  find: () => Promise<string | undefined>,
  now: () => number,
): FolderSource {
  let folder: string | undefined;
  let source: Source | undefined;
  const picture = nothingYet(waiting);
  // It stays with what it has begun to watch.
  const found = async (): Promise<string | undefined> => (folder ??= await find());
  return {
    waiting,
    found,
    look: async () => {
      const place = await found();
      if (place !== undefined) source ??= (await opener(place))?.(place, now);
      return source === undefined ? picture : source.look();
    },
  };
}

interface Taken {
  readonly folder: string;
  /** When somebody began to write there, milliseconds since 1970. */
  readonly at: number;
}

/** The folder below `parent` that was taken last, of those that somebody writes in; runs of a comparison lie in its own. */
async function newestRunning(parent: string, depth = 2): Promise<Taken | undefined> {
  const entries = await readdir(parent, { withFileTypes: true }).catch((error: unknown) => {
    if (hasCode(error, 'ENOENT')) return [];
    throw error;
  });
  let newest: Taken | undefined;
  for (const { name } of entries.filter((entry) => entry.isDirectory())) {
    const folder = join(parent, name);
    const inside = depth > 1 ? await newestRunning(folder, depth - 1) : undefined;
    const taken = inside ?? (await takenAt(folder));
    if (taken !== undefined && taken.at > (newest?.at ?? 0)) newest = taken;
  }
  return newest;
}

async function takenAt(folder: string): Promise<Taken | undefined> {
  if ((await lockHolder(folder)) === undefined) return undefined;
  const lock = await statIfThere(join(folder, runFiles.lock.name));
  return lock === undefined ? undefined : { folder, at: lock.mtimeMs };
}

function nothingYet(state: string): Picture {
  return {
    standing: 'waiting',
    state,
    title: 'waiting: Bilancia',
    heading: '',
    sections: [],
    ...chartless,
  };
}
