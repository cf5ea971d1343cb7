import { z } from 'zod';
import type { Module } from '../../framework/endpoint.ts';
import { markFresh, reply } from '../../framework/reply.ts';
import { idParams } from '../schemas.ts';
import { writeJournal } from '../journal/write.ts';
import { staffEndpoint } from '../staff-endpoint.ts';
import { inTransaction } from '../../database/transaction.ts';
import { changeStay } from './change.ts';
import { act } from './act.ts';
import { guestSchema, registerGuests } from './guests.ts';
import { stayChange } from './schemas.ts';
import { reservationSchema, viewReservation } from './view.ts';

const actions = ['confirm', 'cancel', 'checkin', 'checkout', 'no-show'] as const;

/** What reception does with a reservation. */
export const reservationsModule: Module = (deps) => [
  staffEndpoint(
    deps,
    'reception',
    {
      method: 'get',
      path: '/booking/v1/reservations/{id}',
      summary: 'A reservation',
      tag: 'staff',
      audience: 'staff',
      params: idParams,
      responses: { 200: { description: 'The reservation', schema: reservationSchema } },
    },
    async (c, { params }) => {
      const { writer } = c.get('tenant').database;
      return reply(c, 200, await viewReservation(writer, params.id));
    },
  ),
  staffEndpoint(
    deps,
    'reception',
    {
      method: 'put',
      path: '/booking/v1/reservations/{id}/stay',
      summary: 'Move a stay: another unit, other dates, other persons',
      tag: 'staff',
      audience: 'staff',
      params: idParams,
      body: stayChange,
      responses: {
        200: { description: 'The reservation after the change', schema: reservationSchema },
      },
    },
    async (c, { params, body }, member) => {
      const { writer } = c.get('tenant').database;
      const view = await inTransaction(writer, deps, async (transaction) => {
        const request = { reservationId: params.id, actor: member.name, change: body };
        await changeStay(transaction, request, deps);
        return viewReservation(transaction, params.id);
      });
      markFresh(c, deps);
      return reply(c, 200, view);
    },
  ),
  staffEndpoint(
    deps,
    'reception',
    {
      method: 'put',
      path: '/booking/v1/reservation-actions/{id}/{action}',
      summary: 'Take a step with a reservation',
      tag: 'staff',
      audience: 'staff',
      params: idParams.extend({ action: z.enum(actions) }),
      responses: {
        200: { description: 'The reservation after the step', schema: reservationSchema },
      },
    },
    async (c, { params }, member) => {
      const { writer } = c.get('tenant').database;
      const view = await inTransaction(writer, deps, async (transaction) => {
        const { id: reservationId, action } = params;
        const request = {
          reservationId,
          action,
          actor: member.name,
          now: deps.now(),
          newId: deps.newId,
          flaws: deps.configuration.flaws,
        };
        await act(transaction, request);
        return viewReservation(transaction, reservationId);
      });
      markFresh(c, deps);
      return reply(c, 200, view);
    },
  ),
  staffEndpoint(
    deps,
    'reception',
    {
      method: 'put',
      path: '/booking/v1/reservations/{id}/guests',
      summary: 'Register the guests of a reservation, the head of the party first',
      tag: 'staff',
      audience: 'staff',
      params: idParams,
      body: z.object({
        guests: z.array(guestSchema).min(1).max(50),
        party: z
          .enum(['family', 'group'])
          .default('family')
          .describe('What they are to one another, as the registers want to know'),
      }),
      responses: {
        200: {
          description: 'They are registered',
          schema: z.object({ tenant: z.string(), reservationId: z.string(), guests: z.int() }),
        },
      },
    },
    async (c, { params, body }, { name: actor }) => {
      const { writer } = c.get('tenant').database;
      await inTransaction(writer, deps, async (transaction) => {
        await registerGuests(transaction, params.id, body.guests, body.party);
        const detail = { guests: body.guests.length };
        const deed = { actor, action: 'register', subject: params.id, detail };
        await writeJournal(transaction, deed, deps.now());
      });
      markFresh(c, deps);
      return reply(c, 200, { reservationId: params.id, guests: body.guests.length });
    },
  ),
];
