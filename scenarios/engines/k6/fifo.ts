import { execFile } from 'node:child_process';
import { close, constants, open } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { promisify } from 'node:util';

/** A pipe with a name, for programs that write to files only. */
export interface Fifo {
  readonly path: string;
  /** What is written; it goes on until `close`, however often writers come and go. */
  readonly stream: Readable;
  /** Lets the stream end once all that was written is read. */
  readonly close: () => Promise<void>;
}

/** Makes a named pipe. Its file is gone as soon as something was written, or it is closed. */
export async function openFifo(): Promise<Fifo> {
  const folder = await mkdtemp(join(tmpdir(), 'bilancia-k6-'));
  const path = join(folder, 'points');
  await promisify(execFile)('mkfifo', ['-m', '600', path]);
  // One that is open for writing: without any writer a reader takes the pipe for ended, and k6 comes later.
  const held = await promisify(open)(path, constants.O_RDWR | constants.O_NONBLOCK);
  const fd = await promisify(open)(path, constants.O_RDONLY | constants.O_NONBLOCK);
  const stream = new Socket({ fd, readable: true, writable: false });
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true });
  stream.once('data', () => void remove());
  // Nobody reads yet: looking for the first bytes must not let them go by.
  stream.pause();
  return {
    path,
    stream,
    close: async () => {
      await promisify(close)(held);
      await remove();
    },
  };
}
