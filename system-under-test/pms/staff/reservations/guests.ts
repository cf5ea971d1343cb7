import { z } from 'zod';
import { date } from '../../framework/fields.ts';
import { Problem } from '../../problem.ts';
import type { TenantTransaction } from '../../database/transaction.ts';

const policeCode = z.string().regex(/^\d{9}$/, 'must be a code of nine digits');

/** What reception asks of each guest; position in the list is position in the party, the head first. */
export const guestSchema = z.object({
  givenName: z.string().trim().min(1).max(100),
  surname: z.string().trim().min(1).max(100),
  sex: z.enum(['M', 'F']),
  birthDate: date,
  birthState: policeCode,
  birthComune: policeCode.optional(),
  birthProvince: z
    .string()
    .regex(/^[A-Z]{2}$/, 'must be two letters')
    .optional(),
  citizenship: policeCode,
  document: z
    .object({
      type: z.string().regex(/^[A-Z]{5}$/, 'must be five letters'),
      number: z.string().trim().min(1).max(20),
      place: policeCode,
    })
    .optional(),
});

export type GuestInput = z.infer<typeof guestSchema>;

/**
 * Replaces the guests of a reservation; the address of the one who booked is kept.
 *
 * @throws Problem unknown-reservation, or invalid when they are more people than booked
 */
export async function registerGuests(
  transaction: TenantTransaction,
  reservationId: string,
  guests: readonly GuestInput[],
): Promise<void> {
  const reservation = await transaction
    .selectFrom('reservation')
    .select(['booking_id', 'adults', 'children'])
    .where('id', '=', reservationId)
    .forUpdate()
    .executeTakeFirst();
  if (!reservation) {
    throw new Problem('unknown-reservation', `There is no reservation "${reservationId}".`);
  }
  const booked = reservation.adults + reservation.children;
  if (guests.length > booked) {
    const message = `${guests.length} guests are more than the ${booked} who are booked.`;
    throw new Problem('invalid', message, [{ path: 'body.guests', message }]);
  }
  const first = await transaction
    .selectFrom('guest')
    .select('email')
    .where('reservation_id', '=', reservationId)
    .where('position', '=', 1)
    .executeTakeFirst();
  await transaction.deleteFrom('guest').where('reservation_id', '=', reservationId).execute();
  await transaction
    .insertInto('guest')
    .values(
      guests.map((guest, index) => ({
        booking_id: reservation.booking_id,
        reservation_id: reservationId,
        position: index + 1,
        given_name: guest.givenName,
        surname: guest.surname,
        email: index === 0 ? (first?.email ?? null) : null,
        sex: guest.sex,
        birth_date: guest.birthDate,
        birth_comune: guest.birthComune ?? null,
        birth_province: guest.birthProvince ?? null,
        birth_state: guest.birthState,
        citizenship: guest.citizenship,
        document_type: guest.document?.type ?? null,
        document_number: guest.document?.number ?? null,
        document_place: guest.document?.place ?? null,
      })),
    )
    .execute();
}
