/** A table as it is compared: in parts, so that a part that changes in the meantime is compared again alone. */
export interface ComparedTable {
  readonly table: string;
  /** SQL that names the part that a row is in. */
  readonly part: string;
  readonly columns: readonly string[];
}

const monthOfGroup = `CONCAT(unit_group_id, ' ', LEFT(night, 7))`;

/** What visitors read to choose a stay: prices, inventory, availability. */
export const catalogTables: readonly ComparedTable[] = [
  {
    table: 'property',
    part: 'id',
    columns: ['code', 'name', 'town', 'description', 'directions', 'bookable_from', 'bookable_to'],
  },
  {
    table: 'property',
    part: `CONCAT(id, ' tourist tax')`,
    columns: ['tourist_tax_cents', 'tourist_tax_max_nights'],
  },
  {
    table: 'unit_group',
    part: 'property_id',
    columns: ['id', 'code', 'name', 'kind', 'max_persons', 'position'],
  },
  { table: 'unit', part: 'unit_group_id', columns: ['id', 'code'] },
  { table: 'season', part: 'property_id', columns: ['id', 'name', 'first_night', 'last_night'] },
  {
    table: 'nightly_rate',
    part: monthOfGroup,
    columns: ['night', 'base_cents', 'included_persons', 'extra_adult_cents', 'extra_child_cents'],
  },
  { table: 'restriction', part: 'unit_group_id', columns: ['night', 'closed', 'min_nights'] },
  {
    table: 'service',
    part: 'property_id',
    columns: ['code', 'name', 'unit_cents', 'per', 'max_quantity'],
  },
  { table: 'review', part: 'property_id', columns: ['id', 'stars', 'author', 'body'] },
  { table: 'availability_day', part: monthOfGroup, columns: ['night', 'capacity', 'sold'] },
];

/** Who has which night, and what guests and staff read of a booking. */
export const salesTables: readonly ComparedTable[] = [
  { table: 'unit_night', part: 'LEFT(night, 7)', columns: ['unit_id', 'night', 'reservation_id'] },
  {
    table: 'booking',
    part: 'LEFT(id, 1)',
    columns: ['id', 'reference', 'channel', 'total_cents', 'folio_id'],
  },
  {
    table: 'reservation',
    part: 'LEFT(arrival, 7)',
    columns: ['id', 'booking_id', 'unit_id', 'arrival', 'departure', 'status', 'total_cents'],
  },
  {
    table: 'guest',
    part: 'LEFT(reservation_id, 1)',
    columns: ['reservation_id', 'position', 'given_name', 'surname'],
  },
  { table: 'folio', part: 'LEFT(id, 1)', columns: ['id', 'booking_id', 'balance_cents'] },
  { table: 'folio_line', part: 'LEFT(folio_id, 1)', columns: ['id', 'folio_id', 'kind', 'cents'] },
  {
    table: 'payment',
    part: 'LEFT(id, 1)',
    columns: ['id', 'folio_id', 'authorized_cents', 'captured_cents', 'refunded_cents'],
  },
  { table: 'quote', part: 'LEFT(id, 1)', columns: ['id', 'status', 'unit_id', 'total_cents'] },
];
