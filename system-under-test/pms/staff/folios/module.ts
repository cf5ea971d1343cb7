import { z } from 'zod';
import type { PmsContext } from '../../framework/deps.ts';
import { readsOf } from '../../framework/deps.ts';
import type { Module } from '../../framework/endpoint.ts';
import { markFresh, reply } from '../../framework/reply.ts';
import { idParams, largestCents } from '../schemas.ts';
import { staffEndpoint } from '../staff-endpoint.ts';
import { inTransaction, type TenantTransaction } from '../../database/transaction.ts';
import { paymentActions } from '../../folios/ledger.ts';
import { chargeFolio, pay } from '../../folios/pay.ts';
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
  const change = async (
    c: PmsContext,
    id: string,
    work: (transaction: TenantTransaction) => Promise<void>,
  ): Promise<Response> => {
    const folio = await inTransaction(
      c.get('tenant').database.writer,
      deps,
      async (transaction) => {
        await work(transaction);
        return viewFolio(id, transaction);
      },
    );
    markFresh(c, deps);
    return reply(c, 200, folio);
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
        ...shared,
        method: 'post',
        path: '/finance/v1/folios/{id}/charges',
        summary: 'Charge something',
        body: charge,
        responses: afterwards,
      },
      (c, { params, body }) =>
        change(c, params.id, (transaction) =>
          chargeFolio(transaction, {
            folioId: params.id,
            charge: { kind: 'extra', ...body },
            now: deps.now(),
            newId: deps.newId,
          }),
        ),
    ),
    staffEndpoint(
      deps,
      'reception',
      {
        ...shared,
        method: 'post',
        path: '/finance/v1/folios/{id}/payments',
        summary: 'Authorize, capture or refund',
        body: payment,
        responses: afterwards,
      },
      (c, { params, body }) =>
        change(c, params.id, (transaction) =>
          pay(transaction, { folioId: params.id, ...body, now: deps.now(), newId: deps.newId }),
        ),
    ),
  ];
};
