import { z } from 'zod';
import type { ClientFact } from '../../client-history.ts';
import { records } from './declaration.ts';

const base = { at: z.number(), tenant: z.string() };

const clientFact = z.discriminatedUnion('kind', [
  z.object({
    ...base,
    kind: z.literal('attempt'),
    key: z.string(),
    quoteId: z.string(),
    unit: z.string(),
    arrival: z.string(),
    departure: z.string(),
    totalCents: z.number().exactOptional(),
  }),
  z.object({
    ...base,
    kind: z.literal('outcome'),
    key: z.string(),
    outcome: z.enum(['acknowledged', 'refused', 'indeterminate']),
    status: z.number(),
    bookingId: z.string().exactOptional(),
    totalCents: z.number().exactOptional(),
  }),
  z.object({
    ...base,
    kind: z.literal('read-back'),
    bookingId: z.string(),
    status: z.number(),
    visible: z.boolean(),
    sameTotal: z.boolean(),
  }),
  z.object({
    ...base,
    kind: z.literal('replay'),
    key: z.string(),
    body: z.enum(['same', 'altered']),
    status: z.number(),
    asRequired: z.boolean(),
  }),
  z.object({
    ...base,
    kind: z.literal('isolation'),
    checked: z.number(),
    foreign: z.array(z.string()),
  }),
  z.object({
    ...base,
    kind: z.literal('answers'),
    checked: z.number(),
    wrong: z.array(z.string()),
  }),
]) satisfies z.ZodType<ClientFact>;

/** Client facts, see core/client-history.ts. */
export const bookings = records<ClientFact>({
  name: 'bookings.ndjson',
  about: 'What the visitors know of their bookings, a line per fact.',
  writtenBy: 'run, of what the visitors tell',
  readBy: 'reports',
  expected: ({ model }) =>
    model === 'foreign'
      ? undefined
      : { because: 'our visitors tell of their bookings', mayBeEmpty: true },
  schema: clientFact,
});
