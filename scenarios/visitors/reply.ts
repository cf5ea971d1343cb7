import type { Reply } from './steps.ts';

/** A reply whose JSON body is there as a whole, for players that have it so. */
export function replyWith(status: number, body?: unknown): Reply {
  return { status, at: (path) => valueAt(body, path.split('.')) };
}

function valueAt(value: unknown, [key, ...rest]: readonly string[]): unknown {
  if (key === undefined) return value;
  if (typeof value !== 'object' || value === null) return undefined;
  if (key === '#') return Array.isArray(value) ? value.length : undefined;
  return valueAt((value as Readonly<Record<string, unknown>>)[key], rest);
}
