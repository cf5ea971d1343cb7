import { hasSqlError } from '../../database/errors.ts';
import { toSqlTimestamp } from '../../database/timestamp.ts';
import type { TenantTransaction } from '../../database/transaction.ts';
import { type CivilDate, nightsOf } from '../../domain/civil-date.ts';
import { localDay } from '../../domain/local-day.ts';
import { writeOutbox } from '../../outside/outbox.ts';
import { Problem } from '../../problem.ts';

export interface NewClosure {
  readonly id: string;
  readonly unit: string;
  readonly from: CivilDate;
  readonly to: CivilDate;
  readonly reason: string;
  readonly now: number;
}

/**
 * Closes a unit for some nights: it takes them as a reservation does, so that nobody can sell them, and they count no
 * longer among those that the group has.
 *
 * @throws Problem unknown-unit, invalid, or unit-taken while somebody has one of the nights
 */
export async function closeUnit(
  transaction: TenantTransaction,
  { id, unit, from, to, reason, now }: NewClosure,
): Promise<void> {
  const today = localDay(now);
  if (from < today) throw invalid('from', `must not be before today, ${today}`);
  const { unitGroup, property } = await placeOf(transaction, unit);
  const nights = nightsOf(from, to);
  const onSale = await transaction
    .selectFrom('availability_day')
    .select('night')
    .where('unit_group_id', '=', unitGroup)
    .where('night', 'in', nights)
    .execute();
  if (onSale.length < nights.length)
    throw invalid('to', 'must not be after the last night on sale');
  await transaction
    .insertInto('unit_closure')
    .values({
      id,
      unit_id: unit,
      from_night: from,
      to_day: to,
      reason,
      created_at: toSqlTimestamp(now),
      ended_at: null,
    })
    .execute();
  try {
    await transaction
      .insertInto('unit_night')
      .values(nights.map((night) => ({ unit_id: unit, night, reservation_id: id })))
      .execute();
  } catch (thrown) {
    if (!hasSqlError(thrown, 'duplicateEntry')) throw thrown;
    const detail = `${unit} is taken on one of these nights: move that stay to another unit first.`;
    throw new Problem('unit-taken', detail);
  }
  await moveCapacity(transaction, unitGroup, nights, -1);
  const change = { unitGroup, unit, nights, free: false };
  await writeOutbox(transaction, `availability/${property}`, change, now);
}

/**
 * Opens a unit again. What nobody slept in because it was closed is over; nights to come may be sold.
 *
 * @throws Problem unknown-closure, or illegal-transition when it is open already
 */
export async function reopenUnit(
  transaction: TenantTransaction,
  id: string,
  now: number,
): Promise<void> {
  const closure = await transaction
    .selectFrom('unit_closure')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (closure === undefined) throw new Problem('unknown-closure', `There is no closure "${id}".`);
  if (closure.ended_at !== null)
    throw new Problem('illegal-transition', `${closure.unit_id} is open again already.`);
  const { unitGroup, property } = await placeOf(transaction, closure.unit_id);
  const nights = nightsOf(closure.from_night, closure.to_day);
  await transaction
    .updateTable('unit_closure')
    .set({ ended_at: toSqlTimestamp(now) })
    .where('id', '=', id)
    .execute();
  await transaction.deleteFrom('unit_night').where('reservation_id', '=', id).execute();
  await moveCapacity(transaction, unitGroup, nights, 1);
  const change = { unitGroup, unit: closure.unit_id, nights, free: true };
  await writeOutbox(transaction, `availability/${property}`, change, now);
}

async function placeOf(
  transaction: TenantTransaction,
  unit: string,
): Promise<{ readonly unitGroup: string; readonly property: string }> {
  const place = await transaction
    .selectFrom('unit')
    .innerJoin('unit_group', 'unit_group.id', 'unit.unit_group_id')
    .select(['unit_group.id as unitGroup', 'unit_group.property_id as property'])
    .where('unit.id', '=', unit)
    .executeTakeFirst();
  if (place === undefined) throw new Problem('unknown-unit', `There is no unit "${unit}".`);
  return place;
}

async function moveCapacity(
  transaction: TenantTransaction,
  unitGroup: string,
  nights: readonly CivilDate[],
  by: 1 | -1,
): Promise<void> {
  await transaction
    .updateTable('availability_day')
    .set((row) => ({ capacity: row('capacity', '+', by) }))
    .where('unit_group_id', '=', unitGroup)
    .where('night', 'in', nights)
    .orderBy('night')
    .execute();
}

function invalid(field: string, message: string): Problem {
  const path = `body.${field}`;
  return new Problem('invalid', `${path}: ${message}`, [{ path, message }]);
}
