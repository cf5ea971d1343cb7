import { constants, copyFile, link, mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { hasCode } from '../../../core/errors.ts';

/** What a file system says that has no hard links, no more of them, or none to a file of another. */
const notLinkable = ['EXDEV', 'EPERM', 'EMLINK', 'ENOTSUP'];

/**
 * Gives a folder that nobody writes to a second place, which stays when the first is removed: hard links where the file
 * system can, else copies.
 * @returns whether it was there, whole, from begin to end; where it was not, nothing is left of the second place
 */
export async function linkFolder(from: string, to: string): Promise<boolean> {
  await mkdir(to, { mode: 0o700 });
  try {
    const before = await stat(from);
    await linkContent(from, to);
    // It is removed by being renamed first: still there, it has lost nothing meanwhile.
    if ((await stat(from)).ino === before.ino) return true;
  } catch (error) {
    if (!hasCode(error, 'ENOENT')) throw error;
  }
  await rm(to, { recursive: true, force: true });
  return false;
}

async function linkContent(from: string, to: string): Promise<void> {
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const [source, copy] = [join(from, entry.name), join(to, entry.name)];
    if (!entry.isDirectory()) {
      await linkFile(source, copy);
      continue;
    }
    await mkdir(copy, { mode: 0o700 });
    await linkContent(source, copy);
  }
}

async function linkFile(from: string, to: string): Promise<void> {
  try {
    await link(from, to);
  } catch (error) {
    if (!notLinkable.some((code) => hasCode(error, code))) throw error;
    await copyFile(from, to, constants.COPYFILE_FICLONE);
  }
}
