import type { Target } from '../targets/target.ts';
import { pick } from '../core/nearest.ts';

/** A tenant that gets more visitors than its share. */
export interface Louder {
  readonly tenant: string;
  readonly times: number;
}

/**
 * A target on which one tenant has so many times its visitors, and how many that makes of all: the others keep theirs.
 * @throws unknown-name
 */
export function madeLouder(
  target: Target,
  visitors: number,
  { tenant, times }: Louder,
): { readonly target: Target; readonly visitors: number } {
  const { tenants } = target;
  const known = pick('tenant', tenant, Object.fromEntries(tenants.map(({ id }) => [id, id])));
  const louder = tenants.map((one) =>
    one.id === known ? { ...one, weight: one.weight * times } : one,
  );
  const [before, after] = [tenants, louder].map((all) =>
    all.reduce((sum, { weight }) => sum + weight, 0),
  );
  return {
    target: { ...target, tenants: louder },
    visitors: Math.round((visitors * (after ?? 1)) / (before ?? 1)),
  };
}
