import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { hasCode, knownError } from '../../core/errors.ts';
import { probeFiles } from '../../core/probe-folder/files.ts';
import { lockHolder } from '../../core/run-folder/lock.ts';
import { runFiles } from '../../core/run-folder/files/index.ts';
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
        if (newest !== undefined) source = folderSource(newest, now);
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
  const names = await readdir(folder).catch((error: unknown) => {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw notWatchable(folder, 'it is no folder', error);
  });
  if (names === undefined) {
    const above = await stat(join(folder, '..')).catch(() => undefined);
    if (above === undefined)
      throw notWatchable(folder, 'there is no such folder, nor one above it');
  } else if (names.some((name) => !name.startsWith(runFiles.lock.name)))
    throw notWatchable(folder, 'it holds none');
}

function notWatchable(path: string, reason: string, cause?: unknown): Error {
  const expected = 'the folder of a run, probe or drill';
  return knownError('unreadable-file', { what: 'Folder', path, reason, expected }, cause);
}

async function opener(folder: string): Promise<Open | undefined> {
  for (const [file, open] of kinds) {
    const found = await stat(join(folder, file)).catch((error: unknown) => {
      if (hasCode(error, 'ENOENT') || hasCode(error, 'ENOTDIR')) return undefined;
      throw error;
    });
    if (found !== undefined) return open;
  }
  return undefined;
}

/** The folder below `parent` that was taken last, of those that somebody writes in. */
async function newestRunning(parent: string): Promise<string | undefined> {
  const names = await readdir(parent).catch((error: unknown) => {
    if (hasCode(error, 'ENOENT')) return [];
    throw error;
  });
  let newest: { readonly folder: string; readonly at: number } | undefined;
  for (const name of names) {
    const folder = join(parent, name);
    if ((await lockHolder(folder)) === undefined) continue;
    const { mtimeMs } = await stat(join(folder, runFiles.lock.name));
    if (newest === undefined || mtimeMs > newest.at) newest = { folder, at: mtimeMs };
  }
  return newest?.folder;
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
