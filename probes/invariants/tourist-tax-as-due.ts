import type { StatementInvariant } from './invariant.ts';

/** Children old enough for it; those whose age nobody told are not. */
const taxedChildren = `(SELECT COUNT(*) FROM JSON_TABLE(COALESCE(r.children_ages, '[]'), '$[*]' COLUMNS (age INT PATH '$')) a
  WHERE a.age >= p.taxed_from_age)`;

export const touristTaxAsDue: StatementInvariant = {
  kind: 'copies',
  cost: 'costly',
  rule: 'The tourist tax is what the campsite asks for each adult, each child of a certain age, and night, up to its most nights.',
  checked: `SELECT COUNT(*) AS checked FROM booking`,
  violations: `
    SELECT booking, dueCents, chargedCents FROM (
      SELECT b.id AS booking,
             (SELECT SUM((r.adults + ${taxedChildren}) * LEAST(DATEDIFF(r.departure, r.arrival), p.tourist_tax_max_nights) * p.tourist_tax_cents)
              FROM reservation r LEFT JOIN property p ON p.id = r.property_id WHERE r.booking_id = b.id) AS dueCents,
             (SELECT SUM(l.cents) FROM folio_line l
              WHERE l.folio_id = b.folio_id AND l.kind = 'touristTax') AS chargedCents
      FROM booking b
    ) taxed WHERE dueCents <> chargedCents`,
};
