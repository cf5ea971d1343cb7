// @module-tag needs/mariadb
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type TestDatabases,
  startTestDatabases,
  startTestTask,
  type TestTask,
} from '../testing/fixture.ts';

let databases: TestDatabases;
let task: TestTask;
beforeAll(async () => {
  databases = await startTestDatabases();
  task = await startTestTask(databases.configuration);
});
afterAll(async () => {
  await task.stop();
  await databases.stop();
});

const quote = {
  unitGroup: 'RIV1-MH4',
  arrival: '2027-09-01',
  departure: '2027-09-05',
  adults: 2,
  children: 0,
};
const problemOf = async (path: string, body?: string) => {
  const init = body === undefined ? {} : { method: 'POST', body };
  const response = await task.request(path, init);
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  return response.json();
};

describe('a request that cannot be answered is told why', () => {
  it.each([
    [{ departure: '2027-08-30' }, 'body.departure', 'must be 1 to 60 days after arrival'],
    [{ departure: '2027-12-30' }, 'body.departure', 'must be 1 to 60 days after arrival'],
    [{ arrival: '2027-02-30' }, 'body.arrival', 'Invalid ISO date'],
    [{ adults: 0 }, 'body.adults', 'Too small: expected number to be >=1'],
    [{ adults: 4, children: 2 }, 'body.adults', 'Mobile home for four is for at most 4 persons.'],
    [{ unit: 'RIV1-A001' }, 'body.unit', 'There is no unit "RIV1-A001" in RIV1-MH4.'],
    [
      { services: [{ code: 'BOAT', quantity: 1 }] },
      'body.services.0.code',
      'There is no service "BOAT" in RIV1.',
    ],
    [
      { services: [{ code: 'CLEAN', quantity: 2 }] },
      'body.services.0.quantity',
      'Final cleaning: at most 1.',
    ],
    [
      {
        services: [
          { code: 'DOG', quantity: 1 },
          { code: 'DOG', quantity: 1 },
        ],
      },
      'body.services.1.code',
      '"DOG" is listed twice.',
    ],
  ])('%j: %s', async (change, path, message) => {
    expect(
      await problemOf('/booking/v1/quotes', JSON.stringify({ ...quote, ...change })),
    ).toMatchObject({
      status: 422,
      slug: 'invalid',
      errors: [{ path, message }],
    });
  });

  it('a body that is not JSON', async () => {
    expect(await problemOf('/booking/v1/quotes', '{"unitGroup":')).toMatchObject({
      status: 400,
      slug: 'malformed',
    });
  });

  it('a body that is too large', async () => {
    const body = JSON.stringify({ ...quote, more: 'x'.repeat(70_000) });
    expect(await problemOf('/booking/v1/quotes', body)).toMatchObject({
      status: 413,
      detail: 'A body may have at most 65536 bytes.',
    });
  });

  it('a body in chunks that is too large, of which no more is kept than is allowed', async () => {
    const most = 64 * 2 ** 20;
    const chunk = new Uint8Array(2 ** 16).fill(0x20);
    let sent = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += chunk.length;
        if (sent > most) controller.close();
        else controller.enqueue(chunk);
      },
    });
    const before = process.memoryUsage().arrayBuffers;
    // The server hangs up when a client goes on and on: then there may be no answer to read.
    const answered = await task
      .request('/booking/v1/quotes', { method: 'POST', body: endless, duplex: 'half' })
      .then(
        ({ status }) => status,
        () => 413,
      );
    expect(answered).toBe(413);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(most / 4);
    expect(sent).toBeLessThan(most);
  });

  it('a body in chunks that counts more bytes than letters', async () => {
    const inChunks = async (body: string) => {
      const response = await task.request('/booking/v1/quotes', {
        method: 'POST',
        body: new Blob([body]).stream(),
        duplex: 'half',
      });
      return response.json();
    };
    expect(await inChunks(JSON.stringify(quote))).toMatchObject({ status: 'open' });
    expect(await inChunks(JSON.stringify({ ...quote, more: 'à'.repeat(40_000) }))).toMatchObject({
      status: 413,
      detail: 'A body may have at most 65536 bytes.',
    });
  });

  it('a query without dates, every field of it', async () => {
    expect(await problemOf('/availability/v1/offers?property=RIV1')).toMatchObject({
      slug: 'invalid',
      errors: [{ path: 'query.arrival' }, { path: 'query.departure' }],
    });
  });

  it.each([
    ['adults', true],
    ['adults', '2'],
    ['children', null],
    ['children', [1]],
  ])('a body whose %s is %j, which is no number', async (field, value) => {
    const body = JSON.stringify({ ...quote, [field]: value });
    expect(await problemOf('/booking/v1/quotes', body)).toMatchObject({
      status: 422,
      errors: [{ path: `body.${field}` }],
    });
  });

  it.each(['', '0x2', '2e0', '1.0', ' 2'])(
    'a query in which "%s" is to be a number',
    async (adults) => {
      const stay = 'property=RIV1&arrival=2027-09-01&departure=2027-09-05';
      const query = `${stay}&adults=${encodeURIComponent(adults)}`;
      expect(await problemOf(`/availability/v1/offers?${query}`)).toMatchObject({
        status: 422,
        errors: [{ path: 'query.adults' }],
      });
    },
  );

  it.each([
    ['DELETE', '/booking/v1/bookings', 'POST'],
    ['POST', '/', 'GET, HEAD'],
    ['PATCH', '/booking/v1/quotes/00000000-0000-4000-8000-000000000000', 'GET, HEAD'],
    ['GET', '/booking/v1/reservation-actions/x/cancel', 'PUT'],
    ['DELETE', '/revenue/v1/rates', 'GET, HEAD, PUT'],
  ])('a method that a place does not take: %s %s', async (method, path, allow) => {
    const response = await task.request(path, { method });
    expect(response.headers.get('allow')).toBe(allow);
    expect(await response.json()).toMatchObject({
      status: 405,
      slug: 'method-not-allowed',
      detail: `${method} is not for ${path}: ${allow}.`,
    });
  });

  it('a place where nothing is', async () => {
    expect(await problemOf('/booking/v1/quotes/17')).toMatchObject({
      status: 404,
      slug: 'not-found',
    });
    expect(await problemOf('/nowhere')).toMatchObject({
      status: 404,
      detail: 'There is nothing at GET /nowhere.',
    });
  });

  it('without a word about what is inside when the fault is ours', async () => {
    await databases.admin.query('RENAME TABLE pms_riviera.availability_day TO pms_riviera.hidden');
    try {
      const stay = 'property=RIV1&arrival=2027-09-01&departure=2027-09-05';
      expect(await problemOf(`/availability/v1/offers?${stay}`)).toEqual({
        tenant: 'riviera',
        type: 'urn:bilancia:problem:internal',
        title: 'Something went wrong',
        status: 500,
        detail: 'The request could not be answered.',
        slug: 'internal',
      });
      expect(task.log.join('')).toMatch(/request\.CRITICAL: .*pms_riviera\.availability_day/);
    } finally {
      await databases.admin.query(
        'RENAME TABLE pms_riviera.hidden TO pms_riviera.availability_day',
      );
    }
  });
});

describe('what a task tells', () => {
  it('whoever runs it is not told to the public, whom the load balancer speaks for', async () => {
    const asked = (headers: Record<string, string>) => task.request('/metrics', { headers });
    expect((await asked({})).status).toBe(200);
    const answer = await asked({ 'x-forwarded-for': '203.0.113.7' });
    expect(await answer.json()).toMatchObject({
      status: 404,
      detail: 'There is nothing at GET /metrics.',
    });
  });

  it('is taken for nothing else, and its pages are shown in no frame of others', async () => {
    for (const path of ['/', '/inventory/v1/properties', '/assets/nothing.js', '/campsites/NONE'])
      expect((await task.request(path)).headers.get('x-content-type-options')).toBe('nosniff');
    const page = await task.request('/book');
    expect(page.headers.get('content-security-policy')).toBe(
      "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    );
    expect(page.headers.get('referrer-policy')).toBe('same-origin');
  });
});
