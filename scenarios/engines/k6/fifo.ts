import { execFile } from 'node:child_process';
import { constants } from 'node:fs';
import { mkdtemp, open, rm } from 'node:fs/promises';
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

/** Makes a named pipe. Its file is gone once it is closed. */
export async function openFifo(): Promise<Fifo> {
  const folder = await mkdtemp(join(tmpdir(), 'bilancia-k6-'));
  const path = join(folder, 'points');
  await promisify(execFile)('mkfifo', ['-m', '600', path]);
  // One that is open for writing: without any writer a reader takes the pipe for ended, and k6 comes later.
  const held = await open(path, constants.O_RDWR | constants.O_NONBLOCK);
  const reader = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  const stream = new Socket({ fd: reader.fd, readable: true, writable: false });
  return {
    path,
    stream,
    close: async () => {
      await held.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
