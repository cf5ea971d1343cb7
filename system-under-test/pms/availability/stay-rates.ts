import type { Reader } from '../database/handles.ts';
import { type CivilDate, nightsOf } from '../domain/civil-date.ts';
import type { NightRate } from '../domain/pricing.ts';
import type { CatalogGroup } from '../catalog/catalog.ts';
import type { Tables } from '../schema/tables.ts';
import { restrictionOn } from './restrictions.ts';
import { Problem } from '../problem.ts';

/**
 * The rates of a stay's nights in a group, in night order.
 * @throws Problem restricted when the arrival is in the past, a night is closed or not on sale, or the stay is too short for its first night
 */
export async function findStayRates(
  reader: Reader<Tables>,
  group: CatalogGroup,
  arrival: CivilDate,
  departure: CivilDate,
  today: CivilDate,
): Promise<NightRate[]> {
  const rates = await reader.rows<NightRate>(
    `SELECT night, base_cents AS baseCents, included_persons AS includedPersons,
      extra_adult_cents AS extraAdultCents, extra_child_cents AS extraChildCents
    FROM nightly_rate WHERE unit_group_id = ? AND night >= ? AND night < ? ORDER BY night`,
    [group.id, arrival, departure],
  );
  const nights = nightsOf(arrival, departure);
  if (rates.length < nights.length)
    throw new Problem('restricted', 'Not all of these nights are on sale.');
  const restriction = restrictionOn(group, nights, today);
  if (restriction !== undefined) throw new Problem('restricted', restriction);
  return rates;
}
