import { open } from 'node:fs/promises';
import { hasCode, knownError, reasonOf } from '../errors.ts';
import { lineBlocks, newline } from '../line-blocks.ts';
import { asWriteError } from './write-error.ts';

/** How far a file that still grows has been read: whole lines, and their bytes. */
export interface ReadPlace {
  byte: number;
  line: number;
}

export interface ReadOptions {
  /**
   * Read on from here, and moved on with what is read. A last line without its end is left for the next time then, as it
   * may just be being written.
   */
  readonly place?: ReadPlace;
  /** Told the number of the last line when it was cut short, as it is after a crash or while it is being written. */
  readonly onTruncated?: (line: number) => void;
  /**
   * Told of each line that is no record: it is left out. A disk that was full for a while leaves such lines in the
   * middle. Without it they are errors.
   */
  readonly onUnreadable?: (line: number, reason: string) => void;
}

/**
 * The records of an NDJSON file, one after the other, in constant memory. `parse` checks and types a line's value
 * by returning it or throwing (`parserOf` makes one of a zod schema). A last line without its end of line that is not
 * whole is left out; a file that does not exist has no records, since runs that end early do not write all.
 * @throws unreadable-file naming file and line when a line is not JSON or `parse` refuses it, unless `onUnreadable` is
 * told of such lines
 */
export async function* readNdjson<T>(
  ...file: Parameters<typeof readNdjsonBatches<T>>
): AsyncGenerator<T, void, undefined> {
  for await (const batch of readNdjsonBatches<T>(...file)) yield* batch;
}

/** As `readNdjson`, many records at a time: waiting for each by itself would take longer than reading it. */
export async function* readNdjsonBatches<T>(
  path: string,
  parse: (value: unknown) => T,
  options: ReadOptions = {},
): AsyncGenerator<T[], void, undefined> {
  const { place } = options;
  let line = place?.line ?? 0;
  for await (const block of blocksOf(path, place?.byte)) {
    const lines = block.toString('utf8').split('\n');
    const rest = lines.pop() ?? '';
    const batch: T[] = [];
    for (const one of lines) {
      line += 1;
      if (one.trim() !== '') record(batch, { path, line }, one, parse, options);
    }
    if (place !== undefined) {
      place.byte += block.lastIndexOf(newline) + 1;
      place.line = line;
    } else if (isJson(rest)) record(batch, { path, line: line + 1 }, rest, parse, options);
    else if (rest.trim() !== '') options.onTruncated?.(line + 1);
    yield batch;
  }
}

/** Whole lines; only the last may lack its end of line. */
async function* blocksOf(path: string, from?: number): AsyncGenerator<Buffer, void, undefined> {
  try {
    yield* lineBlocks(path, undefined, from);
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return;
    throw unreadable(path, reasonOf(error), error);
  }
}

/** Adds the record in a line, or none where lines that cannot be read are left out. */
function record<T>(
  batch: T[],
  { path, line }: { readonly path: string; readonly line: number },
  text: string,
  parse: (value: unknown) => T,
  { onUnreadable }: ReadOptions,
): void {
  try {
    batch.push(parse(JSON.parse(text)));
  } catch (error) {
    if (onUnreadable === undefined)
      throw unreadable(path, `line ${line}: ${reasonOf(error)}`, error);
    onUnreadable(line, reasonOf(error));
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function unreadable(path: string, reason: string, cause: unknown): Error {
  return knownError(
    'unreadable-file',
    { what: 'Run file', path, reason, expected: 'one JSON record a line' },
    cause,
  );
}

/** Appends records to a file, many at a time. Once a write failed, everything after it fails the same way. */
export interface NdjsonWriter {
  /** Takes a record; it reaches the file with the next flush, or earlier. */
  readonly write: (record: object) => void;
  /** Waits until all records taken are in the file. */
  readonly flush: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Characters kept before they are written without being asked to. */
const enough = 1 << 18;

/**
 * Opens an NDJSON file to append to, creating it if need be.
 * @throws disk-full from any call, when it is
 */
export async function openNdjson(path: string): Promise<NdjsonWriter> {
  const file = await open(path, 'a').catch((error: unknown) => {
    throw asWriteError(error, path);
  });
  let pending = '';
  let failure: Error | undefined;
  let last: Promise<void> = Promise.resolve();

  const append = async (text: string, before: Promise<void>): Promise<void> => {
    await before;
    if (failure !== undefined || text === '') return;
    try {
      await file.appendFile(text);
    } catch (error) {
      failure = asWriteError(error, path);
    }
  };
  const send = (): Promise<void> => {
    last = append(pending, last);
    pending = '';
    return last;
  };
  const flush = async (): Promise<void> => {
    await send();
    if (failure !== undefined) throw failure;
  };

  return {
    write: (record) => {
      if (failure !== undefined) throw failure;
      pending += `${JSON.stringify(record)}\n`;
      if (pending.length >= enough) void send();
    },
    flush,
    close: async () => {
      try {
        await flush();
      } finally {
        await file.close();
      }
    },
  };
}
