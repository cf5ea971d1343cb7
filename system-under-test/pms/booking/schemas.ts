import { z } from 'zod';
import { reservationStatuses } from '../domain/reservation-status.ts';
import {
  agesFit,
  agesMessage,
  cents,
  codeId,
  date,
  party,
  tenantField,
  timestamp,
  uuid,
  inOrder,
  stay,
  stayOrder,
  words,
} from '../framework/fields.ts';

const serviceLine = z.object({ code: z.string().min(1).max(16), quantity: z.int().min(1).max(20) });

export const quoteRequest = z
  .object({
    ...stay,
    unitGroup: codeId,
    unit: codeId.optional().describe('One certain unit; without it a free one is chosen'),
    ...party,
    services: z.array(serviceLine).max(20).default([]),
  })
  .refine(inOrder, stayOrder)
  .refine(agesFit, agesMessage);
export type QuoteRequest = z.output<typeof quoteRequest>;

const unit = z.object({ id: codeId, code: z.string() });

export const quoteAnswer = z.object({
  tenant: tenantField,
  id: uuid,
  status: z.enum(['open', 'accepted', 'expired', 'replaced']),
  property: codeId,
  unitGroup: codeId,
  unit,
  arrival: date,
  departure: date,
  adults: z.int(),
  children: z.int(),
  childrenAges: z.array(z.int()).optional(),
  nights: z.array(z.object({ night: date, cents })),
  services: z.array(z.object({ code: z.string(), quantity: z.int(), cents })),
  touristTaxCents: cents,
  totalCents: cents,
  expiresAt: timestamp,
});
export type QuoteView = Omit<z.output<typeof quoteAnswer>, 'tenant'>;

/** Units that one booking may have. */
const mostUnits = 10;

export const bookingRequest = z.object({
  quoteId: uuid,
  moreQuoteIds: z
    .array(uuid)
    .max(mostUnits - 1)
    .optional()
    .describe('Quotes of further units of the same campsite, booked together or not at all'),
  guest: z.object({
    givenName: words(100),
    surname: words(100),
    email: z.email().max(254),
  }),
  payment: z.object({ method: z.literal('card'), token: words(200) }),
  hold: z
    .boolean()
    .default(false)
    .describe('Make an option, which expires, instead of a confirmed booking'),
});
export type BookingRequest = z.output<typeof bookingRequest>;

export const idempotencyHeader = z.object({
  'idempotency-key': z
    .string('is required')
    .regex(/^[\x21-\x7e]{1,128}$/, 'must be 1 to 128 visible ASCII characters'),
});

export const bookingAnswer = z.object({
  tenant: tenantField,
  id: uuid,
  reference: z.string(),
  status: z.enum(reservationStatuses),
  totalCents: cents,
  folioId: uuid,
  reservations: z.array(
    z.object({
      id: uuid,
      unit,
      arrival: date,
      departure: date,
      status: z.enum(reservationStatuses),
      totalCents: cents,
    }),
  ),
});
export type BookingView = Omit<z.output<typeof bookingAnswer>, 'tenant'>;

export const idParams = z.object({ id: uuid });
