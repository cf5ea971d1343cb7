import type { CivilDate } from '../domain/civil-date.ts';
import type { Reservation } from '../schema/reservation.ts';
import { writeOutbox } from '../outside/outbox.ts';
import type { TenantTransaction } from '../database/transaction.ts';

/**
 * Gives back the nights a reservation holds, from `from` on, and counts them as free again; in date order, as nights
 * are taken, so that the two rarely wait for each other in a circle.
 */
export async function releaseNights(
  transaction: TenantTransaction,
  reservation: Reservation,
  from: CivilDate,
  now: number,
): Promise<void> {
  const held = await transaction
    .selectFrom('unit_night')
    .select('night')
    .where('reservation_id', '=', reservation.id)
    .where('night', '>=', from)
    .orderBy('night')
    .forUpdate()
    .execute();
  const nights = held.map(({ night }) => night);
  if (nights.length === 0) return;
  await transaction
    .deleteFrom('unit_night')
    .where('reservation_id', '=', reservation.id)
    .where('night', 'in', nights)
    .execute();
  await transaction
    .updateTable('availability_day')
    .set((row) => ({ sold: row('sold', '-', 1) }))
    .where('unit_group_id', '=', reservation.unit_group_id)
    .where('night', 'in', nights)
    .orderBy('night')
    .execute();
  const property = await transaction
    .selectFrom('property')
    .select('code')
    .where('id', '=', reservation.property_id)
    .executeTakeFirstOrThrow();
  const change = {
    unitGroup: reservation.unit_group_id,
    unit: reservation.unit_id,
    nights,
    free: true,
  };
  await writeOutbox(transaction, `availability/${property.code}`, change, now);
}
