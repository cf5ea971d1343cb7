import { open, rename, rm } from 'node:fs/promises';
import { asWriteError } from './write-error.ts';

/**
 * Writes a file so that others see either what was there before or all of `text`, even when the machine stops.
 * @throws disk-full, or unreadable-file when the place cannot be written
 */
export async function writeWhole(path: string, text: string): Promise<void> {
  const draft = `${path}.${process.pid}.draft`;
  try {
    const file = await open(draft, 'w');
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw asWriteError(error, path);
  }
}
