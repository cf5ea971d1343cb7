import { z } from 'zod';
import type { PmsContext } from '../../framework/deps.ts';
import { readsOf } from '../../framework/deps.ts';
import type { Module } from '../../framework/endpoint.ts';
import { words } from '../../framework/fields.ts';
import { reply } from '../../framework/reply.ts';
import { idParams, largestCents } from '../schemas.ts';
import { onceKeyed } from '../journal/once-keyed.ts';
import { staffEndpoint } from '../staff-endpoint.ts';
import type { TenantTransaction } from '../../database/transaction.ts';
import { idempotencyHeader } from '../../booking/schemas.ts';
import { demandOpen } from '../../folios/closed.ts';
import { paymentMethods } from '../../domain/payment-method.ts';
import { paymentActions } from '../../folios/ledger.ts';
import { chargeExtra, pay } from '../../folios/pay.ts';
import { demandWithinLimit } from './limits.ts';
import { folioSchema, viewFolio } from './view.ts';

const charge = z.object({
  description: words(200),
  cents: z
    .int()
    .min(-largestCents)
    .max(largestCents)
    .refine((cents) => cents !== 0, 'must not be 0')
    .describe('Negative takes a charge back'),
});

const payment = z
  .object({
    action: z.enum(paymentActions),
    cents: z.int().min(1).max(largestCents),
    method: z.enum(paymentMethods).default('card'),
  })
  .refine(({ action, method }) => method === 'card' || action !== 'authorize', {
    path: ['method'],
    message: 'cash is captured or refunded, never authorized',
  });

/** A change of a folio, and who makes it. */
interface Work {
  readonly actor: string;
  readonly action: string;
  readonly work: (transaction: TenantTransaction) => Promise<void>;
}

/** What a booking owes and pays. */
export const foliosModule: Module = (deps) => {
  const shared = { tag: 'staff', audience: 'staff', params: idParams } as const;
  const afterwards = { 200: { description: 'The folio', schema: folioSchema } };
  const keyed = { ...shared, headers: idempotencyHeader } as const;
  /** Changes a folio once for a key, and answers with the folio as it is then. */
  const change = (
    c: PmsContext,
    id: string,
    headers: z.output<typeof idempotencyHeader>,
    body: Readonly<Record<string, unknown>>,
    { actor, action, work }: Work,
  ): Promise<Response> => {
    return onceKeyed(c, deps, {
      headers,
      body,
      status: 200,
      deed: { actor, action, subject: id, detail: body },
      work: async (transaction) => {
        await work(transaction);
        return viewFolio(id, transaction);
      },
    });
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
        const work = async (transaction: TenantTransaction): Promise<void> => {
          await demandOpen(transaction, id, 'charge', body.cents);
          const { now, newId } = deps;
          await chargeExtra(transaction, { folioId: id, charge: body, now: now(), newId });
        };
        return change(c, id, headers, body, { actor: member.name, action: 'charge', work });
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
        const work = async (transaction: TenantTransaction): Promise<void> => {
          await demandOpen(transaction, id, body.action, body.cents);
          const { now, newId } = deps;
          await pay(transaction, { folioId: id, ...body, now: now(), newId });
        };
        return change(c, id, headers, body, { actor: member.name, action: body.action, work });
      },
    ),
  ];
};
