import type { BookingMode } from '../domain/booking-mode.ts';
import type { CivilDate } from '../domain/civil-date.ts';
import { duplicateEntryOf } from '../database/errors.ts';
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

/** What is left to send of a hold: the nights themselves, and the counters of what is sold. */
interface Hold {
  readonly nights: readonly Compilable[];
  readonly counters: readonly Compilable[];
}

type HoldNights = (transaction: TenantTransaction, hold: NightsToHold) => Hold | Promise<Hold>;

/**
 * Takes the nights of a unit for a reservation, in one of two ways. The statements that count them as sold are to be
 * sent last: whoever books in the same group and nights waits for these rows until the transaction ends.
 * @throws Problem unit-taken
 */
export const holdNights: Readonly<Record<BookingMode, HoldNights>> = {
  safe: holdSafely,
  naive: holdNaively,
};

/** The database's key decides who was first; the loser learns it from error 1062, see `orTaken`. */
function holdSafely(transaction: TenantTransaction, hold: NightsToHold): Hold {
  const count = transaction
    .updateTable('availability_day')
    .set((row) => ({ sold: row('sold', '+', 1) }))
    .where('unit_group_id', '=', hold.unitGroup)
    .where('night', 'in', hold.nights)
    .orderBy('night');
  return { nights: [insertNights(transaction, hold)], counters: [count] };
}

/**
 * Waits until the nights of these holds are sent, with whatever is sent with them.
 * @throws Problem unit-taken where one of them is somebody else's
 */
export async function orTaken(holds: readonly NightsToHold[], sent: Promise<void>): Promise<void> {
  try {
    await sent;
  } catch (thrown) {
    const entry = duplicateEntryOf(thrown);
    const lost = holds.find(({ unit, nights }) =>
      nights.some((night) => entry === `${unit}-${night}`),
    );
    throw lost === undefined ? thrown : taken(lost);
  }
}

/** Looks and then leaps: what happens in between goes unseen, and counters that two read at once count one. */
async function holdNaively(transaction: TenantTransaction, hold: NightsToHold): Promise<Hold> {
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
  await insertNights(transaction, hold).execute();
  for (const { night, sold } of days) {
    await transaction
      .updateTable('availability_day')
      .set({ sold: sold + 1 })
      .where('unit_group_id', '=', hold.unitGroup)
      .where('night', '=', night)
      .execute();
  }
  return { nights: [], counters: [] };
}

function insertNights(transaction: TenantTransaction, hold: NightsToHold) {
  return transaction.insertInto('unit_night').values(
    hold.nights.map((night) => ({
      unit_id: hold.unit,
      night,
      reservation_id: hold.reservationId,
    })),
  );
}

/** What somebody is told whose nights are another's. */
export function taken({ unit, nights }: NightsToHold): Problem {
  return new Problem(
    'unit-taken',
    `${unit} is taken on one of the nights from ${nights[0]} to ${nights.at(-1)}.`,
  );
}
