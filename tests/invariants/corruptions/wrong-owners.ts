import type { Corruption } from '../plant.ts';

/** The rows of a booking of the other tenant, by the column that tells whose they are. */
const partsOfBooking = [
  ['booking', 'id = @booking'],
  ['reservation', 'booking_id = @booking'],
  ['folio', 'booking_id = @booking'],
  ['payment', 'folio_id = @folio'],
  ['unit_night', 'reservation_id = @reservation'],
] as const;

const strange = [
  `SET @booking = (SELECT MIN(id) FROM pms_dolomiti.booking WHERE channel = 'seed')`,
  `SET @reservation = (SELECT id FROM pms_dolomiti.reservation WHERE booking_id = @booking)`,
  `SET @folio = (SELECT folio_id FROM pms_dolomiti.booking WHERE id = @booking)`,
  // The first seeded bookings of both have the same reference.
  `UPDATE pms_dolomiti.booking SET reference = 'FOREIGN' WHERE id = @booking`,
  ...partsOfBooking.map(
    ([table, whose]) => `INSERT INTO ${table} SELECT * FROM pms_dolomiti.${table} WHERE ${whose}`,
  ),
];

/** Rows that are of another tenant, campsite, group or unit. */
export const wrongOwners: readonly Corruption[] = [
  {
    fault: "a complete booking of one tenant in the other's database",
    plant: () => strange,
    invariant: 'one-tenant-each',
  },
  {
    fault: 'a booking that moved to another tenant',
    plant: () => [
      ...strange,
      ...partsOfBooking.map(([table, whose]) => `DELETE FROM pms_dolomiti.${table} WHERE ${whose}`),
    ],
    invariant: 'unit-where-it-belongs',
    problem: 'is of no campsite of this tenant',
  },
  {
    fault: 'a unit of another tenant',
    plant: () => [
      `INSERT INTO unit SELECT id, 'RIV1-PS', CONCAT('X', code) FROM pms_dolomiti.unit LIMIT 1`,
    ],
    invariant: 'one-tenant-each',
  },
  {
    fault: 'an answer to another tenant',
    plant: ({ confirmed }) => [
      `UPDATE idempotency_key SET response = REPLACE(response, '"riviera"', '"dolomiti"')
       WHERE response LIKE '%${confirmed.bookingId}%'`,
    ],
    invariant: 'one-tenant-each',
  },
  {
    fault: 'a reservation on a unit of another campsite, with its nights',
    plant: ({ confirmed: { reservationId } }) => [
      `SET @campsite = (SELECT property_id FROM reservation WHERE id = '${reservationId}')`,
      `SET @unit = (SELECT MIN(u.id) FROM unit u JOIN unit_group g ON g.id = u.unit_group_id WHERE g.property_id <> @campsite
       AND NOT EXISTS (SELECT 1 FROM unit_night n WHERE n.unit_id = u.id AND n.night IN ('2027-07-28', '2027-07-29')))`,
      `UPDATE reservation SET unit_id = @unit WHERE id = '${reservationId}'`,
      `UPDATE unit_night SET unit_id = @unit WHERE reservation_id = '${reservationId}'`,
    ],
    invariant: 'unit-where-it-belongs',
    problem: 'its unit is of another unit group',
  },
  {
    fault: 'a reservation that says another campsite',
    plant: ({ confirmed }) => [
      `UPDATE reservation SET property_id = IF(property_id = 'RIV1', 'RIV2', 'RIV1') WHERE id = '${confirmed.reservationId}'`,
    ],
    invariant: 'unit-where-it-belongs',
    problem: 'its unit group is of another campsite',
  },
  {
    fault: 'a quote for a unit of another group',
    plant: ({ openQuote }) => [
      `UPDATE quote SET unit_group_id = 'RIV2-BU6' WHERE id = '${openQuote}'`,
    ],
    invariant: 'unit-where-it-belongs',
    problem: 'its unit is of another unit group',
  },
  {
    fault: 'a unit of no group',
    plant: () => [`INSERT INTO unit VALUES ('stray', 'nowhere', 'X1')`],
    invariant: 'inventory-in-place',
    problem: 'is of no unit_group of this tenant',
  },
  {
    fault: 'a service of no campsite',
    plant: () => [`INSERT INTO service VALUES ('DOL1', 'DOG', 'Dog', 400, 'night', 2)`],
    invariant: 'inventory-in-place',
    problem: 'is of no property of this tenant',
  },
  {
    fault: 'a rate of a season of another campsite',
    plant: () => [
      `SET @season = (SELECT MIN(id) FROM season WHERE property_id = 'RIV2')`,
      `UPDATE nightly_rate SET season_id = @season WHERE unit_group_id = 'RIV1-PS' ORDER BY night LIMIT 1`,
    ],
    invariant: 'inventory-in-place',
    problem: 'its season or rate plan is of another campsite',
  },
  {
    fault: 'a rate of another season',
    plant: () => [
      `SET @season = (SELECT season_id FROM nightly_rate WHERE unit_group_id = 'RIV1-PS' ORDER BY night DESC LIMIT 1)`,
      `UPDATE nightly_rate SET season_id = @season WHERE unit_group_id = 'RIV1-PS' ORDER BY night LIMIT 1`,
    ],
    invariant: 'inventory-in-place',
    problem: 'is not a night of its season',
  },
  {
    fault: 'a booking with the folio of another booking',
    plant: ({ confirmed, option }) => [
      `UPDATE booking SET folio_id = '${option.folioId}' WHERE id = '${confirmed.bookingId}'`,
    ],
    invariant: 'booking-complete',
    problem: 'has the folio of another booking',
  },
  {
    fault: 'a guest of another booking',
    plant: ({ confirmed, option }) => [
      `UPDATE guest SET booking_id = '${option.bookingId}' WHERE reservation_id = '${confirmed.reservationId}'`,
    ],
    invariant: 'party-fits',
    problem: 'has a guest of another booking',
  },
];
