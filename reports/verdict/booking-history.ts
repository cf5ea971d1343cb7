import type { BookingAttempt, BookingOutcome, ClientFact } from '../../core/client-history.ts';

/** What the clients know of their bookings, each by tenant and idempotency key (see {@link bookingKey}). */
export interface BookingHistory {
  readonly attempts: ReadonlyMap<string, BookingAttempt>;
  readonly acknowledged: ReadonlyMap<string, readonly BookingOutcome[]>;
  /** Every answer was a definite no. */
  readonly refused: ReadonlySet<string>;
  /** No definite answer: a timeout, a broken connection, a 5xx, or none at all. The booking may exist or not. */
  readonly indeterminate: ReadonlySet<string>;
}

export function bookingKey(tenant: string, key: string): string {
  return `${tenant} ${key}`;
}

export function bookingHistory(facts: readonly ClientFact[]): BookingHistory {
  const attempts = new Map<string, BookingAttempt>();
  const outcomes = new Map<string, BookingOutcome[]>();
  for (const fact of facts) {
    if (fact.kind === 'attempt') attempts.set(bookingKey(fact.tenant, fact.key), fact);
    if (fact.kind !== 'outcome') continue;
    const id = bookingKey(fact.tenant, fact.key);
    outcomes.set(id, [...(outcomes.get(id) ?? []), fact]);
  }
  const acknowledged = new Map<string, BookingOutcome[]>();
  const refused = new Set<string>();
  const indeterminate = new Set<string>();
  for (const id of new Set([...attempts.keys(), ...outcomes.keys()])) {
    const told = outcomes.get(id) ?? [];
    const yes = told.filter(({ outcome }) => outcome === 'acknowledged');
    if (yes.length > 0) acknowledged.set(id, yes);
    else if (told.length > 0 && told.every(({ outcome }) => outcome === 'refused')) refused.add(id);
    else indeterminate.add(id);
  }
  return { attempts, acknowledged, refused, indeterminate };
}
