import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where seeded data folders are kept from one start to the next. */
export function templatesFolder(): string {
  const cache = process.env['XDG_CACHE_HOME'];
  const base = cache === undefined || cache === '' ? join(homedir(), '.cache') : cache;
  return join(base, 'bilancia', 'data');
}
