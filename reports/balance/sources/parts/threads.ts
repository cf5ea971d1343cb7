import { open, stat } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { firstLineOf } from '../../../../core/line-blocks.ts';
import { eventsInLine } from '../events/parse-event.ts';

/** Below this a file is read before another thread has started. */
const worthBytes = 1 << 27;
/** Each takes 20 to 30 MB: with four a gigabyte of events takes more than 300 MB. */
const mostThreads = 3;
const beginningBytes = 1 << 16;

/**
 * How many threads to read a file with: one, but for a large one that lies on a disk as lines of performance events. What
 * is packed can be read from its beginning only.
 * @throws the system's error
 */
export async function threadsFor(path: string): Promise<number> {
  const stats = await stat(path);
  if (!stats.isFile() || stats.size < worthBytes) return 1;
  const isEvents = eventsInLine(await beginningOf(path)) !== undefined;
  return isEvents ? Math.min(availableParallelism(), mostThreads) : 1;
}

async function beginningOf(path: string): Promise<string> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(beginningBytes), 0, null, 0);
    return firstLineOf(buffer.subarray(0, bytesRead));
  } finally {
    await file.close();
  }
}
