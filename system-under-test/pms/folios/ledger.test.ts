import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyPayment, balanceOf, paymentActions, type PaymentState } from './ledger.ts';

const state = (authorizedCents: number, capturedCents = 0, refundedCents = 0): PaymentState => ({
  authorizedCents,
  capturedCents,
  refundedCents,
});

describe('the payments of a folio', () => {
  it('capture from the oldest authorization, and refund the newest capture first', () => {
    expect(applyPayment([state(100), state(50)], 'capture', 120)).toEqual({
      payments: [state(100, 100), state(50, 20)],
      balanceCents: -120,
    });
    expect(applyPayment([state(100, 100), state(50, 20)], 'refund', 30)).toEqual({
      payments: [state(100, 100, 10), state(50, 20, 20)],
      balanceCents: 30,
    });
  });

  it('refuse more than is left, and say how much is', () => {
    expect(applyPayment([state(100, 40)], 'capture', 61)).toEqual({
      refused: 'exceeds-authorized',
      atMostCents: 60,
    });
    expect(applyPayment([state(100, 40, 40)], 'refund', 1)).toEqual({
      refused: 'exceeds-captured',
      atMostCents: 0,
    });
  });

  it('never break 0 <= refunded <= captured <= authorized, and take exactly what fits, whatever is done', () => {
    const step = fc.record({
      action: fc.constantFrom(...paymentActions, 'charge' as const),
      cents: fc.integer({ min: 1, max: 1000 }),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (sequence) => {
        let payments: readonly PaymentState[] = [];
        const charges: number[] = [];
        let balance = 0;
        const total = { authorize: 0, capture: 0, refund: 0 };
        for (const { action, cents } of sequence) {
          if (action === 'charge') {
            charges.push(cents);
            balance += cents;
            continue;
          }
          const change = applyPayment(payments, action, cents);
          const fits =
            action === 'authorize' ||
            (action === 'capture'
              ? total.capture + cents <= total.authorize
              : total.refund + cents <= total.capture);
          expect('payments' in change).toBe(fits);
          if (!('payments' in change)) continue;
          total[action] += cents;
          ({ payments } = change);
          balance += change.balanceCents;
        }
        for (const { authorizedCents, capturedCents, refundedCents } of payments) {
          expect(refundedCents).toBeGreaterThanOrEqual(0);
          expect(refundedCents).toBeLessThanOrEqual(capturedCents);
          expect(capturedCents).toBeLessThanOrEqual(authorizedCents);
        }
        expect(balance).toBe(balanceOf(charges, payments));
        expect(payments.reduce((sum, each) => sum + each.capturedCents, 0)).toBe(total.capture);
      }),
    );
  });
});
