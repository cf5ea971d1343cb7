import type { BookingMode } from '../domain/booking-mode.ts';
import type { CivilDate } from '../domain/civil-date.ts';
import { hasSqlError } from '../database/errors.ts';
import { Problem } from '../problem.ts';
import type { Compilable } from 'kysely';
import type { TenantTransaction } from '../database/transaction.ts';

export interface NightsToHold {
  readonly reservationId: string;
  readonly unit: string;
  readonly unitGroup: string;
  /** In date order: transactions that want the same nights then wait for one another instead of in a circle. */
  readonly nights: readonly CivilDate[];
}

type HoldNights = (
  transaction: TenantTransaction,
  hold: NightsToHold,
) => Promise<readonly Compilable[]>;

/**
 * Takes the nights of a unit for a reservation, in one of two ways. The statements that count them as sold are returned,
 * to be sent last: whoever books in the same group and nights waits for these rows until the transaction ends.
 * @throws Problem unit-taken
 */
export const holdNights: Readonly<Record<BookingMode, HoldNights>> = {
  safe: holdSafely,
  naive: holdNaively,
};

/** The database's key decides who was first; the loser learns it from error 1062. */
async function holdSafely(
  transaction: TenantTransaction,
  hold: NightsToHold,
): Promise<readonly Compilable[]> {
  try {
    await insertNights(transaction, hold);
  } catch (thrown) {
    if (hasSqlError(thrown, 'duplicateEntry')) throw taken(hold);
    throw thrown;
  }
  const count = transaction
    .updateTable('availability_day')
    .set((row) => ({ sold: row('sold', '+', 1) }))
    .where('unit_group_id', '=', hold.unitGroup)
    .where('night', 'in', hold.nights)
    .orderBy('night');
  return [count];
}

/** Looks and then leaps: what happens in between goes unseen, and counters that two read at once count one. */
async function holdNaively(
  transaction: TenantTransaction,
  hold: NightsToHold,
): Promise<readonly Compilable[]> {
  const held = await transaction
    .selectFrom('unit_night')
    .select('night')
    .where('unit_id', '=', hold.unit)
    .where('night', 'in', hold.nights)
    .execute();
  if (held.length > 0) throw taken(hold);
  const days = await transaction
    .selectFrom('availability_day')
    .select(['night', 'sold'])
    .where('unit_group_id', '=', hold.unitGroup)
    .where('night', 'in', hold.nights)
    .execute();
  await insertNights(transaction, hold);
  for (const { night, sold } of days) {
    await transaction
      .updateTable('availability_day')
      .set({ sold: sold + 1 })
      .where('unit_group_id', '=', hold.unitGroup)
      .where('night', '=', night)
      .execute();
  }
  return [];
}

async function insertNights(transaction: TenantTransaction, hold: NightsToHold): Promise<void> {
  await transaction
    .insertInto('unit_night')
    .values(
      hold.nights.map((night) => ({
        unit_id: hold.unit,
        night,
        reservation_id: hold.reservationId,
      })),
    )
    .execute();
}

function taken({ unit, nights }: NightsToHold): Problem {
  return new Problem(
    'unit-taken',
    `${unit} is taken on one of the nights from ${nights[0]} to ${nights.at(-1)}.`,
  );
}
