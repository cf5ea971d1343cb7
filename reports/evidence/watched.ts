import { join } from 'node:path';
import type { Manifest } from '../../core/run-folder/manifest/manifest.ts';
import { type ReadPlace, readNdjsonBatches } from '../../core/run-folder/ndjson.ts';
import type { FileState } from './file-state.ts';

/** A declared file of records. */
export interface RecordFile<T> {
  readonly name: string;
  readonly parse: (value: unknown) => T;
}

/** The records of a file in batches, noting on the way when there were some. */
export async function* watched<T extends object>(
  folder: string,
  file: RecordFile<T>,
  state: FileState,
  place: ReadPlace | undefined,
): AsyncGenerator<T[]> {
  const onTruncated = (): void => {
    state.cut = true;
  };
  const onUnreadable = (line: number, reason: string): void => {
    state.unreadable += 1;
    state.firstUnreadable ??= { line, reason };
  };
  const path = join(folder, file.name);
  const options = { onTruncated, onUnreadable, ...(place === undefined ? {} : { place }) };
  for await (const batch of readNdjsonBatches(path, file.parse, options)) {
    state.records = (state.records ?? 0) + batch.length;
    for (const record of batch) {
      const second = secondOf(record);
      if (second !== undefined) state.seconds.add(second);
    }
    yield batch;
  }
}

/** Seconds by which clocks may be off, or a record be late. */
const slackSeconds = 3600;
/** How long a run may have lasted that never ended. */
const longestSeconds = 366 * 24 * 3600;

/** Refuses records of the load that tell of another time: figures by the second would fill all that lies between. */
export function withinRun<T extends object>(
  { startedAt, endedAt }: Manifest,
  parse: (value: unknown) => T,
): (value: unknown) => T {
  const start = Date.parse(startedAt) / 1000;
  const end = endedAt === undefined ? start + longestSeconds : Date.parse(endedAt) / 1000;
  return (value) => {
    const record = parse(value);
    if (!('t' in record)) return record;
    const second = Number(record.t);
    if (second >= start - slackSeconds && second <= end + slackSeconds) return record;
    throw new TypeError(`t: ${second} is not within the run`);
  };
}

/** When a record was made: our own say seconds as `t` and milliseconds as `at`, the foreign ones as their owners do. */
function secondOf(record: object): number | undefined {
  if ('t' in record) return Number(record.t);
  const ms =
    'at' in record
      ? record.at
      : 'Timestamp' in record
        ? record.Timestamp
        : 'timestamp' in record
          ? record.timestamp
          : undefined;
  return ms === undefined ? undefined : Math.floor(Number(ms) / 1000);
}
