import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { hasCode, knownError } from '../../core/errors.ts';
import { probeFiles } from '../../core/probe-folder/files.ts';
import { abFiles } from '../../core/run-folder/ab-folder.ts';
import { lockHolder } from '../../core/run-folder/lock.ts';
import { runFiles } from '../../core/run-folder/files/index.ts';
import { statIfThere } from '../../core/stat-if-there.ts';
import { drillSource } from '../../reports/live/drill-source.ts';
import { type Picture, type Source, chartless } from '../../reports/live/picture.ts';
import { runSource } from '../../reports/live/run-source.ts';
import { probeSource } from './probe-source.ts';

type Open = (folder: string, now: () => number) => Source;

/** What can be watched, by the file that makes a folder one. A drill under load has a run's folder, so runs come first. */
const kinds: readonly (readonly [file: string, open: Open])[] = [
  [runFiles.manifest.name, runSource],
  [probeFiles.manifest, probeSource],
  [runFiles.journal.name, drillSource],
];

/** Watches this folder, which need not be there yet, or hold anything. */
export function folderSource(folder: string, now: () => number): Source {
  let source: Source | undefined;
  const waiting = nothingYet(`Waiting for a run, probe or drill to begin in ${folder}.`);
  return {
    look: async () => {
      source ??= (await opener(folder))?.(folder, now);
      return source === undefined ? waiting : source.look();
    },
  };
}

/** Watches the newest of the runs, probes and drills that go on below a folder, once there is one. */
export function newestSource(parent: string, now: () => number): Source {
  let source: Source | undefined;
  const waiting = nothingYet(`Waiting for a run, probe or drill to begin below ${parent}.`);
  return {
    look: async () => {
      if (source === undefined) {
        const newest = await newestRunning(parent);
        if (newest !== undefined) source = folderSource(newest.folder, now);
      }
      return source === undefined ? waiting : source.look();
    },
  };
}

/**
 * Refuses a folder that will never be watched.
 * @throws unreadable-file when it holds files of something else, or it and the folder above it are not there
 */
export async function assertWatchable(folder: string): Promise<void> {
  if ((await opener(folder)) !== undefined) return;
  if ((await statIfThere(join(folder, abFiles.manifest))) !== undefined)
    throw notWatchable(folder, 'it is a comparison, and each of its runs has a folder of its own');
  const names = await readdir(folder).catch((error: unknown) => {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw notWatchable(folder, 'it is no folder', error);
  });
  if (names === undefined) {
    if ((await statIfThere(join(folder, '..'))) === undefined)
      throw notWatchable(folder, 'there is no such folder, nor one above it');
  } else if (names.some((name) => !name.startsWith(runFiles.lock.name)))
    throw notWatchable(folder, 'it holds none');
}

function notWatchable(path: string, reason: string, cause?: unknown): Error {
  const expected = 'the folder of a run, probe or drill';
  return knownError('unreadable-file', { what: 'Folder', path, reason, expected }, cause);
}

async function opener(folder: string): Promise<Open | undefined> {
  for (const [file, open] of kinds)
    if ((await statIfThere(join(folder, file))) !== undefined) return open;
  return undefined;
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
