import { z } from 'zod';
import type { Module } from '../../framework/endpoint.ts';
import { markFresh, reply } from '../../framework/reply.ts';
import { idParams } from '../schemas.ts';
import { staffEndpoint } from '../staff-endpoint.ts';
import { inTransaction } from '../../database/transaction.ts';
import { act } from './act.ts';
import { guestSchema, registerGuests } from './guests.ts';
import { reservationSchema, viewReservation } from './view.ts';

const actions = ['confirm', 'cancel', 'checkin', 'checkout', 'no-show'] as const;

/** What reception does with a reservation. */
export const reservationsModule: Module = (deps) => [
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
    async (c, { params, body }) => {
      const { writer } = c.get('tenant').database;
      await inTransaction(writer, deps, (transaction) =>
        registerGuests(transaction, params.id, body.guests, body.party),
      );
      markFresh(c, deps);
      return reply(c, 200, { reservationId: params.id, guests: body.guests.length });
    },
  ),
];
