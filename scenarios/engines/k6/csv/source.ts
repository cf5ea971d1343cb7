import { open } from 'node:fs/promises';
import { Readable, pipeline } from 'node:stream';
import { constants, createGunzip } from 'node:zlib';
import { hasCode, knownError, reasonOf } from '../../../../core/errors.ts';
import {
  type CsvReader,
  type CsvReaderOptions,
  type CsvSummary,
  createCsvReader,
} from './reader.ts';

export interface SourceSummary extends CsvSummary {
  /** Why a gzip input could not be unpacked to its end: what came before is used. */
  readonly damaged?: string;
}

type Chunks = AsyncIterable<Uint8Array>;

/** Bytes read and unpacked at once. */
const readSize = 1 << 20;
const unpackSize = 1 << 20;

/**
 * Reads a k6 CSV file, plain or gzip (told by its content, not its name).
 * @throws unreadable-file when it cannot be read or is no CSV of k6's
 */
export async function readCsvFile(path: string, options: CsvReaderOptions): Promise<SourceSummary> {
  const reader = createCsvReader({ source: path, ...options });
  try {
    return await readCsvStream(chunksOf(path), reader);
  } catch (error) {
    if (!['ENOENT', 'EISDIR', 'EACCES', 'EIO'].some((code) => hasCode(error, code))) throw error;
    const reason = hasCode(error, 'ENOENT') ? 'there is no such file' : reasonOf(error);
    const expected = 'a CSV file as k6 writes it with --out csv';
    throw knownError('unreadable-file', { what: 'Engine output', path, reason, expected }, error);
  }
}

/**
 * The bytes of a file. While a chunk is being used the next one is read, into the other of two buffers, so that a chunk
 * is good only until the next one is asked for.
 */
async function* chunksOf(path: string): AsyncGenerator<Uint8Array, void, undefined> {
  const file = await open(path);
  try {
    let [buffer, other] = [Buffer.allocUnsafe(readSize), Buffer.allocUnsafe(readSize)];
    let reading = file.read(buffer);
    for (;;) {
      const { bytesRead } = await reading;
      if (bytesRead === 0) return;
      reading = file.read(other);
      yield buffer.subarray(0, bytesRead);
      [buffer, other] = [other, buffer];
    }
  } finally {
    await file.close();
  }
}

async function* copies(chunks: Chunks): AsyncGenerator<Buffer, void, undefined> {
  for await (const chunk of chunks) yield Buffer.from(chunk);
}

/** Gives a reader all of a stream, e.g. of a pipe that k6 writes to, plain or gzip, and ends it. */
export async function readCsvStream(stream: Chunks, reader: CsvReader): Promise<SourceSummary> {
  const { gzip, chunks } = await sniff(stream);
  if (gzip) {
    const damaged = await unpack(chunks, reader.push);
    return damaged === undefined ? reader.end() : { ...reader.end(), damaged };
  }
  for await (const chunk of chunks) reader.push(chunk);
  return reader.end();
}

/** Looks at the first two bytes; the chunks returned are all, those included. */
async function sniff(stream: Chunks): Promise<{ gzip: boolean; chunks: Chunks }> {
  const iterator = stream[Symbol.asyncIterator]();
  let head = Buffer.alloc(0);
  while (head.length < 2) {
    const next = await iterator.next();
    if (next.done === true) break;
    head = Buffer.concat([head, next.value]);
  }
  const all = async function* (): AsyncGenerator<Uint8Array, void, undefined> {
    yield head;
    yield* { [Symbol.asyncIterator]: () => iterator };
  };
  return { gzip: head[0] === 0x1f && head[1] === 0x8b, chunks: all() };
}

/**
 * Unpacks gzip up to its end, the place where it was cut, or where it is damaged; then it returns why. Errors of the
 * stream itself are thrown.
 */
async function unpack(
  chunks: Chunks,
  push: (chunk: Uint8Array) => void,
): Promise<string | undefined> {
  // To flush rather than to finish gives all that can be unpacked of an input that was cut, and no error.
  const gunzip = createGunzip({ chunkSize: unpackSize, finishFlush: constants.Z_SYNC_FLUSH });
  pipeline(Readable.from(copies(chunks), { objectMode: false }), gunzip, () => undefined);
  const unpacked = new Promise<void>((resolve, reject) => {
    gunzip.once('end', resolve).once('error', reject);
    // The next chunk is being unpacked by the time that this one is parsed; none is kept longer than that.
    gunzip.on('data', (chunk: Uint8Array) => {
      queueMicrotask(() => {
        try {
          push(chunk);
        } catch (error) {
          reject(error);
          gunzip.destroy();
        }
      });
    });
  });
  try {
    await unpacked;
    return undefined;
  } catch (error) {
    if (error instanceof Error && hasZlibCode(error)) return reasonOf(error);
    throw error;
  } finally {
    gunzip.destroy();
  }
}

function hasZlibCode(error: Error): boolean {
  return 'code' in error && String(error.code).startsWith('Z_');
}
