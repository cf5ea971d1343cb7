import { z } from 'zod';
import { bookingRequest } from '../../booking/schemas.ts';
import {
  agesFit,
  agesMessage,
  codeId,
  date,
  inOrder,
  party,
  stay,
  stayOrder,
} from '../../framework/fields.ts';
import { isRange, largestCents, rangeMessage } from '../schemas.ts';

const longest = 366;
const price = z.int().min(0).max(largestCents);

const changeable = {
  baseCents: price.optional().describe('A night for up to the persons included'),
  extraAdultCents: price.optional(),
  extraChildCents: price.optional(),
  closed: z.boolean().optional().describe('Nothing of the group is sold on these nights'),
  closedToArrival: z.boolean().optional(),
  closedToDeparture: z.boolean().optional(),
  minNights: z.int().min(1).max(60).optional().describe('For an arrival on these days'),
};

export const updateSchema = z
  .object({
    unitGroup: codeId,
    from: date.describe('The first night'),
    to: date.describe('The day after the last night'),
    ...changeable,
  })
  .refine(isRange(longest), rangeMessage(longest))
  .refine(
    (update) =>
      Object.entries(update).some(([field, value]) => field in changeable && value !== undefined),
    { path: ['baseCents'], message: 'a price or a restriction to change is missing' },
  );
export type Update = z.output<typeof updateSchema>;

export const channelBooking = z
  .object({
    channel: z.string().regex(/^[a-z][a-z0-9.-]{0,29}$/, 'must be a name in small letters'),
    reference: z
      .string()
      .regex(/^[\x21-\x7e]{1,60}$/, 'must be 1 to 60 visible ASCII characters')
      .describe('What the channel calls the booking; it is taken once'),
    ...stay,
    unitGroup: codeId,
    unit: codeId.optional().describe('One certain unit; without it a free one is chosen'),
    ...party,
    guest: bookingRequest.shape.guest,
  })
  .refine(inOrder, stayOrder)
  .refine(agesFit, agesMessage);
export type ChannelBooking = z.output<typeof channelBooking>;

export const inventoryNight = z.object({
  night: z.string(),
  capacity: z.int(),
  sold: z.int(),
  baseCents: z.int(),
  extraAdultCents: z.int(),
  extraChildCents: z.int(),
  closed: z.boolean(),
  closedToArrival: z.boolean(),
  closedToDeparture: z.boolean(),
  minNights: z.int(),
});
