import type { StatementInvariant } from './invariant.ts';

export const paymentsInOrder: StatementInvariant = {
  kind: 'money',
  cost: 'cheap',
  rule: 'No more is captured than was authorized, and no more refunded than was captured.',
  checked: `SELECT COUNT(*) AS checked FROM payment`,
  violations: `
    SELECT id AS payment, authorized_cents AS authorizedCents, captured_cents AS capturedCents,
           refunded_cents AS refundedCents
    FROM payment
    WHERE authorized_cents < 0 OR captured_cents < 0 OR refunded_cents < 0
      OR captured_cents > authorized_cents OR refunded_cents > captured_cents`,
};
