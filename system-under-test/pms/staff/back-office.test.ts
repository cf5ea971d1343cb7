// @module-tag needs/mariadb
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { quoteAnswer } from '../booking/schemas.ts';
import { occupancySchema } from './reports/occupancy.ts';
import { type Desk, openDesk } from '../testing/desk.ts';

let desk: Desk;
/** Moved by tests; the task's clock. */
let clock = Date.parse('2027-07-20T10:00:00Z');

beforeAll(async () => {
  desk = await openDesk({}, { now: () => clock });
});
afterAll(() => desk.stop());

describe('the token endpoint', () => {
  it('gives a bearer token that must not be stored, for an hour', async () => {
    const body = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: 'channel-manager',
      client_secret: 'riviera-client-secret',
    });
    const response = await desk.task.request('/oauth/token', { method: 'POST', body });
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await response.json()).toEqual({
      tenant: 'riviera',
      access_token: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/),
      token_type: 'Bearer',
      expires_in: 3600,
      scope: 'manager',
    });
  });

  it.each([
    ['grant_type=password&username=manager&password=x', 400, 'invalid_grant', null],
    ['grant_type=magic', 400, 'unsupported_grant_type', null],
    ['grant_type=password&grant_type=password', 400, 'invalid_request', null],
    ['grant_type=client_credentials&client_id=x', 401, 'invalid_client', 'Basic realm="riviera"'],
  ])('answers %s with %i %s', async (body, status, error, challenge) => {
    const response = await desk.task.request('/oauth/token', { method: 'POST', body });
    expect(response.status).toBe(status);
    expect(response.headers.get('www-authenticate')).toBe(challenge);
    expect(await response.json()).toMatchObject({ error, error_description: expect.any(String) });
  });
});

describe('the token endpoint, asked again and again', () => {
  it('makes who guesses wait, and nobody else', async () => {
    const before = clock;
    const ask = (username: string, password: string) =>
      desk.task.request('/oauth/token', {
        method: 'POST',
        body: new URLSearchParams({ grant_type: 'password', username, password }),
      });
    for (let i = 0; i < 10; i += 1) expect((await ask('nobody', `x${i}`)).status).toBe(400);
    const refused = await ask('nobody', 'y');
    expect(refused.headers.get('retry-after')).toBe('60');
    expect(await refused.json()).toMatchObject({
      status: 429,
      slug: 'too-many-requests',
      detail: 'Too many failures: try again in 60 s.',
    });
    expect((await ask('reception', 'riviera-reception-password')).status).toBe(200);
    clock += 60_000;
    expect((await ask('nobody', 'z')).status).toBe(400);
    clock = before;
  });
});

describe('staff endpoints', () => {
  const path = '/reports/v1/occupancy?property=RIV1&from=2027-08-01&to=2027-08-03';

  it.each([
    ['no token', () => Promise.resolve(undefined), 401, 'Bearer realm="riviera"'],
    [
      'a bad token',
      () => Promise.resolve('x.y.z'),
      401,
      /error="invalid_token", error_description="The token is not valid\."$/,
    ],
    [
      'a token of another tenant',
      () => desk.token('manager', 'dolomiti'),
      401,
      /error_description="The token is for another tenant\."$/,
    ],
  ])('refuse %s', async (_name, token, status, challenge) => {
    const given = await token();
    const headers = given === undefined ? {} : { authorization: `Bearer ${given}` };
    const response = await desk.task.request(path, { headers });
    expect(response.status).toBe(status);
    expect(response.headers.get('www-authenticate')).toMatch(challenge);
    expect(await response.json()).toMatchObject({ slug: 'unauthorized' });
  });

  it('ask for the token before they look at the request', async () => {
    expect((await desk.task.request('/reports/v1/occupancy?from=nonsense')).status).toBe(401);
  });

  it.each([
    ['PUT', '/booking/v1/reservation-actions/é/cancel', 404],
    ['PUT', '/booking/v1/reservations/%E2%82%AC/guests', 404],
    ['GET', '/finance/v1/folios/é', 404],
    ['POST', '/finance/v1/folios/é/charges', 404],
    ['POST', '/finance/v1/folios/%F0%9F%8F%95/payments', 404],
    ['GET', '/revenue/v1/rates?unitGroup=é&from=2027-08-01&to=2027-08-02', 422],
    ['GET', '/reports/v1/occupancy?property=é&from=2027-08-01&to=2027-08-02', 422],
  ])('find nothing by an id that is not ASCII: %s %s', async (method, path, status) => {
    const body = method === 'GET' ? undefined : {};
    expect(await desk.ask(method, path, body)).toMatchObject({ status });
  });

  it('keep what managers do from reception', async () => {
    const change = { unitGroup: 'RIV1-PS', from: '2027-08-01', to: '2027-08-02', baseCents: 1 };
    expect(await desk.askAs('reception', 'PUT', '/revenue/v1/rates', change)).toMatchObject({
      status: 403,
      body: { slug: 'forbidden', detail: 'This needs the role manager; the token has reception.' },
    });
  });
});

describe('rates', () => {
  const range = { unitGroup: 'RIV1-PS', from: '2027-08-24', to: '2027-08-26' };

  it('change for later quotes only, and on the nights asked for only', async () => {
    const quote = async () => {
      const stay = { unitGroup: 'RIV1-PS', arrival: '2027-08-24', departure: '2027-08-27' };
      const body = JSON.stringify({ ...stay, adults: 2, children: 0 });
      const response = await desk.task.request('/booking/v1/quotes', { method: 'POST', body });
      return quoteAnswer.parse(await response.json());
    };
    const before = await quote();
    const changed = await desk.ask('PUT', '/revenue/v1/rates', { ...range, baseCents: 12_345 });
    expect(changed).toMatchObject({
      status: 200,
      body: {
        unitGroup: 'RIV1-PS',
        rates: [
          { night: '2027-08-24', baseCents: 12_345 },
          { night: '2027-08-25', baseCents: 12_345 },
        ],
      },
    });
    const response = await desk.task.request(`/booking/v1/quotes/${before.id}`);
    const again = quoteAnswer.parse(await response.json());
    expect(again.nights).toEqual(before.nights);
    const after = await quote();
    expect(after.nights).toEqual([
      { night: '2027-08-24', cents: 12_345 },
      { night: '2027-08-25', cents: 12_345 },
      before.nights[2],
    ]);
  });

  it.each([
    [{ ...range, to: '2027-08-24' }, 'body.to: must be 1 to 366 days after from'],
    [{ ...range }, 'body.baseCents: a price to change is missing'],
  ])('%o are refused', async (body, detail) => {
    expect(await desk.ask('PUT', '/revenue/v1/rates', body)).toMatchObject({
      status: 422,
      body: { slug: 'invalid', detail },
    });
  });

  it('of another tenant are not there', async () => {
    expect(
      await desk.ask('GET', '/revenue/v1/rates?unitGroup=DOL1-PS&from=2027-08-01&to=2027-08-02'),
    ).toMatchObject({
      status: 404,
      body: { slug: 'unknown-unit-group' },
    });
  });
});

describe('reports', () => {
  it('count what is sold, and the revenue that bookings bring', async () => {
    const path = '/reports/v1/occupancy?property=RIV2&from=2027-08-24&to=2027-08-27';
    const report = z.object({ nights: z.array(occupancySchema) });
    const read = async () => report.parse((await desk.ask('GET', path)).body).nights;
    const before = await read();
    const stay = await desk.book({
      unitGroup: 'RIV2-PC',
      arrival: '2027-08-24',
      departure: '2027-08-27',
    });
    const prices = await desk.rows(
      `SELECT cents FROM pms_riviera.quote_night JOIN pms_riviera.booking USING (quote_id)
       WHERE booking.id = ? ORDER BY night`,
      [stay.bookingId],
    );
    const expected = before.map((night, index) => ({
      ...night,
      sold: night.sold + 1,
      occupancy: Math.round(((night.sold + 1) / night.capacity) * 10_000) / 10_000,
      revenueCents: night.revenueCents + Number(prices[index]?.['cents']),
    }));
    expect(await read()).toEqual(expected);
  });

  it('count nights only, alike for seeded bookings and for those from the web', async () => {
    const path = '/reports/v1/occupancy?property=RIV1&from=2027-07-20&to=2027-09-18';
    const report = z.object({ nights: z.array(occupancySchema) });
    const { nights } = report.parse((await desk.ask('GET', path)).body);
    // Every seeded stay lies within the nights on sale: all cents of all their nights are there, and no others.
    const [charged] = await desk.rows(
      `SELECT SUM(l.cents) AS cents FROM pms_riviera.folio_line l
       JOIN pms_riviera.booking b ON b.folio_id = l.folio_id
       JOIN pms_riviera.reservation r ON r.booking_id = b.id AND r.property_id = 'RIV1'
       WHERE l.kind = 'accommodation' AND r.status IN ('confirmed', 'checkedIn')`,
    );
    expect(nights.reduce((sum, night) => sum + night.revenueCents, 0)).toBe(charged?.['cents']);
  });

  it('tell a tenant its own usage only', async () => {
    await desk.task.request('/inventory/v1/properties', { headers: { 'x-tenant': 'dolomiti' } });
    await desk.task.request('/inventory/v1/properties');
    await desk.task.deps.usage.flush();
    const route = 'GET /inventory/v1/properties';
    expect((await desk.ask('GET', '/platform/v1/usage')).body).toEqual({
      tenant: 'riviera',
      usage: expect.arrayContaining([{ day: '2027-07-20', route, requests: 1 }]),
    });
  });
});
