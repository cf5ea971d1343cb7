import { z } from 'zod';
import { idempotencyHeader } from '../../booking/schemas.ts';
import { readsOf } from '../../framework/deps.ts';
import type { Module } from '../../framework/endpoint.ts';
import { codeId, date } from '../../framework/fields.ts';
import { reply } from '../../framework/reply.ts';
import { folioSchema, viewFolio } from '../folios/view.ts';
import { onceKeyed } from '../journal/once-keyed.ts';
import { propertyByCode } from '../properties.ts';
import { idParams, largestCents } from '../schemas.ts';
import { staffEndpoint } from '../staff-endpoint.ts';
import { closeDay } from './close-day.ts';
import { askDeposit } from './deposit.ts';
import { invoiceSchema, issueInvoice, viewInvoices } from './invoice.ts';

/** Deposits, invoices, and the close of a day. */
export const cashDeskModule: Module = (deps) => {
  const shared = { tag: 'staff', audience: 'staff' } as const;
  const keyed = { ...shared, method: 'post', headers: idempotencyHeader } as const;
  return [
    staffEndpoint(
      deps,
      'reception',
      {
        ...keyed,
        path: '/finance/v1/folios/{id}/deposits',
        summary: 'Ask for a deposit, which must be paid before check-in; 0 asks for none',
        params: idParams,
        body: z.object({ cents: z.int().min(0).max(largestCents) }),
        responses: { 200: { description: 'The folio', schema: folioSchema } },
      },
      (c, { params: { id }, headers, body }, { name: actor }) =>
        onceKeyed(c, deps, {
          headers,
          body,
          status: 200,
          deed: { actor, action: 'deposit', subject: id, detail: body },
          work: async (transaction) => {
            await askDeposit(transaction, id, body.cents);
            return viewFolio(id, transaction);
          },
        }),
    ),
    staffEndpoint(
      deps,
      'reception',
      {
        ...shared,
        method: 'get',
        path: '/finance/v1/folios/{id}/invoices',
        summary: 'Invoices and credit notes of a folio',
        params: idParams,
        responses: {
          200: {
            description: 'In the order they were issued in',
            schema: z.object({ tenant: z.string(), invoices: z.array(invoiceSchema) }),
          },
        },
      },
      async (c, { params: { id } }) => {
        await viewFolio(id, readsOf(c), c.get('tenant').database.writer);
        return reply(c, 200, { invoices: await viewInvoices(readsOf(c), id) });
      },
    ),
    staffEndpoint(
      deps,
      'reception',
      {
        ...keyed,
        path: '/finance/v1/folios/{id}/invoices',
        summary: 'Invoice what stands on no invoice yet',
        params: idParams,
        body: z.object({}),
        responses: {
          201: {
            description: 'The invoice',
            schema: invoiceSchema.extend({ tenant: z.string() }),
          },
        },
      },
      (c, { params: { id: folioId }, headers, body }, { name: actor }) => {
        const id = deps.newId();
        return onceKeyed(c, deps, {
          headers,
          body,
          status: 201,
          deed: { actor, action: 'invoice', subject: folioId, detail: { invoice: id } },
          work: async (transaction) => {
            await issueInvoice(transaction, { id, folioId, now: deps.now() });
            const [invoice] = await viewInvoices(transaction, folioId, id);
            return { ...invoice };
          },
        });
      },
    ),
    staffEndpoint(
      deps,
      'manager',
      {
        ...keyed,
        path: '/finance/v1/day-closes',
        summary: 'Close the books of a day',
        body: z.object({ property: codeId, day: date }),
        responses: {
          201: {
            description: 'What the day brought: captured - refunded',
            schema: z.object({
              tenant: z.string(),
              property: z.string(),
              day: z.string(),
              cardCents: z.int(),
              cashCents: z.int(),
            }),
          },
        },
      },
      (c, { headers, body }, { name: actor }) =>
        onceKeyed(c, deps, {
          headers,
          body,
          status: 201,
          deed: { actor, action: 'close-day', subject: body.property, detail: body },
          work: async (transaction) => {
            const { id } = await propertyByCode(transaction, body.property);
            const day = { property: id, day: body.day, actor, now: deps.now() };
            return { ...body, ...(await closeDay(transaction, day)) };
          },
        }),
    ),
  ];
};
