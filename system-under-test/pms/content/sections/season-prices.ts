import type { Reader } from '../../database/handles.ts';
import type { CatalogProperty } from '../../catalog/catalog.ts';
import type { Tables } from '../../schema/tables.ts';

export interface SeasonPrice {
  readonly unitGroup: string;
  readonly season: string;
  readonly cents: number;
}

/** What a group's night costs in each season: the price of the season's first night, in the order of the seasons. */
export async function seasonPrices(
  reads: Reader<Tables>,
  { groups, seasons }: CatalogProperty,
): Promise<SeasonPrice[]> {
  const rows = await reads.rows<{ unitGroup: string; night: string; cents: number }>(
    `SELECT unit_group_id AS unitGroup, night, base_cents AS cents FROM nightly_rate
     WHERE unit_group_id IN (${marks(groups)}) AND night IN (${marks(seasons)})`,
    [...groups.map(({ id }) => id), ...seasons.map(({ firstNight }) => firstNight)],
  );
  const nameOf = new Map(seasons.map(({ firstNight, name }) => [firstNight, name]));
  return rows
    .toSorted((a, b) => a.night.localeCompare(b.night))
    .map(({ unitGroup, night, cents }) => ({ unitGroup, season: nameOf.get(night) ?? '', cents }));
}

const marks = (items: readonly unknown[]) => items.map(() => '?').join(', ');
