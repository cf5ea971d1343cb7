import { toSqlTimestamp } from '../../database/timestamp.ts';
import type { TenantTransaction } from '../../database/transaction.ts';
import { type CivilDate, nightsOf } from '../../domain/civil-date.ts';
import { Problem } from '../../problem.ts';
import type { Update } from './schemas.ts';

/**
 * Carries out the updates of one push, all of them or none. They are sorted by group and night first, so that two
 * pushes that meet wait for one another instead of in a circle; of two updates of one night the later one counts.
 *
 * @returns nights that were written
 * @throws Problem unknown-unit-group, or invalid for nights that are not on sale
 */
export async function pushInventory(
  transaction: TenantTransaction,
  updates: readonly Update[],
  now: number,
): Promise<number> {
  const groups = [...new Set(updates.map(({ unitGroup }) => unitGroup))].toSorted();
  const known = await transaction
    .selectFrom('unit_group')
    .select('id')
    .where('id', 'in', groups)
    .execute();
  const unknown = groups.find((group) => !known.some(({ id }) => id === group));
  if (unknown !== undefined)
    throw new Problem('unknown-unit-group', `There is no unit group "${unknown}".`);
  const inOrder = updates
    .map((update, position) => ({ update, position }))
    .toSorted((a, b) => compare(a.update, b.update) || a.position - b.position);
  let nights = 0;
  for (const { update, position } of inOrder)
    nights += await apply(transaction, update, { position, now });
  return nights;
}

function compare(a: Update, b: Update): number {
  if (a.unitGroup !== b.unitGroup) return a.unitGroup < b.unitGroup ? -1 : 1;
  return a.from < b.from ? -1 : a.from > b.from ? 1 : 0;
}

async function apply(
  transaction: TenantTransaction,
  update: Update,
  { position, now }: { readonly position: number; readonly now: number },
): Promise<number> {
  const { unitGroup, from, to } = update;
  const rows = await transaction
    .selectFrom('nightly_rate')
    .select('night')
    .where('unit_group_id', '=', unitGroup)
    .where('night', '>=', from)
    .where('night', '<', to)
    .orderBy('night')
    .forUpdate()
    .execute();
  const nights = nightsOf(from, to);
  if (rows.length < nights.length) {
    const path = `body.updates.${position}`;
    const message = `Not all nights of ${unitGroup} from ${from} to ${to} are on sale.`;
    throw new Problem('invalid', `${path}: ${message}`, [{ path, message }]);
  }
  await setPrices(transaction, update);
  await setRestrictions(transaction, update, nights, now);
  return nights.length;
}

async function setPrices(transaction: TenantTransaction, update: Update): Promise<void> {
  const { baseCents, extraAdultCents, extraChildCents } = update;
  const set = {
    ...(baseCents === undefined ? {} : { base_cents: baseCents }),
    ...(extraAdultCents === undefined ? {} : { extra_adult_cents: extraAdultCents }),
    ...(extraChildCents === undefined ? {} : { extra_child_cents: extraChildCents }),
  };
  if (Object.keys(set).length === 0) return;
  await transaction
    .updateTable('nightly_rate')
    .set(set)
    .where('unit_group_id', '=', update.unitGroup)
    .where('night', '>=', update.from)
    .where('night', '<', update.to)
    .execute();
}

async function setRestrictions(
  transaction: TenantTransaction,
  { unitGroup, closed, minNights, closedToArrival, closedToDeparture }: Update,
  nights: readonly CivilDate[],
  now: number,
): Promise<void> {
  const set = {
    ...(closed === undefined ? {} : { closed: Number(closed) }),
    ...(minNights === undefined ? {} : { min_nights: minNights }),
    ...(closedToArrival === undefined ? {} : { closed_to_arrival: Number(closedToArrival) }),
    ...(closedToDeparture === undefined ? {} : { closed_to_departure: Number(closedToDeparture) }),
  };
  if (Object.keys(set).length === 0) return;
  const changed_at = toSqlTimestamp(now);
  const fresh = { closed: 0, min_nights: 1, ...set, unit_group_id: unitGroup, changed_at };
  await transaction
    .insertInto('restriction')
    .values(nights.map((night) => ({ ...fresh, night })))
    .onDuplicateKeyUpdate({ ...set, changed_at })
    .execute();
}
