import { z } from 'zod';
import {
  documentTypes,
  isComune,
  isPlaceOfIssue,
  isProvince,
  stateCodes,
} from '../../exports/tables.ts';
import { italy } from '../../exports/guest-record.ts';
import { tourismKinds, transports } from '../../exports/ross1000/words.ts';
import { date, words } from '../../framework/fields.ts';
import { Problem } from '../../problem.ts';
import type { TenantTransaction } from '../../database/transaction.ts';

const nineDigits = z.string().regex(/^\d{9}$/, 'must be a code of nine digits');
const stateCode = nineDigits.refine(
  (code) => stateCodes.has(code),
  'must be in the table of states',
);
const comuneCode = nineDigits.refine(isComune, 'must be of a province of Italy');

/** What reception asks of each guest; position in the list is position in the party, the head first. */
export const guestSchema = z.object({
  givenName: words(100),
  surname: words(100),
  sex: z.enum(['M', 'F']),
  birthDate: date,
  birthState: stateCode,
  birthComune: comuneCode.optional(),
  birthProvince: z
    .string()
    .regex(/^[A-Z]{2}$/, 'must be two letters')
    .refine(isProvince, 'must be a province of Italy')
    .optional(),
  citizenship: stateCode,
  document: z
    .object({
      type: z
        .string()
        .regex(/^[A-Z]{5}$/, 'must be five letters')
        .refine((type) => documentTypes.has(type), 'must be in the table of documents'),
      number: words(20),
      place: nineDigits.refine(isPlaceOfIssue, 'must be a comune or a state'),
    })
    .optional(),
  residence: z
    .object({
      state: stateCode,
      comune: comuneCode.optional(),
      place: words(50).optional().describe('Its name, outside of Italy'),
    })
    .refine(({ state, comune }) => (state === italy) === (comune !== undefined), {
      path: ['comune'],
      message: 'is for those who live in Italy, and for all of them',
    })
    .optional(),
  tourism: z.enum(tourismKinds).optional(),
  transport: z.enum(transports).optional(),
});

export type GuestInput = z.infer<typeof guestSchema>;

/**
 * Replaces the guests of a reservation; the address of the one who booked is kept.
 *
 * @throws Problem unknown-reservation, or invalid when they are more people than booked or not born yet
 */
export async function registerGuests(
  transaction: TenantTransaction,
  reservationId: string,
  guests: readonly GuestInput[],
  party: 'family' | 'group',
): Promise<void> {
  const reservation = await transaction
    .selectFrom('reservation')
    .select(['booking_id', 'adults', 'children', 'arrival'])
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
  const unborn = guests.findIndex(({ birthDate }) => birthDate > reservation.arrival);
  if (unborn !== -1) {
    const path = `body.guests.${unborn}.birthDate`;
    const message = `must be no later than the arrival on ${reservation.arrival}`;
    throw new Problem('invalid', `${path}: ${message}`, [{ path, message }]);
  }
  await transaction
    .updateTable('reservation')
    .set({ party_kind: party })
    .where('id', '=', reservationId)
    .execute();
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
        residence_state: guest.residence?.state ?? null,
        residence_comune: guest.residence?.comune ?? null,
        residence_place: guest.residence?.place ?? null,
        tourism_kind: guest.tourism ?? null,
        transport: guest.transport ?? null,
      })),
    )
    .execute();
}
