import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { bookingAnswer, quoteAnswer } from '../booking/schemas.ts';
import type { TestTask } from './fixture.ts';

export interface Wish {
  readonly unitGroup: string;
  readonly unit?: string;
  readonly arrival: string;
  readonly departure: string;
  readonly adults?: number;
  readonly children?: number;
  readonly childrenAges?: readonly number[];
  readonly services?: readonly { readonly code: string; readonly quantity: number }[];
}

const problem = z.looseObject({ slug: z.string(), detail: z.string() });

/** The body of a booking by an artificial guest. */
export const bookingBody = (quoteId: string, more: object = {}) => ({
  quoteId,
  guest: { givenName: 'Person 1', surname: 'Guest 0001', email: 'guest1@example.test' },
  payment: { method: 'card', token: 'tok_test' },
  ...more,
});

/** What a visitor of the tests does. Requests go without cookies unless `headers` bring some. */
export function visitor(task: TestTask, headers: Readonly<Record<string, string>> = {}) {
  const send = (path: string, body: unknown, more: Readonly<Record<string, string>> = {}) =>
    task.request(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers, ...more },
      body: JSON.stringify(body),
    });
  return {
    get: (path: string) => task.request(path, { headers }),
    send,
    quote: async (wish: Wish) => {
      const response = await send('/booking/v1/quotes', { adults: 2, children: 0, ...wish });
      if (response.status !== 201)
        throw new Error(`quote: ${problem.parse(await response.json()).detail}`);
      return quoteAnswer.parse(await response.json());
    },
    /** The raw response to a booking of the quote. */
    tryToBook: (quoteId: string, key: string = randomUUID(), more: object = {}) =>
      send('/booking/v1/bookings', bookingBody(quoteId, more), { 'idempotency-key': key }),
    book: async (quoteId: string, more: object = {}) => {
      const response = await send('/booking/v1/bookings', bookingBody(quoteId, more), {
        'idempotency-key': randomUUID(),
      });
      if (response.status !== 201)
        throw new Error(`booking: ${problem.parse(await response.json()).detail}`);
      return bookingAnswer.parse(await response.json());
    },
    freeUnits: async (unitGroup: string, arrival: string, departure: string) => {
      const response = await task.request(
        `/availability/v1/units?unitGroup=${unitGroup}&arrival=${arrival}&departure=${departure}`,
        { headers },
      );
      const { units } = z
        .object({ units: z.array(z.object({ id: z.string() })) })
        .parse(await response.json());
      return units.map(({ id }) => id);
    },
  };
}

/** The slug of a problem response. */
export async function slugOf(response: Response): Promise<string> {
  return problem.parse(await response.json()).slug;
}

/** The `Cookie` header that a client which got this response sends next. */
export function cookiesOf(response: Response): string {
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}
