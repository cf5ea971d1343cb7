import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { hasCode, knownError, reasonOf } from '../../core/errors.ts';
import { emptySeconds, type Seconds } from './seconds.ts';
import type { Manifest } from '../../core/run-folder/manifest/manifest.ts';

/** What became of one file of the run folder. */
export interface FileState {
  readonly name: string;
  /** Bytes when it was looked at last; undefined when it is not there. */
  bytes: number | undefined;
  /** Records read of it; undefined for files that are not read as records. */
  records: number | undefined;
  /** Seconds since 1970 with a record. */
  readonly seconds: Seconds;
  /** Whether its last line was cut short, and left out. */
  cut: boolean;
  /** Lines that could not be read, and were left out; the first of them. */
  unreadable: number;
  firstUnreadable: { readonly line: number; readonly reason: string } | undefined;
}

/** How the files of a run folder stand. */
export interface FileStates {
  readonly list: readonly FileState[];
  /** That of a declared file, e.g. `runFiles.series`. */
  readonly of: (file: { readonly name: string }) => FileState;
}

/**
 * How files stand, before anything is read of them.
 * @throws unreadable-file when one of them is a folder, or may not be looked at
 */
export async function fileStates(folder: string, names: readonly string[]): Promise<FileStates> {
  const list = names.map(unseen);
  await lookAgain(folder, list);
  const byName = new Map(list.map((state) => [state.name, state]));
  return {
    list,
    of: ({ name }) => {
      const state = byName.get(name);
      if (state === undefined) throw new Error(`${name} is no file of the run folder`);
      return state;
    },
  };
}

/** Takes the sizes of files that still grow. @throws as fileStates does */
export async function lookAgain(folder: string, list: readonly FileState[]): Promise<void> {
  const sizes = await Promise.all(list.map(({ name }) => sizeOf(join(folder, name))));
  for (const [index, state] of list.entries()) state.bytes = sizes[index];
}

function unseen(name: string): FileState {
  return {
    name,
    bytes: undefined,
    records: undefined,
    seconds: emptySeconds(),
    cut: false,
    unreadable: 0,
    firstUnreadable: undefined,
  };
}

async function sizeOf(path: string): Promise<number | undefined> {
  const found = await stat(path).catch((error: unknown) => {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw unusable(path, reasonOf(error), error);
  });
  if (found?.isFile() === false)
    throw unusable(path, `it is a ${found.isDirectory() ? 'folder' : 'device'}`, undefined);
  return found?.size;
}

function unusable(path: string, reason: string, cause: unknown): Error {
  return knownError(
    'unreadable-file',
    { what: 'Run file', path, reason, expected: 'a file' },
    cause,
  );
}

/** Whether a file has lost some of what the run wrote, all of it included; unknown without the manifest's sizes. */
export function isShort({ files }: Pick<Manifest, 'files'>, file: FileState): boolean {
  return (file.bytes ?? 0) < (files?.[file.name] ?? 0);
}

/** Whether a file has become more than the run wrote: lines twice, or of another run. */
export function isLong({ files }: Pick<Manifest, 'files'>, file: FileState): boolean {
  return (file.bytes ?? 0) > (files?.[file.name] ?? Infinity);
}

/** Whether a file has the size that the run wrote, as far as the manifest tells. */
export function isAsWritten(manifest: Pick<Manifest, 'files'>, file: FileState): boolean {
  return !isShort(manifest, file) && !isLong(manifest, file);
}
