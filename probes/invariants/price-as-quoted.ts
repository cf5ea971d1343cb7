import type { Invariant } from './invariant.ts';

export const priceAsQuoted: Invariant = {
  name: 'price-as-quoted',
  rule: 'A booking costs what its accepted quote said: nights, services and tourist tax, to the cent.',
  checked: `SELECT COUNT(*) AS checked FROM booking WHERE quote_id IS NOT NULL`,
  violations: `
    SELECT b.id AS booking, b.total_cents AS bookedCents, q.total_cents AS quotedCents, q.status AS quote,
           COALESCE(n.cents, 0) AS nightsCents, q.services_cents AS servicesCents, q.tourist_tax_cents AS taxCents,
           COALESCE(r.cents, 0) AS reservationsCents
    FROM booking b
    LEFT JOIN quote q ON q.id = b.quote_id
    LEFT JOIN (SELECT quote_id, SUM(cents) AS cents FROM quote_night GROUP BY quote_id) n ON n.quote_id = b.quote_id
    LEFT JOIN (SELECT booking_id, SUM(total_cents) AS cents FROM reservation GROUP BY booking_id) r ON r.booking_id = b.id
    WHERE b.quote_id IS NOT NULL AND (q.id IS NULL OR q.status <> 'accepted' OR b.total_cents <> q.total_cents
      OR q.nights_cents <> COALESCE(n.cents, 0) OR COALESCE(r.cents, 0) <> b.total_cents
      OR q.total_cents <> COALESCE(n.cents, 0) + q.services_cents + q.tourist_tax_cents)`,
};
