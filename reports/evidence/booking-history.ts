import type { BookingAttempt, BookingOutcome } from '../../core/client-history.ts';

/** What a client was told of its booking by a 201. */
export type Acknowledgement = Pick<BookingOutcome, 'tenant' | 'key' | 'bookingId' | 'totalCents'>;

/** What the clients know of their bookings, each by tenant and idempotency key (see {@link bookingKey}). */
export interface BookingHistory {
  /** The total of each, in cents; null where it was not known. */
  readonly attempts: ReadonlyMap<string, number | null>;
  readonly acknowledged: ReadonlyMap<string, readonly Acknowledgement[]>;
  /** Every answer was a definite no. */
  readonly refused: ReadonlySet<string>;
  /** No definite answer: a timeout, a broken connection, a 5xx, or none at all. The booking may exist or not. */
  readonly indeterminate: ReadonlySet<string>;
}

export function bookingKey(tenant: string, key: string): string {
  return `${tenant} ${key}`;
}

/** Makes a history of attempts and outcomes, which may come in any order. */
export function bookingRecorder(): {
  readonly add: (fact: BookingAttempt | BookingOutcome) => void;
  readonly history: () => BookingHistory;
} {
  const attempts = new Map<string, number | null>();
  const told = new Map<string, Acknowledgement[]>();
  const refusedOnce = new Set<string>();
  const unclear = new Set<string>();
  return {
    add: (fact) => {
      const { tenant, key } = fact;
      const id = bookingKey(tenant, key);
      if (fact.kind === 'attempt') attempts.set(id, fact.totalCents ?? null);
      else if (fact.outcome === 'refused') refusedOnce.add(id);
      else if (fact.outcome === 'indeterminate') unclear.add(id);
      else {
        const { bookingId, totalCents } = fact;
        const answer = {
          tenant,
          key,
          ...(bookingId === undefined ? {} : { bookingId }),
          ...(totalCents === undefined ? {} : { totalCents }),
        };
        const answers = told.get(id);
        if (answers === undefined) told.set(id, [answer]);
        else answers.push(answer);
      }
    },
    history: () => {
      const acknowledged = new Map<string, readonly Acknowledgement[]>();
      const refused = new Set<string>();
      const indeterminate = new Set<string>();
      for (const ids of [attempts.keys(), told.keys(), refusedOnce, unclear]) {
        for (const id of ids) {
          const answers = told.get(id);
          if (answers !== undefined) acknowledged.set(id, answers);
          else if (refusedOnce.has(id) && !unclear.has(id)) refused.add(id);
          else indeterminate.add(id);
        }
      }
      return { attempts, acknowledged, refused, indeterminate };
    },
  };
}
