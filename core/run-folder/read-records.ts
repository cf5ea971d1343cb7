import { join } from 'node:path';
import { type ReadOptions, readNdjson } from './ndjson.ts';

/**
 * The records of one declared file of a run folder, e.g. `runFiles.series`; what it gives and throws is told at
 * `readNdjson`.
 */
export function readRecords<T>(
  folder: string,
  { name, parse }: { readonly name: string; readonly parse: (value: unknown) => T },
  options?: ReadOptions,
): AsyncGenerator<T, void, undefined> {
  return readNdjson(join(folder, name), parse, options);
}
