import type { StatementInvariant } from './invariant.ts';

/** Statuses of reservations whose price was promised by a card. */
const promised = `('confirmed', 'checkedIn', 'checkedOut', 'noShow')`;

export const paymentCoversBooking: StatementInvariant = {
  kind: 'money',
  cost: 'costly',
  rule: 'What is authorized covers the price of a confirmed booking.',
  checked: `SELECT COUNT(*) AS checked FROM reservation WHERE status IN ${promised}`,
  violations: `
    SELECT booking, priceCents, authorizedCents FROM (
      SELECT b.id AS booking,
             (SELECT COALESCE(SUM(r.total_cents), 0) FROM reservation r
              WHERE r.booking_id = b.id AND r.status IN ${promised}) AS priceCents,
             (SELECT COALESCE(SUM(p.authorized_cents), 0) FROM payment p
              WHERE p.folio_id = b.folio_id) AS authorizedCents
      FROM booking b
    ) covered WHERE authorizedCents < priceCents`,
};
