import { readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { hasCode, knownError } from '../../core/errors.ts';
import { near } from '../../core/nearest.ts';
import { abFiles } from '../../core/run-folder/ab-folder.ts';
import { runFiles } from '../../core/run-folder/files/index.ts';
import { statIfThere } from '../../core/stat-if-there.ts';
import { opener } from './opener.ts';

/** Names that are offered, at most. */
const mostOffered = 3;

interface Given {
  /** Where runs lie unless somebody says otherwise: a name that lacks this is a likely mistake. */
  readonly runs: string;
  /** Whether a folder that is not there is meant to come, whatever it is called. */
  readonly isAwaited: boolean;
}

/**
 * Refuses a folder that will never be watched.
 * @throws unreadable-file when it holds files of something else, or is not there and is called nearly like one that is, or
 * the folder above it is not there either
 */
export async function assertWatchable(folder: string, given: Given): Promise<void> {
  if ((await opener(folder)) !== undefined) return;
  if ((await statIfThere(join(folder, abFiles.manifest))) !== undefined)
    throw notWatchable(folder, 'it is a comparison, and each of its runs has a folder of its own');
  const names = await namesIn(folder);
  if (names === undefined) return assertAwaited(folder, given);
  if (names.every((name) => name.startsWith(runFiles.lock.name))) return;
  const inside = await watchable(
    names
      .toSorted()
      .toReversed()
      .map((name) => join(folder, name)),
  );
  const instead = inside.length === 0 ? '' : ` itself, but ${inside.join(', ')}`;
  throw notWatchable(folder, `it holds none${instead}`);
}

async function assertAwaited(folder: string, { runs, isAwaited }: Given): Promise<void> {
  const above = dirname(folder);
  if ((await statIfThere(above)) === undefined)
    throw notWatchable(folder, 'there is no such folder, nor one above it');
  if (isAwaited) return;
  const byName = new Map<string, string>();
  for (const place of [runs, above])
    for (const name of (await namesIn(place)) ?? []) byName.set(name, join(place, name));
  const alike = near(basename(folder), [...byName.keys()]);
  const meant = await watchable(alike.flatMap((name) => byName.get(name) ?? []));
  if (meant.length > 0)
    throw notWatchable(
      folder,
      `there is no such folder, but ${meant.join(', ')}`,
      `${watchableInWords}; pass --wait to wait for one of that name`,
    );
}

/** The first few of these folders that can be watched. */
async function watchable(folders: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const folder of folders) {
    if ((await opener(folder)) !== undefined) found.push(folder);
    if (found.length === mostOffered) break;
  }
  return found;
}

/** Undefined where nothing has that name. @throws unreadable-file when it is no folder */
async function namesIn(folder: string): Promise<string[] | undefined> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw notWatchable(folder, 'it is no folder', watchableInWords, error);
  }
}

const watchableInWords = 'the folder of a run, probe or drill';

function notWatchable(
  path: string,
  reason: string,
  expected = watchableInWords,
  cause?: unknown,
): Error {
  return knownError('unreadable-file', { what: 'Folder', path, reason, expected }, cause);
}
