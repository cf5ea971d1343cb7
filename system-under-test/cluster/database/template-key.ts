import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { ClusterOptions } from '../options.ts';

/** What decides what is in a template: all code of these folders, and the numbers it draws. */
const folders = [
  join(import.meta.dirname, '..', '..', 'pms', 'seed'),
  join(import.meta.dirname, '..', '..', 'pms', 'schema'),
  join(import.meta.dirname, '..', '..', 'pms', 'domain'),
  import.meta.dirname,
];
const extension = extname(import.meta.filename);
const generator = join(import.meta.dirname, '..', '..', '..', 'core', `seeded-random${extension}`);

/** A name that is the same for the same seed, schema, server version, options and day. */
export async function templateKey(
  { bookingMode, size }: Pick<ClusterOptions, 'bookingMode' | 'size'>,
  today: string,
  serverVersion: string,
): Promise<string> {
  const hash = createHash('sha256').update(serverVersion);
  for (const folder of folders) {
    const names = (await readdir(folder)).toSorted();
    for (const name of names.filter((file) => /\.[jt]s$/.test(file) && !file.includes('.test.'))) {
      hash.update(name).update(await readFile(join(folder, name)));
    }
  }
  hash.update(await readFile(generator));
  return `${today}-${bookingMode}-${size}-${hash.digest('hex').slice(0, 16)}`;
}
