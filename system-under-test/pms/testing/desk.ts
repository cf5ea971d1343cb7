import { randomUUID } from 'node:crypto';
import type { RowDataPacket } from 'mysql2';
import { z } from 'zod';
import { demandAsDescribed } from './as-described.ts';
import { bookingAnswer, quoteAnswer } from '../booking/schemas.ts';
import {
  startTestDatabases,
  startTestTask,
  testTenants,
  type TestDatabases,
  type TestTask,
} from './fixture.ts';
import type { Configuration } from '../configuration.ts';
import type { TaskContext } from '../service/task.ts';

const tokenAnswer = z.object({ access_token: z.string() });

export interface BookedStay {
  readonly reservationId: string;
  readonly bookingId: string;
  readonly folioId: string;
  readonly totalCents: number;
  readonly unitId: string;
}

export interface Stay {
  readonly unitGroup: string;
  readonly unit: string;
  readonly arrival: string;
  readonly departure: string;
  readonly hold: boolean;
}

/** A reception desk: one task on a database of its own, and what staff and guests do there. */
export interface Desk {
  readonly databases: TestDatabases;
  readonly task: TestTask;
  /** Any request as staff; JSON in, status and JSON out, which must be exactly as the API describes it. */
  readonly ask: (
    method: string,
    path: string,
    body?: unknown,
  ) => Promise<{ status: number; body: unknown }>;
  readonly askAs: (
    user: string,
    method: string,
    path: string,
    body?: unknown,
    headers?: Readonly<Record<string, string>>,
  ) => Promise<{ status: number; body: unknown }>;
  readonly token: (user: string, tenant?: string) => Promise<string>;
  /** Books as a visitor does: a quote, then the booking. */
  readonly book: (stay?: Partial<Stay>) => Promise<BookedStay>;
  readonly rows: (sql: string, values?: readonly (string | number)[]) => Promise<RowDataPacket[]>;
  readonly stop: () => Promise<void>;
}

export async function openDesk(
  settings: Partial<Configuration> = {},
  context: Partial<TaskContext> = {},
): Promise<Desk> {
  const databases = await startTestDatabases({}, settings);
  const task = await startTestTask(databases.configuration, context);

  const token: Desk['token'] = async (user, tenant = 'riviera') => {
    const accounts = testTenants.tenants.find((each) => each.id === tenant)?.staff.users;
    const password = accounts?.find((each) => each.username === user)?.password ?? '';
    const body = new URLSearchParams({ grant_type: 'password', username: user, password });
    const response = await task.request('/oauth/token', {
      method: 'POST',
      body,
      headers: { 'x-tenant': tenant },
    });
    return tokenAnswer.parse(await response.json()).access_token;
  };
  const askAs: Desk['askAs'] = async (user, method, path, body, headers = {}) => {
    const response = await task.request(path, {
      method,
      headers: {
        authorization: `Bearer ${await token(user)}`,
        ...(method === 'POST' ? { 'idempotency-key': randomUUID() } : {}),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const answer: unknown = await response.json();
    demandAsDescribed(task.app.endpoints, { method, path, status: response.status }, answer);
    return { status: response.status, body: answer };
  };
  const post = async (
    path: string,
    body: unknown,
    headers: Record<string, string> = {},
  ): Promise<{ status: number; body: unknown }> => {
    const init = { method: 'POST', body: JSON.stringify(body), headers };
    const response = await task.request(path, init);
    return { status: response.status, body: await response.json() };
  };
  /** A quote for the stay asked for, or for the first two nights in July that some pitch still has. */
  const firstQuote = async (
    asked: Record<string, unknown>,
  ): Promise<z.infer<typeof quoteAnswer>> => {
    for (let day = 20; day < 30; day += 1) {
      for (const unitGroup of ['RIV1-PS', 'RIV1-PC', 'RIV2-PS', 'RIV2-PC']) {
        const stay = { unitGroup, arrival: `2027-07-${day}`, departure: `2027-07-${day + 2}` };
        const quote = await post('/booking/v1/quotes', { ...stay, ...asked });
        if (quote.status === 201) return quoteAnswer.parse(quote.body);
      }
    }
    throw new Error('nothing is free');
  };
  return {
    databases,
    task,
    token,
    askAs,
    ask: (method, path, body) => askAs('manager', method, path, body),
    book: async (stay = {}) => {
      const { hold = false, ...asked } = stay;
      const quote = await firstQuote({ ...asked, adults: 2, children: 0 });
      const guest = { givenName: 'Person', surname: 'Guest 0001', email: 'guest@example.test' };
      const payment = { method: 'card', token: 'tok' };
      const made = await post(
        '/booking/v1/bookings',
        { quoteId: quote.id, guest, payment, hold },
        { 'idempotency-key': quote.id },
      );
      const { id: bookingId, folioId, totalCents, reservations } = bookingAnswer.parse(made.body);
      const [reservation] = reservations;
      if (!reservation) throw new Error('a booking without reservation');
      const reservationId = reservation.id;
      return { reservationId, bookingId, folioId, totalCents, unitId: reservation.unit.id };
    },
    rows: async (sql, values = []) => {
      const [found] = await databases.admin.query<RowDataPacket[]>(sql, [...values]);
      return found;
    },
    stop: async () => {
      await task.stop();
      await databases.stop();
    },
  };
}
