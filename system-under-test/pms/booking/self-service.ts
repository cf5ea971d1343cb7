import { z } from 'zod';
import type { Reader } from '../database/handles.ts';
import type { TenantTransaction } from '../database/transaction.ts';
import { freeUntil } from '../domain/fees.ts';
import { nextStatus } from '../domain/reservation-status.ts';
import type { Dependencies } from '../framework/deps.ts';
import { Problem } from '../problem.ts';
import type { Tables } from '../schema/tables.ts';
import { callOff } from './call-off.ts';
import { cancellationRules, feeForCancelling } from './cancellation.ts';
import { findBooking } from './find-booking.ts';
import { bookingAnswer, bookingRequest } from './schemas.ts';

/** What a guest proves that a booking is theirs with. */
export const claim = z.object({
  reference: z
    .string()
    .trim()
    .regex(/^[0-9A-Za-z]{6,16}$/, 'must be the letters and digits of the booking')
    .toUpperCase(),
  email: bookingRequest.shape.guest.shape.email,
});
export type Claim = z.output<typeof claim>;

export const ownBooking = bookingAnswer.extend({
  cancellation: z.object({
    possible: z.boolean(),
    freeUntil: z.string().describe('The last day on which it costs nothing'),
    feeCents: z.int().describe('What it costs now'),
  }),
});
type OwnBooking = Omit<z.output<typeof ownBooking>, 'tenant'>;

type Reads = Pick<Reader<Tables>, 'selectFrom'>;

/** One answer for a reference that is none and for an address that is another's: nobody learns which it was. */
function unknown(): Problem {
  return new Problem('unknown-booking', 'There is no booking with this reference and address.');
}

/** @throws Problem unknown-booking */
export async function findOwn(
  reads: Reads,
  { reference, email }: Claim,
  now: number,
): Promise<OwnBooking> {
  const row = await reads
    .selectFrom('booking')
    .innerJoin('guest', 'guest.booking_id', 'booking.id')
    .select('booking.id')
    .where('booking.reference', '=', reference)
    .where('guest.position', '=', 1)
    .where('guest.email', '=', email)
    .executeTakeFirst();
  const booking = row && (await findBooking(reads, row.id));
  if (booking === undefined) throw unknown();
  const stays = await reads
    .selectFrom('reservation')
    .selectAll()
    .where('booking_id', '=', booking.id)
    .execute();
  const open = stays.filter(({ status }) => nextStatus(status, 'cancel') !== undefined);
  let feeCents = 0;
  for (const stay of open) feeCents += await feeForCancelling(reads, stay, now);
  const [first] = stays.toSorted((a, b) => (a.arrival < b.arrival ? -1 : 1));
  const rules = await cancellationRules(reads, first?.property_id ?? '');
  const cancellation = {
    possible: open.length > 0,
    freeUntil: freeUntil(rules, first?.arrival ?? ''),
    feeCents,
  };
  return { ...booking, cancellation };
}

/**
 * Cancels every stay of a booking that has not begun.
 * @throws Problem unknown-booking, or illegal-transition when there is none
 */
export async function cancelOwn(
  transaction: TenantTransaction,
  claimed: Claim,
  { now, newId }: Pick<Dependencies, 'now' | 'newId'>,
): Promise<OwnBooking> {
  const at = now();
  const row = await transaction
    .selectFrom('booking')
    .select('id')
    .where('reference', '=', claimed.reference)
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined) throw unknown();
  const stays = await transaction
    .selectFrom('reservation')
    .selectAll()
    .where('booking_id', '=', row.id)
    .orderBy('id')
    .forUpdate()
    .execute();
  // Who it belongs to is looked at behind the locks.
  await findOwn(transaction, claimed, at);
  let cancelled = 0;
  for (const reservation of stays) {
    const next = nextStatus(reservation.status, 'cancel');
    if (next === undefined) continue;
    const feeCents = await feeForCancelling(transaction, reservation, at);
    const description = 'Cancellation';
    const actor = 'guest';
    await callOff(transaction, { reservation, next, actor, description, feeCents, now: at, newId });
    cancelled += 1;
  }
  if (cancelled === 0)
    throw new Problem('illegal-transition', 'No stay of this booking is still to come.');
  return findOwn(transaction, claimed, at);
}
