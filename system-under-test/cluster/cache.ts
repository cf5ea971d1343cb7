import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where seeded data folders are kept from one start to the next. */
export function templatesFolder(): string {
  return join(cacheFolder(), 'data');
}

/** Where Node keeps what it made of the sources: starting from it takes about half of the processor time. */
export function compileCacheFolder(): string {
  return join(cacheFolder(), 'compiled');
}

function cacheFolder(): string {
  const cache = process.env['XDG_CACHE_HOME'];
  const base = cache === undefined || cache === '' ? join(homedir(), '.cache') : cache;
  return join(base, 'bilancia');
}
