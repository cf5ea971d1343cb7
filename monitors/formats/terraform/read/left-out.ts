import known from './left-out.json' with { type: 'json' };
import { leftOutNote } from '../../left-out.ts';
import type { TerraformResource } from './resources.ts';

/**
 * Arguments that matter and that definitions cannot say. A list, since the provider writes every argument of a resource,
 * given or not.
 */
const lossy: ReadonlyMap<string, readonly string[]> = new Map(Object.entries(known));

/** What is given in a resource and gets lost, as a sentence without its full stop. */
export function leftOutOf({ type, values }: TerraformResource): string | undefined {
  const names = (lossy.get(type) ?? []).filter((name) => isGiven(values[name]));
  return leftOutNote(names);
}

function isGiven(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0;
  return value !== undefined && value !== null && value !== '' && value !== false;
}
