import type { StatementInvariant } from './invariant.ts';

export const priceAsQuoted: StatementInvariant = {
  kind: 'copies',
  cost: 'cheap',
  rule: 'A booking costs what its accepted quote said: nights, services and tourist tax, to the cent.',
  checked: `SELECT COUNT(*) AS checked FROM booking WHERE quote_id IS NOT NULL`,
  violations: `
    SELECT booking, bookedCents, quotedCents, quote, nightsCents, servicesCents, taxCents, reservationsCents
    FROM (
      SELECT b.id AS booking, b.total_cents AS bookedCents, q.total_cents AS quotedCents, q.status AS quote,
             q.nights_cents AS quotedNightsCents, q.services_cents AS servicesCents, q.tourist_tax_cents AS taxCents,
             COALESCE((SELECT SUM(n.cents) FROM quote_night n WHERE n.quote_id = b.quote_id), 0) AS nightsCents,
             COALESCE((SELECT SUM(r.total_cents) FROM reservation r WHERE r.booking_id = b.id), 0) AS reservationsCents
      FROM booking b LEFT JOIN quote q ON q.id = b.quote_id
      WHERE b.quote_id IS NOT NULL
    ) priced
    WHERE quotedCents IS NULL OR quote <> 'accepted' OR bookedCents <> quotedCents
      OR quotedNightsCents <> nightsCents OR reservationsCents <> bookedCents
      OR quotedCents <> nightsCents + servicesCents + taxCents`,
};
