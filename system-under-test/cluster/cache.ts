import { join } from 'node:path';
import { cacheFolder } from '../../core/cache-folder.ts';

/** Where seeded data folders are kept from one start to the next. */
export function templatesFolder(): string {
  return join(cacheFolder(process.env), 'data');
}

/** Where Node keeps what it made of the sources: starting from it takes about half of the processor time. */
export function compileCacheFolder(): string {
  return join(cacheFolder(process.env), 'compiled');
}
