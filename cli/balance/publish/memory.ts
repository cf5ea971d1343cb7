import { readFile, rename, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { hasCode, knownError, reasonOf } from '../../../core/errors.ts';
import { parserOf } from '../../../core/run-folder/files/declaration.ts';

/** A service by the names that its metrics carry. */
export interface ServiceName {
  readonly cluster: string;
  readonly service: string;
}

/** Remembers the last minute that was published of each service, in milliseconds since 1970. */
export interface Memory {
  /** -Infinity where nothing was published. */
  readonly lastOf: (name: ServiceName) => Promise<number>;
  readonly remember: (name: ServiceName, at: number) => Promise<void>;
}

/** For as long as the process lives. */
export function noMemory(): Memory {
  const last = new Map<string, number>();
  return {
    lastOf: async (name) => last.get(keyOf(name)) ?? -Infinity,
    remember: async (name, at) => void last.set(keyOf(name), at),
  };
}

const stateFile = z.object({
  schemaVersion: z.literal(1),
  /** By `CLUSTER/SERVICE`. */
  lastMinutes: z.record(z.string(), z.number()),
});

/**
 * In a file, which is replaced as a whole, so that it is never half written.
 * @throws unreadable-file for a file that is something else
 */
export function fileMemory(path: string): Memory {
  const read = async (): Promise<Map<string, number>> => {
    try {
      const { lastMinutes } = parserOf(stateFile)(JSON.parse(await readFile(path, 'utf8')));
      return new Map(Object.entries(lastMinutes));
    } catch (error) {
      if (hasCode(error, 'ENOENT')) return new Map();
      const expected = '{"schemaVersion": 1, "lastMinutes": {"CLUSTER/SERVICE": 1790720640000}}';
      throw knownError(
        'unreadable-file',
        { what: 'State file', path, reason: reasonOf(error), expected },
        error,
      );
    }
  };
  return {
    lastOf: async (name) => (await read()).get(keyOf(name)) ?? -Infinity,
    remember: async (name, at) => {
      const last = await read();
      last.set(keyOf(name), at);
      const state = { schemaVersion: 1, lastMinutes: Object.fromEntries(last) };
      await writeFile(`${path}.new`, `${JSON.stringify(state)}\n`);
      await rename(`${path}.new`, path);
    },
  };
}

function keyOf({ cluster, service }: ServiceName): string {
  return `${cluster}/${service}`;
}
