import { open } from 'node:fs/promises';
import { resolve } from 'node:path';
import { addAbortSignal, type Readable } from 'node:stream';
import type { Context } from '../../../core/context.ts';
import { hasCode, knownError, reasonOf } from '../../../core/errors.ts';

/** The path that stands for standard input, as with grep. */
export const standardInput = '-';

const chunkBytes = 256 * 1024;

/**
 * The bytes of a file or of standard input, chunk after chunk; an interruption ends them early. What is no text is the
 * error `unreadable-file`.
 */
export async function* readInput(context: Context, path: string): AsyncGenerator<Uint8Array> {
  const chunks: AsyncIterable<Uint8Array> = await openInput(context, path);
  let first = true;
  try {
    for await (const chunk of chunks) {
      if (first) refuseBinary(chunk, path);
      first = false;
      yield chunk;
    }
  } catch (thrown) {
    if (context.interrupted.aborted) return;
    throw isSystemError(thrown) ? unreadable(path, reasonOf(thrown), thrown) : thrown;
  }
}

async function openInput(context: Context, path: string): Promise<Readable> {
  const signal = context.interrupted;
  if (path === standardInput) return addAbortSignal(signal, context.process.stdin);
  const file = await open(resolve(context.workingDirectory, path)).catch((thrown: unknown) => {
    throw unreadable(path, whyNot(thrown), thrown);
  });
  if ((await file.stat()).isDirectory()) {
    await file.close();
    throw unreadable(path, 'it is a folder');
  }
  return file.createReadStream({ highWaterMark: chunkBytes, signal });
}

function whyNot(thrown: unknown): string {
  if (hasCode(thrown, 'ENOENT')) return 'it does not exist';
  return hasCode(thrown, 'EACCES') ? 'permission to read it is denied' : reasonOf(thrown);
}

function isSystemError(thrown: unknown): boolean {
  return thrown instanceof Error && 'syscall' in thrown;
}

/** How many bytes tell whether a file is text: a log may well hold a zero byte further down. */
const telling = 32 * 1024;

const gzip = Buffer.from([0x1f, 0x8b]);

function refuseBinary(chunk: Uint8Array, path: string): void {
  const start = Buffer.from(chunk.buffer, chunk.byteOffset, Math.min(chunk.length, telling));
  if (start.subarray(0, gzip.length).equals(gzip))
    throw unreadable(path, 'it is compressed ("zcat FILE | bilancia monitors match PATTERN")');
  if (start.includes(0)) throw unreadable(path, 'it contains NUL bytes, so it is not text');
}

function unreadable(path: string, reason: string, cause?: unknown): Error {
  const name = path === standardInput ? 'on standard input' : path;
  const expected = 'a file of log lines in UTF-8';
  return knownError('unreadable-file', { what: 'Log file', path: name, reason, expected }, cause);
}
