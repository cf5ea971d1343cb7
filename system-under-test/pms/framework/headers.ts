import { parse } from 'hono/utils/cookie';
import type { PmsContext } from './deps.ts';

/**
 * A request header as the server has parsed it. Hono's own way makes a `Headers` of all of them first, which costs more
 * than the rest of a small answer.
 */
export function headerOf(c: PmsContext, name: string): string | undefined {
  const value = c.env.incoming.headers[name];
  return Array.isArray(value) ? value.join(', ') : value;
}

export function cookieOf(c: PmsContext, name: string): string | undefined {
  const cookies = headerOf(c, 'cookie');
  return cookies === undefined ? undefined : parse(cookies, name)[name];
}
