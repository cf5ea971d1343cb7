import type { StatementInvariant } from './invariant.ts';

export const priceAsQuoted: StatementInvariant = {
  kind: 'copies',
  cost: 'cheap',
  rule: 'A stay costs what its accepted quote says: nights, services and tourist tax, to the cent; and a booking what its stays did when they were booked.',
  checked: `SELECT COUNT(*) AS checked FROM reservation WHERE quote_id IS NOT NULL`,
  violations: `
    SELECT booking, reservation, bookedCents, quotedCents, quote, nightsCents, servicesCents, taxCents
    FROM (
      SELECT r.booking_id AS booking, r.id AS reservation, r.total_cents AS bookedCents, q.total_cents AS quotedCents,
             q.status AS quote, q.nights_cents AS quotedNightsCents, q.services_cents AS servicesCents,
             q.tourist_tax_cents AS taxCents,
             COALESCE((SELECT SUM(n.cents) FROM quote_night n WHERE n.quote_id = r.quote_id), 0) AS nightsCents
      FROM reservation r LEFT JOIN quote q ON q.id = r.quote_id
      WHERE r.quote_id IS NOT NULL
    ) priced
    WHERE quotedCents IS NULL OR quote <> 'accepted' OR bookedCents <> quotedCents
      OR quotedNightsCents <> nightsCents OR quotedCents <> nightsCents + servicesCents + taxCents
    UNION ALL
    SELECT b.id, NULL, b.total_cents, SUM(r.booked_cents), NULL, NULL, NULL, NULL
    FROM booking b JOIN reservation r ON r.booking_id = b.id
    WHERE b.quote_id IS NOT NULL
    GROUP BY b.id, b.total_cents HAVING SUM(r.booked_cents) <> b.total_cents`,
};
