import { z } from 'zod';
import type { PmsContext } from '../../framework/deps.ts';
import { readsOf } from '../../framework/deps.ts';
import type { Module } from '../../framework/endpoint.ts';
import { markFresh, reply, replyBody, replyStored } from '../../framework/reply.ts';
import { idParams, largestCents } from '../schemas.ts';
import { staffEndpoint } from '../staff-endpoint.ts';
import { together } from '../../database/together.ts';
import type { TenantTransaction } from '../../database/transaction.ts';
import { hashOf, storeAnswer, type StoredAnswer } from '../../booking/idempotency.ts';
import { once } from '../../booking/once.ts';
import { idempotencyHeader } from '../../booking/schemas.ts';
import { demandOpen } from '../../folios/closed.ts';
import { paymentActions } from '../../folios/ledger.ts';
import { chargeExtra, pay } from '../../folios/pay.ts';
import { demandWithinLimit } from './limits.ts';
import { folioSchema, viewFolio } from './view.ts';

const charge = z.object({
  description: z.string().trim().min(1).max(200),
  cents: z
    .int()
    .min(-largestCents)
    .max(largestCents)
    .refine((cents) => cents !== 0, 'must not be 0')
    .describe('Negative takes a charge back'),
});

const payment = z.object({
  action: z.enum(paymentActions),
  cents: z.int().min(1).max(largestCents),
});

/** What a booking owes and pays. */
export const foliosModule: Module = (deps) => {
  const shared = { tag: 'staff', audience: 'staff', params: idParams } as const;
  const afterwards = { 200: { description: 'The folio', schema: folioSchema } };
  const keyed = { ...shared, headers: idempotencyHeader } as const;
  /** Changes a folio once for a key, and answers with the folio as it is then. */
  const change = async (
    c: PmsContext,
    id: string,
    { 'idempotency-key': key }: z.output<typeof idempotencyHeader>,
    body: unknown,
    work: (transaction: TenantTransaction) => Promise<void>,
  ): Promise<Response> => {
    const request = { key, hash: hashOf({ path: c.req.path, body }), now: deps.now() };
    const answer = await once(c.get('tenant'), deps, request, async (transaction) => {
      await work(transaction);
      const text = JSON.stringify(replyBody(c, await viewFolio(id, transaction)));
      const done: StoredAnswer = { status: 200, text };
      await together(transaction, [storeAnswer(transaction, key, done)]);
      return done;
    });
    if (answer.status === 200) markFresh(c, deps);
    return replyStored(c, answer.status, answer.text);
  };
  return [
    staffEndpoint(
      deps,
      'reception',
      {
        ...shared,
        method: 'get',
        path: '/finance/v1/folios/{id}',
        summary: 'A folio with its charges and payments',
        responses: afterwards,
      },
      async (c, { params }) => {
        const { writer } = c.get('tenant').database;
        return reply(c, 200, await viewFolio(params.id, readsOf(c), writer));
      },
    ),
    staffEndpoint(
      deps,
      'reception',
      {
        ...keyed,
        method: 'post',
        path: '/finance/v1/folios/{id}/charges',
        summary: 'Charge something',
        body: charge,
        responses: afterwards,
      },
      (c, { params: { id }, headers, body }, member) => {
        demandWithinLimit(member, 'charge', body.cents);
        return change(c, id, headers, body, async (transaction) => {
          await demandOpen(transaction, id, 'charge', body.cents);
          const { now, newId } = deps;
          await chargeExtra(transaction, { folioId: id, charge: body, now: now(), newId });
        });
      },
    ),
    staffEndpoint(
      deps,
      'reception',
      {
        ...keyed,
        method: 'post',
        path: '/finance/v1/folios/{id}/payments',
        summary: 'Authorize, capture or refund',
        body: payment,
        responses: afterwards,
      },
      (c, { params: { id }, headers, body }, member) => {
        demandWithinLimit(member, body.action, body.cents);
        return change(c, id, headers, body, async (transaction) => {
          await demandOpen(transaction, id, body.action, body.cents);
          const { now, newId } = deps;
          await pay(transaction, { folioId: id, ...body, now: now(), newId });
        });
      },
    ),
  ];
};
