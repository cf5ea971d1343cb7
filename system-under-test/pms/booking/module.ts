import { type PmsContext, readsOf } from '../framework/deps.ts';
import { endpoint, type Module } from '../framework/endpoint.ts';
import { Problem } from '../problem.ts';
import { markFresh, reply, replyBody, replyStored } from '../framework/reply.ts';
import { addToBasket } from '../framework/visitor.ts';
import { book } from './book.ts';
import { findBooking } from './find-booking.ts';
import { findQuote } from './find-quote.ts';
import { hashOf, storeAnswer, type StoredAnswer } from './idempotency.ts';
import { once } from './once.ts';
import { cancelOwn, claim, findOwn, ownBooking } from './self-service.ts';
import { together } from '../database/together.ts';
import type { TenantTransaction } from '../database/transaction.ts';
import { makeQuote, saveQuote } from './make-quote.ts';
import {
  bookingAnswer,
  bookingRequest,
  idempotencyHeader,
  idParams,
  quoteAnswer,
  quoteRequest,
} from './schemas.ts';

/** `/booking`: quotes and bookings of visitors. */
export const bookingModule: Module = (deps) => [
  endpoint(
    {
      method: 'post',
      path: '/booking/v1/quotes',
      summary: 'Fix the price of a stay for some minutes',
      tag: 'booking',
      audience: 'tenant',
      body: quoteRequest,
      responses: {
        201: { description: 'The quote', schema: quoteAnswer },
        404: { description: 'unknown-unit-group' },
        409: { description: 'unit-taken or no-availability' },
        422: { description: 'restricted or invalid' },
      },
    },
    async (c, { body }) => {
      const tenant = c.get('tenant');
      const quote = await makeQuote(readsOf(c), await deps.catalogs(tenant), body, deps);
      await Promise.all([
        saveQuote(tenant.database, quote, deps.now()),
        addToBasket(c, deps, quote.id),
      ]);
      markFresh(c, deps);
      return reply(c, 201, quote);
    },
  ),
  endpoint(
    {
      method: 'get',
      path: '/booking/v1/quotes/{id}',
      summary: 'A quote',
      tag: 'booking',
      audience: 'tenant',
      params: idParams,
      responses: {
        200: { description: 'The quote', schema: quoteAnswer },
        404: { description: 'unknown-quote' },
      },
    },
    async (c, { params }) => {
      const quote = await fromReaderOrWriter(c, (reads) => findQuote(reads, params.id, deps.now()));
      if (quote === undefined)
        throw new Problem('unknown-quote', `There is no quote "${params.id}".`);
      return reply(c, 200, quote);
    },
  ),
  endpoint(
    {
      method: 'post',
      path: '/booking/v1/bookings',
      summary: 'Accept a quote; sent again with the same key it answers the same',
      tag: 'booking',
      audience: 'tenant',
      headers: idempotencyHeader,
      body: bookingRequest,
      responses: {
        201: { description: 'The booking', schema: bookingAnswer },
        404: { description: 'unknown-quote' },
        409: { description: 'unit-taken or quote-not-open' },
        422: { description: 'idempotency-key-reused or invalid' },
      },
    },
    async (c, { headers, body }) => {
      const answer = await book(c.get('tenant'), headers['idempotency-key'], body, deps);
      if (answer.status === 201) markFresh(c, deps);
      return replyStored(c, answer.status, answer.text);
    },
  ),
  endpoint(
    {
      method: 'post',
      path: '/booking/v1/own-booking',
      summary: 'The booking of a guest who knows its reference and their own address',
      tag: 'booking',
      audience: 'tenant',
      body: claim,
      responses: {
        200: { description: 'The booking, and what cancelling it costs', schema: ownBooking },
        404: { description: 'unknown-booking' },
      },
    },
    async (c, { body }) => {
      const { writer } = c.get('tenant').database;
      return reply(c, 200, await findOwn(writer, body, deps.now()));
    },
  ),
  endpoint(
    {
      method: 'post',
      path: '/booking/v1/own-booking/cancellation',
      summary: 'Cancel it; sent again with the same key it answers the same',
      tag: 'booking',
      audience: 'tenant',
      headers: idempotencyHeader,
      body: claim,
      responses: {
        200: { description: 'The booking afterwards', schema: ownBooking },
        404: { description: 'unknown-booking' },
        409: { description: 'illegal-transition' },
      },
    },
    async (c, { headers, body }) => {
      const tenant = c.get('tenant');
      const key = headers['idempotency-key'];
      const keyed = { key, hash: hashOf({ cancel: body }), now: deps.now() };
      const work = async (transaction: TenantTransaction): Promise<StoredAnswer> => {
        const booking = await cancelOwn(transaction, body, deps);
        const done: StoredAnswer = { status: 200, text: JSON.stringify(replyBody(c, booking)) };
        await together(transaction, [storeAnswer(transaction, key, done)]);
        return done;
      };
      const answer = await once(tenant, deps, keyed, { work });
      if (answer.status === 200) markFresh(c, deps);
      return replyStored(c, answer.status, answer.text);
    },
  ),
  endpoint(
    {
      method: 'get',
      path: '/booking/v1/bookings/{id}',
      summary: 'A booking',
      tag: 'booking',
      audience: 'tenant',
      params: idParams,
      responses: {
        200: { description: 'The booking', schema: bookingAnswer },
        404: { description: 'unknown-booking' },
      },
    },
    async (c, { params }) => {
      const booking = await fromReaderOrWriter(c, (reads) => findBooking(reads, params.id));
      if (booking === undefined)
        throw new Problem('unknown-booking', `There is no booking "${params.id}".`);
      return reply(c, 200, booking);
    },
  ),
];

/** A client that keeps no cookies may ask for what no reader has seen yet: only the writer can say that it is not there. */
async function fromReaderOrWriter<T>(
  c: PmsContext,
  find: (reads: ReturnType<typeof readsOf>) => Promise<T | undefined>,
): Promise<T | undefined> {
  return (await find(readsOf(c))) ?? (await find(c.get('tenant').database.writer));
}
