import type { FailureLine } from '../../core/run-folder/files/failures.ts';
import type { Fold } from './fold.ts';

/** Why requests of one name failed, over the whole run. Seconds since 1970. */
export interface FailureTotal {
  readonly name: string;
  readonly status: number;
  readonly code: string | undefined;
  readonly reason: string;
  /** What the engine said of the first of them; may be empty. */
  readonly error: string;
  readonly count: number;
  readonly first: number;
  readonly last: number;
  /** How many in each second. */
  readonly seconds: ReadonlyMap<number, number>;
  /** The same of each tenant whose requests they were, where the script tells. */
  readonly tenants: ReadonlyMap<string, ReadonlyMap<number, number>>;
}

/** Adds lines up by row and reason, the most frequent first; `labelOf` tells what a row is called. */
export function failureFold(
  labelOf: (of: FailureLine) => string,
): Fold<FailureLine, FailureTotal[]> {
  const totals = new Map<string, Total>();
  return {
    add: (batch) => {
      for (const line of batch) addTotal(totals, labelOf(line), line);
    },
    value: () => [...totals.values()].toSorted((a, b) => b.count - a.count),
  };
}

interface Total extends FailureTotal {
  readonly seconds: Map<number, number>;
  readonly tenants: Map<string, Map<number, number>>;
}

function addTotal(totals: Map<string, Total>, name: string, line: FailureLine): void {
  const { t, tenant, status, code, reason, error, n } = line;
  const key = JSON.stringify([name, status, code, reason]);
  const known = totals.get(key);
  const seconds = known?.seconds ?? new Map<number, number>();
  const tenants = known?.tenants ?? new Map<string, Map<number, number>>();
  addAt(seconds, t, n);
  if (tenant !== undefined) {
    const own = tenants.get(tenant) ?? new Map<number, number>();
    addAt(own, t, n);
    tenants.set(tenant, own);
  }
  totals.set(key, {
    name,
    status,
    code,
    reason,
    error: known?.error ?? error,
    count: (known?.count ?? 0) + n,
    first: Math.min(known?.first ?? t, t),
    last: Math.max(known?.last ?? t, t),
    seconds,
    tenants,
  });
}

function addAt(seconds: Map<number, number>, t: number, n: number): void {
  seconds.set(t, (seconds.get(t) ?? 0) + n);
}
