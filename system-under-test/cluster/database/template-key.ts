import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ClusterOptions } from '../options.ts';

/** Folders whose code decides what is in a template. */
const sources = [
  join(import.meta.dirname, '..', '..', 'pms', 'seed'),
  join(import.meta.dirname, '..', '..', 'pms', 'schema'),
  join(import.meta.dirname, '..', '..', 'pms', 'domain'),
  import.meta.dirname,
];

/** A name that is the same for the same seed, schema, server version, options and day. */
export async function templateKey(
  { bookingMode, size }: Pick<ClusterOptions, 'bookingMode' | 'size'>,
  today: string,
  serverVersion: string,
): Promise<string> {
  const hash = createHash('sha256').update(serverVersion);
  for (const folder of sources) {
    const names = (await readdir(folder)).toSorted();
    for (const name of names.filter((file) => /\.[jt]s$/.test(file) && !file.includes('.test.'))) {
      hash.update(name).update(await readFile(join(folder, name)));
    }
  }
  return `${today}-${bookingMode}-${size}-${hash.digest('hex').slice(0, 16)}`;
}
