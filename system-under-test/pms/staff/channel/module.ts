import { z } from 'zod';
import { bookingAnswer, idempotencyHeader } from '../../booking/schemas.ts';
import { inTransaction } from '../../database/transaction.ts';
import { readsOf } from '../../framework/deps.ts';
import type { Module } from '../../framework/endpoint.ts';
import { codeId, date } from '../../framework/fields.ts';
import { markFresh, reply, replyStored } from '../../framework/reply.ts';
import { isRange, rangeMessage } from '../schemas.ts';
import { staffEndpoint } from '../staff-endpoint.ts';
import { writeJournal } from '../journal/write.ts';
import { bookFromChannel } from './book.ts';
import { readInventory } from './inventory.ts';
import { pushInventory } from './push.ts';
import { readBefore } from './write-back.ts';
import { channelBooking, inventoryNight, updateSchema } from './schemas.ts';

const longest = 366;
/** Updates of one push: what a body of 64 KiB holds. */
const mostUpdates = 400;

/** What a channel manager asks for: inventory, pushes of prices and restrictions, and bookings that others sold. */
export const channelModule: Module = (deps) => [
  staffEndpoint(
    deps,
    'reception',
    {
      method: 'get',
      path: '/channel/v1/inventory',
      summary: 'What a unit group has free, costs, and may be sold as, night by night',
      tag: 'channel',
      audience: 'staff',
      query: z
        .object({
          unitGroup: codeId,
          from: date.describe('The first night'),
          to: date.describe('The day after the last night'),
        })
        .refine(isRange(longest), rangeMessage(longest)),
      responses: {
        200: {
          description: 'One entry a night',
          schema: z.object({
            tenant: z.string(),
            unitGroup: z.string(),
            nights: z.array(inventoryNight),
          }),
        },
      },
    },
    async (c, { query }) => reply(c, 200, await readInventory(readsOf(c), query)),
  ),
  staffEndpoint(
    deps,
    'manager',
    {
      method: 'put',
      path: '/channel/v1/inventory',
      summary: 'Set prices and restrictions of many nights at once: all of them or none',
      tag: 'channel',
      audience: 'staff',
      body: z.object({ updates: z.array(updateSchema).min(1).max(mostUpdates) }),
      responses: {
        200: {
          description: 'What was written; searches follow within 30 s',
          schema: z.object({ tenant: z.string(), updates: z.int(), nights: z.int() }),
        },
      },
    },
    async (c, { body: { updates } }, { name: actor }) => {
      const { writer } = c.get('tenant').database;
      const isFlawed = deps.configuration.flaws.includes('overwritten-sales');
      const writeBack = isFlawed ? await readBefore(writer, updates) : undefined;
      const nights = await inTransaction(writer, deps, async (transaction) => {
        const now = deps.now();
        const written = await pushInventory(transaction, updates, now);
        await writeBack?.(transaction);
        const detail = { updates: updates.length, nights: written };
        const deed = { actor, action: 'push', subject: 'inventory', detail };
        await writeJournal(transaction, deed, now);
        return written;
      });
      markFresh(c, deps);
      return reply(c, 200, { updates: updates.length, nights });
    },
  ),
  staffEndpoint(
    deps,
    'reception',
    {
      method: 'post',
      path: '/channel/v1/bookings',
      summary: 'Take a booking that another channel sold; sent again it answers the same',
      tag: 'channel',
      audience: 'staff',
      headers: idempotencyHeader,
      body: channelBooking,
      responses: { 201: { description: 'The booking', schema: bookingAnswer } },
    },
    async (c, { headers, body }, { name: actor }) => {
      const request = { key: headers['idempotency-key'], actor, booking: body };
      const answer = await bookFromChannel(c.get('tenant'), request, deps);
      if (answer.status === 201) markFresh(c, deps);
      return replyStored(c, answer.status, answer.text);
    },
  ),
];
