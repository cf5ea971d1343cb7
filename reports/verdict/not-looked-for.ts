import { type LossKind, lossKinds } from '../../core/run-folder/files/invariants.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { clientLosses } from './client-invariants.ts';
import type { InvariantResult } from './schema.ts';

/**
 * The kinds of loss for which no invariant had anything to check, in the database or by what clients were told; null when
 * that is not known, of runs whose invariants do not say their kind.
 */
export function kindsNotLookedFor(
  invariants: Evidence['invariants'],
  results: readonly InvariantResult[],
): LossKind[] | null {
  const made = [...invariants.values()].filter(({ tenants }) =>
    [...tenants.values()].some(({ checked }) => checked > 0),
  );
  if (made.some(({ kind }) => kind === undefined)) return null;
  const ofClients = results.filter(({ checked }) => checked > 0).map(({ name }) => name);
  const lookedFor = new Set([
    ...made.map(({ kind }) => kind),
    ...ofClients.map((name) => clientLosses.get(name)),
  ]);
  return lossKinds.filter((kind) => !lookedFor.has(kind));
}
