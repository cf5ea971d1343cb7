import { z } from 'zod';
import { reservationStatuses } from '../domain/reservation-status.ts';
import {
  adults,
  cents,
  children,
  codeId,
  date,
  tenantField,
  timestamp,
  uuid,
  inOrder,
  stay,
  stayOrder,
} from '../framework/fields.ts';

const serviceLine = z.object({ code: z.string().min(1).max(16), quantity: z.int().min(1).max(20) });

export const quoteRequest = z
  .object({
    ...stay,
    unitGroup: codeId,
    unit: codeId.optional().describe('One certain unit; without it a free one is chosen'),
    adults,
    children,
    services: z.array(serviceLine).max(20).default([]),
  })
  .refine(inOrder, stayOrder);
export type QuoteRequest = z.output<typeof quoteRequest>;

const unit = z.object({ id: codeId, code: z.string() });

export const quoteAnswer = z.object({
  tenant: tenantField,
  id: uuid,
  status: z.enum(['open', 'accepted', 'expired']),
  property: codeId,
  unitGroup: codeId,
  unit,
  arrival: date,
  departure: date,
  adults: z.int(),
  children: z.int(),
  nights: z.array(z.object({ night: date, cents })),
  services: z.array(z.object({ code: z.string(), quantity: z.int(), cents })),
  touristTaxCents: cents,
  totalCents: cents,
  expiresAt: timestamp,
});
export type QuoteView = Omit<z.output<typeof quoteAnswer>, 'tenant'>;

export const bookingRequest = z.object({
  quoteId: uuid,
  guest: z.object({
    givenName: z.string().trim().min(1).max(100),
    surname: z.string().trim().min(1).max(100),
    email: z.email().max(254),
  }),
  payment: z.object({ method: z.literal('card'), token: z.string().min(1).max(200) }),
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
