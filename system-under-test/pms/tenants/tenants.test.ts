// @module-tag needs/mariadb
import { request } from 'node:http';
import { createConnection } from 'mysql2/promise';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  type TestDatabases,
  startTestDatabases,
  startTestTask,
  testTenants,
  type TestTask,
} from '../testing/fixture.ts';
import { slugOf, visitor } from '../testing/visitor.ts';

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

/** A GET with a `Host` of one's own, which `fetch` does not allow. */
function getAs(
  host: string,
  path: string,
  more: Readonly<Record<string, string>> = {},
): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const sent = request(`${task.url}${path}`, { headers: { host, ...more } }, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (body += chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
    });
    sent.on('error', reject);
    sent.end();
  });
}

describe('tenants', () => {
  it('are told apart by the site that is addressed, with or without a port', async () => {
    const first = await getAs('dolomiti.localhost', '/inventory/v1/properties');
    const second = await getAs('Riviera.localhost:8080', '/inventory/v1/properties');
    expect(JSON.parse(first.body)).toMatchObject({
      tenant: 'dolomiti',
      properties: [{ code: 'DOL1' }],
    });
    expect(JSON.parse(second.body)).toMatchObject({
      tenant: 'riviera',
      properties: [{ code: 'RIV1' }, { code: 'RIV2' }],
    });
  });

  it('are told by the site alone on a site of theirs, whatever the header for tools says', async () => {
    const { status, body } = await getAs('riviera.localhost', '/inventory/v1/properties', {
      'x-tenant': 'dolomiti',
    });
    expect(status).toBe(200);
    expect(JSON.parse(body)).toMatchObject({ tenant: 'riviera' });
  });

  it('that do not exist are said to be unknown', async () => {
    const { status, body } = await getAs('nowhere.localhost', '/');
    expect(status).toBe(404);
    expect(JSON.parse(body)).toEqual({
      type: 'urn:bilancia:problem:unknown-tenant',
      title: 'No such tenant',
      status: 404,
      detail: 'The host "nowhere.localhost" belongs to no tenant.',
      slug: 'unknown-tenant',
    });
  });

  it("do not see each other's quotes, bookings, groups or campsites", async () => {
    const riviera = visitor(task);
    const dolomiti = visitor(task, { 'x-tenant': 'dolomiti' });
    const wish = { unitGroup: 'RIV1-PS', arrival: '2027-09-01', departure: '2027-09-03' };
    const quote = await riviera.quote(wish);
    expect(await slugOf(await dolomiti.get(`/booking/v1/quotes/${quote.id}`))).toBe(
      'unknown-quote',
    );
    expect(await slugOf(await dolomiti.tryToBook(quote.id))).toBe('unknown-quote');
    const booking = await riviera.book(quote.id);
    expect(await slugOf(await dolomiti.get(`/booking/v1/bookings/${booking.id}`))).toBe(
      'unknown-booking',
    );
    const asked = { ...wish, adults: 2, children: 0 };
    expect(await slugOf(await dolomiti.send('/booking/v1/quotes', asked))).toBe(
      'unknown-unit-group',
    );
    expect((await dolomiti.get('/campsites/RIV1')).status).toBe(404);
    const stay = 'arrival=2027-09-01&departure=2027-09-03';
    expect(
      await slugOf(await dolomiti.get(`/availability/v1/units?unitGroup=RIV1-PS&${stay}`)),
    ).toBe('unknown-unit-group');
    expect(await slugOf(await dolomiti.get(`/availability/v1/offers?property=RIV1&${stay}`))).toBe(
      'unknown-property',
    );
  });

  it("have database accounts that cannot read one another's rows", async () => {
    const [riviera, dolomiti] = testTenants.tenants;
    const account = { user: riviera?.user ?? '', password: riviera?.password ?? '' };
    const connection = await createConnection({
      host: '127.0.0.1',
      port: databases.server.port,
      ...account,
    });
    try {
      await expect(
        connection.query('SELECT COUNT(*) FROM pms_riviera.booking'),
      ).resolves.toBeDefined();
      for (const schema of [dolomiti?.schema, 'pms_platform', 'mysql']) {
        await expect(connection.query(`SELECT * FROM ${schema}.booking`)).rejects.toThrow(/denied/);
      }
    } finally {
      await connection.end();
    }
  });

  it('are billed for what they asked: requests are counted by tenant, day and route', async () => {
    const counted = async () => {
      const [rows] = await databases.admin.query(
        "SELECT SUM(requests) AS n FROM pms_platform.usage_day WHERE tenant = 'dolomiti' AND route = 'GET /book'",
      );
      return rows;
    };
    await task.deps.usage.flush();
    expect(await counted()).toEqual([{ n: null }]);
    const dolomiti = visitor(task, { 'x-tenant': 'dolomiti' });
    await Promise.all([dolomiti.get('/book'), dolomiti.get('/book'), dolomiti.get('/book')]);
    await task.deps.usage.flush();
    // The task writes its counts down by itself, too, and may be at it just now.
    await vi.waitFor(async () => expect(await counted()).toEqual([{ n: 3 }]), { timeout: 30_000 });
  });
});
