import { z } from 'zod';
import { codeId, date, party } from '../../framework/fields.ts';

/** What is to change; what is left out stays as it is. */
export const stayChange = z
  .object({
    version: z.int().min(1).max(1_000_000).describe('Of the reservation, as it was read'),
    unit: codeId.optional(),
    arrival: date.optional(),
    departure: date.optional(),
    adults: party.adults.optional(),
    children: party.children.optional(),
    childrenAges: party.childrenAges,
  })
  .refine(
    (stay) =>
      Object.entries(stay).some(([name, value]) => name !== 'version' && value !== undefined),
    { path: ['unit'], message: 'something to change is missing' },
  );
export type StayChange = z.output<typeof stayChange>;
