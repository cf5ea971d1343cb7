import { isSameOwner } from '../resource/ownership.ts';
import type { Owner } from '../resource/ownership.ts';
import type { Found } from '../read/found.ts';
import type { Resource } from '../resource/resource.ts';
import { describe } from '../resource/resource.ts';
import type { Refusal } from './change.ts';

/** Why something that is there cannot become what is wanted; undefined when it can. */
export function conflict(
  wanted: Resource,
  found: Found,
  owner: Owner,
  adopt: boolean,
): Refusal | undefined {
  const refuse = (reason: string, adoptable = false): Refusal => ({
    subject: describe(wanted),
    reason,
    adoptable,
  });
  const kind = found.whole ? found.resource.kind : found.kind;
  if (kind !== wanted.kind) {
    return refuse(
      `it already exists as a ${kind.replace('-', ' ')}, and alarms of all kinds share one set of names: choose another name, or delete it first`,
    );
  }
  if (found.owner === undefined)
    return adopt ? undefined : refuse('it already exists, and the stack does not own it', true);
  if (isSameOwner(found.owner, owner)) return undefined;
  const { stack, environment } = found.owner;
  return refuse(`it belongs to stack "${stack}", environment "${environment}"`);
}
