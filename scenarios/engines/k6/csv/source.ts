import { type FileHandle, open } from 'node:fs/promises';
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

/** The first bytes of gzip, of which the first is never that of a CSV. */
const gzipMagic = [0x1f, 0x8b] as const;

/** Bytes of gzip read, and those unpacked, at once. */
const readSize = 1 << 18;
const unpackSize = 1 << 20;

/**
 * Reads a k6 CSV file, plain or gzip (told by its content, not its name).
 * @throws unreadable-file when it cannot be read or is no CSV of k6's
 */
export async function readCsvFile(path: string, options: CsvReaderOptions): Promise<SourceSummary> {
  const reader = createCsvReader({ source: path, ...options });
  try {
    const file = await open(path);
    try {
      return await readOpened(file, reader);
    } finally {
      await file.close();
    }
  } catch (error) {
    if (!['ENOENT', 'EISDIR', 'EACCES', 'EIO'].some((code) => hasCode(error, code))) throw error;
    const reason = hasCode(error, 'ENOENT') ? 'there is no such file' : reasonOf(error);
    const expected = 'a CSV file as k6 writes it with --out csv';
    throw knownError('unreadable-file', { what: 'Engine output', path, reason, expected }, error);
  }
}

/** Reads plain text right into the reader's rooms: while one is being used, the other is filled. */
async function readOpened(file: FileHandle, reader: CsvReader): Promise<SourceSummary> {
  let [room, other] = reader.rooms();
  let { bytesRead } = await file.read(room);
  if (room[0] === gzipMagic[0]) {
    return readCsvStream(chunksOf(file, Buffer.from(room.subarray(0, bytesRead))), reader);
  }
  while (bytesRead > 0) {
    const reading = file.read(other);
    reader.take(bytesRead);
    [room, other] = [other, room];
    ({ bytesRead } = await reading);
  }
  return reader.end();
}

/** What was read of a file, and the rest of it. */
async function* chunksOf(file: FileHandle, head: Buffer): AsyncGenerator<Buffer, void, undefined> {
  yield head;
  for (;;) {
    const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(readSize));
    if (bytesRead === 0) return;
    yield buffer.subarray(0, bytesRead);
  }
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
  return { gzip: head[0] === gzipMagic[0] && head[1] === gzipMagic[1], chunks: all() };
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
  pipeline(Readable.from(chunks, { objectMode: false }), gunzip, () => undefined);
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
