import type { Stats } from 'node:fs';
import { stat } from 'node:fs/promises';
import { hasCode } from './errors.ts';

/** What the system says of a file or folder; undefined where there is none. @throws the system's error for anything else */
export async function statIfThere(path: string): Promise<Stats | undefined> {
  try {
    return await stat(path);
  } catch (error) {
    if (hasCode(error, 'ENOENT') || hasCode(error, 'ENOTDIR')) return undefined;
    throw error;
  }
}
