import type { Reader } from '../database/handles.ts';
import { type CivilDate, nightCount } from '../domain/civil-date.ts';
import type { NightRate } from '../domain/pricing.ts';
import type { Tables } from '../schema/tables.ts';
import { Problem } from '../problem.ts';

interface RateRow extends NightRate {
  readonly closed: number;
  readonly minNights: number;
}

/**
 * The rates of a stay's nights in a group, in night order.
 * @throws Problem restricted when a night is closed or not on sale, or the stay is too short for its first night
 */
export async function findStayRates(
  reader: Reader<Tables>,
  unitGroup: string,
  arrival: CivilDate,
  departure: CivilDate,
): Promise<NightRate[]> {
  const rows = await reader.rows<RateRow>(
    `SELECT r.night, r.base_cents AS baseCents, r.included_persons AS includedPersons,
      r.extra_adult_cents AS extraAdultCents, r.extra_child_cents AS extraChildCents,
      COALESCE(x.closed, 0) AS closed, COALESCE(x.min_nights, 1) AS minNights
    FROM nightly_rate r
    LEFT JOIN restriction x ON x.unit_group_id = r.unit_group_id AND x.night = r.night
    WHERE r.unit_group_id = ? AND r.night >= ? AND r.night < ? ORDER BY r.night`,
    [unitGroup, arrival, departure],
  );
  const nights = nightCount(arrival, departure);
  if (rows.length < nights) throw new Problem('restricted', 'Not all of these nights are on sale.');
  const closed = rows.find((row) => row.closed > 0);
  if (closed !== undefined)
    throw new Problem('restricted', `The night of ${closed.night} is closed.`);
  const shortest = rows[0]?.minNights ?? 1;
  if (nights < shortest) {
    throw new Problem(
      'restricted',
      `An arrival on ${arrival} must stay at least ${shortest} nights.`,
    );
  }
  return rows.map(({ closed: _closed, minNights: _minNights, ...rate }) => rate);
}
