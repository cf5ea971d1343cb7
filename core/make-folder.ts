import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { hasCode } from './errors.ts';

/**
 * Makes a folder and those above it; one that is there is fine. Node's own `recursive` tries for ever where no folder
 * can be made in one that is there, as in /proc, and says ENOENT of a file system that cannot be written.
 * @throws what the system says of the first that cannot be made: EROFS, EACCES, EEXIST when a file is in its place
 */
export async function makeFolder(path: string, mode?: number): Promise<void> {
  const parent = dirname(path);
  try {
    await mkdir(path, mode);
  } catch (error) {
    if (hasCode(error, 'ENOENT') && parent !== path && !(await isFolder(parent))) {
      await makeFolder(parent, mode);
      await makeFolder(path, mode);
    } else if (!(await isFolder(path))) throw error;
  }
}

/** What cannot be looked at is none: making it then says why. */
async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}
