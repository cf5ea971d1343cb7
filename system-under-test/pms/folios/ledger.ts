/** What one payment may still do. `0 <= refunded <= captured <= authorized`, all in cents. */
export interface PaymentState {
  readonly authorizedCents: number;
  readonly capturedCents: number;
  readonly refundedCents: number;
}

export const paymentActions = ['authorize', 'capture', 'refund'] as const;
export type PaymentAction = (typeof paymentActions)[number];

/** By how much the payments of a folio change, in their order; `authorize` adds a payment at the end. */
export interface LedgerChange {
  readonly payments: readonly PaymentState[];
  /** Change of the folio's balance. */
  readonly balanceCents: number;
}

export interface LedgerRefusal {
  readonly refused: 'exceeds-authorized' | 'exceeds-captured';
  /** The most that would have been accepted. */
  readonly atMostCents: number;
}

const sum = (values: readonly number[]): number =>
  values.reduce((total, value) => total + value, 0);

/**
 * Takes one step on a folio's payments. A capture draws on the oldest authorization that has room; a refund gives back
 * the newest capture first. A refund does not free what was authorized.
 *
 * @param cents more than 0
 */
export function applyPayment(
  payments: readonly PaymentState[],
  action: PaymentAction,
  cents: number,
): LedgerChange | LedgerRefusal {
  return steps[action](payments, cents);
}

/** Money that is paid in cash was authorized by the hand that gave it. */
export function receiveCash(payments: readonly PaymentState[], cents: number): LedgerChange {
  const added = { authorizedCents: cents, capturedCents: cents, refundedCents: 0 };
  return { payments: [...payments, added], balanceCents: -cents };
}

type Step = (payments: readonly PaymentState[], cents: number) => LedgerChange | LedgerRefusal;

const steps: Readonly<Record<PaymentAction, Step>> = {
  authorize: (payments, cents) => {
    const added = { authorizedCents: cents, capturedCents: 0, refundedCents: 0 };
    return { payments: [...payments, added], balanceCents: 0 };
  },
  capture: (payments, cents) => {
    const room = payments.map((each) => each.authorizedCents - each.capturedCents);
    if (cents > sum(room)) return { refused: 'exceeds-authorized', atMostCents: sum(room) };
    const taken = spread(room, cents);
    const after = payments.map((each, index) => ({
      ...each,
      capturedCents: each.capturedCents + (taken[index] ?? 0),
    }));
    return { payments: after, balanceCents: -cents };
  },
  refund: (payments, cents) => {
    const room = payments.map((each) => each.capturedCents - each.refundedCents);
    if (cents > sum(room)) return { refused: 'exceeds-captured', atMostCents: sum(room) };
    const given = spread(room.toReversed(), cents).toReversed();
    const after = payments.map((each, index) => ({
      ...each,
      refundedCents: each.refundedCents + (given[index] ?? 0),
    }));
    return { payments: after, balanceCents: cents };
  },
};

/** How `cents` fill these rooms, one after the other. */
function spread(rooms: readonly number[], cents: number): readonly number[] {
  let rest = cents;
  return rooms.map((room) => {
    const part = Math.min(room, rest);
    rest -= part;
    return part;
  });
}

/** Balance = charges - payments + refunds: what the guest still owes. */
export function balanceOf(
  chargesCents: readonly number[],
  payments: readonly PaymentState[],
): number {
  return (
    sum(chargesCents) -
    sum(payments.map((each) => each.capturedCents)) +
    sum(payments.map((each) => each.refundedCents))
  );
}
