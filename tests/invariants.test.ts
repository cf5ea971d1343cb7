// @module-tag needs/mariadb
import type { RowDataPacket } from 'mysql2/promise';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { collected as all } from '../core/collected.ts';
import type { InvariantCheck } from '../core/run-folder/files/invariants.ts';
import { checkInvariants } from '../probes/check-invariants.ts';
import { rowsOf, withConnection } from '../probes/database.ts';
import { databaseBookings } from '../probes/database-bookings.ts';
import { invariants } from '../probes/invariants/index.ts';
import { startTestDatabases } from '../system-under-test/pms/testing/fixture.ts';
import type { TestDatabases } from '../system-under-test/pms/testing/fixture.ts';
import type { TargetDatabase } from '../targets/target.ts';

let databases: TestDatabases;
let database: TargetDatabase;

beforeAll(async () => {
  databases = await startTestDatabases({ bookingMode: 'naive' });
  const address = `127.0.0.1:${databases.server.port}`;
  const node = { id: 'writer', role: 'writer', address } as const;
  const schemas = { riviera: 'pms_riviera', dolomiti: 'pms_dolomiti' };
  database = { writer: node, readers: [], user: 'root', password: '', schemas };
  // What the schema refuses by itself must be plantable all the same: the checker stands on nothing but its SQL.
  await databases.admin.query('USE pms_riviera');
  await databases.admin.query('SET SESSION check_constraint_checks = 0');
  await databases.admin.query('SET SESSION foreign_key_checks = 0');
  await databases.admin.query('DROP TRIGGER reservation_history_no_delete');
});

afterAll(() => databases.stop());

async function check(): Promise<InvariantCheck[]> {
  return all(checkInvariants(database, 'after', Date.now));
}

async function run(statements: readonly string[]): Promise<void> {
  for (const statement of statements) await databases.admin.query(statement);
}

async function twoStays(): Promise<readonly [RowDataPacket, RowDataPacket]> {
  const [rows] = await databases.admin.query<RowDataPacket[]>(
    `SELECT id, unit_id, arrival, departure, booking_id FROM reservation WHERE status = 'confirmed' ORDER BY id LIMIT 2`,
  );
  const [one, two] = rows;
  if (one === undefined || two === undefined)
    throw new Error('The seed has no two confirmed reservations.');
  return [one, two];
}

describe('invariants in the database', () => {
  it('hold in the seed, for every tenant, and say how much they were held against', async () => {
    const checks = await check();
    expect(checks.map(({ name, tenant }) => `${tenant} ${name}`)).toEqual(
      ['riviera', 'dolomiti'].flatMap((tenant) =>
        invariants.map(({ name }) => `${tenant} ${name}`),
      ),
    );
    expect(checks.filter(({ violations }) => violations > 0)).toEqual([]);
    const counted = checks.filter(
      ({ name, tenant }) => tenant === 'riviera' && name === 'no-double-sale',
    );
    expect(counted[0]?.checked).toBeGreaterThan(10);
  });

  it('name unit, night and both bookings of a double sale', async () => {
    const [one, two] = await twoStays();
    const move = (unit: string, arrival: string, departure: string): string =>
      `UPDATE reservation SET unit_id = '${unit}', arrival = '${arrival}', departure = '${departure}' WHERE id = '${String(two['id'])}'`;
    await run([move(one['unit_id'], one['arrival'], one['departure'])]);
    const found = (await check()).find(
      ({ name, violations }) => name === 'no-double-sale' && violations > 0,
    );
    await run([move(two['unit_id'], two['arrival'], two['departure'])]);
    const [[unit]] = await databases.admin.query<RowDataPacket[]>(
      `SELECT code FROM unit WHERE id = '${String(one['unit_id'])}'`,
    );
    expect(found).toMatchObject({ tenant: 'riviera', violations: 1 });
    expect(found?.examples).toEqual([
      {
        unit: unit?.['code'],
        night: one['arrival'],
        reservation: one['id'],
        otherReservation: two['id'],
        booking: one['booking_id'],
        otherBooking: two['booking_id'],
      },
    ]);
  });

  const quoteRow = `('q-planted', 'open', 'RIV1', 'g', 'u', '2027-08-01', '2027-08-02', 1, 0, 100, 0, 0, 100, NOW(), NOW())`;
  const quoteSql = `INSERT INTO quote (id, status, property_id, unit_group_id, unit_id, arrival, departure, adults, children,
    nights_cents, services_cents, tourist_tax_cents, total_cents, expires_at, created_at) VALUES ${quoteRow}`;
  const anyStay = `(SELECT id FROM (SELECT MIN(id) AS id FROM reservation WHERE status = 'confirmed') AS chosen)`;
  const anyBooking = `(SELECT id FROM (SELECT MIN(id) AS id FROM booking) AS chosen)`;
  const anyFolio = `(SELECT id FROM (SELECT MIN(id) AS id FROM folio) AS chosen)`;
  const anyPayment = `(SELECT id FROM (SELECT MIN(id) AS id FROM payment) AS chosen)`;

  it.each([
    {
      fault: 'a counter that is one too high',
      plant: [`UPDATE availability_day SET sold = sold + 1 ORDER BY unit_group_id, night LIMIT 1`],
      undo: [`UPDATE availability_day SET sold = sold - 1 ORDER BY unit_group_id, night LIMIT 1`],
      broken: ['sold-as-counted'],
    },
    {
      fault: 'a night that a live reservation lost',
      plant: [
        `CREATE TABLE lost AS SELECT * FROM unit_night WHERE reservation_id = ${anyStay} ORDER BY night LIMIT 1`,
        `DELETE n FROM unit_night n JOIN lost l ON l.unit_id = n.unit_id AND l.night = n.night`,
      ],
      undo: [`INSERT INTO unit_night SELECT * FROM lost`, `DROP TABLE lost`],
      broken: ['sold-as-counted', 'nights-held'],
    },
    {
      fault: 'a booking at another price than its quote',
      plant: [
        quoteSql,
        `INSERT INTO quote_night VALUES ('q-planted', '2027-08-01', 100)`,
        `UPDATE booking SET quote_id = 'q-planted' WHERE id = ${anyBooking}`,
      ],
      undo: [
        `UPDATE booking SET quote_id = NULL WHERE id = ${anyBooking}`,
        `DELETE FROM quote_night WHERE quote_id = 'q-planted'`,
        `DELETE FROM quote WHERE id = 'q-planted'`,
      ],
      broken: ['price-as-quoted'],
    },
    {
      fault: 'more refunded than captured',
      plant: [`UPDATE payment SET refunded_cents = captured_cents + 1 WHERE id = ${anyPayment}`],
      undo: [`UPDATE payment SET refunded_cents = 0 WHERE id = ${anyPayment}`],
      broken: ['payments-in-order', 'folio-balance'],
    },
    {
      fault: 'a balance that is a cent off',
      plant: [`UPDATE folio SET balance_cents = balance_cents + 1 WHERE id = ${anyFolio}`],
      undo: [`UPDATE folio SET balance_cents = balance_cents - 1 WHERE id = ${anyFolio}`],
      broken: ['folio-balance'],
    },
    {
      fault: 'one idempotency key with two bookings',
      plant: [`UPDATE booking SET idempotency_key = 'planted' ORDER BY id LIMIT 2`],
      undo: [`UPDATE booking SET idempotency_key = NULL WHERE idempotency_key = 'planted'`],
      broken: ['one-booking-per-key'],
    },
    {
      fault: 'a step that no reservation may take',
      plant: [
        `INSERT INTO reservation_history (reservation_id, from_status, to_status, at, actor)
         VALUES (${anyStay}, 'confirmed', 'checkedOut', NOW(3), 'planted')`,
        `INSERT INTO reservation_history (reservation_id, from_status, to_status, at, actor)
         VALUES (${anyStay}, 'checkedOut', 'confirmed', NOW(3), 'planted')`,
      ],
      undo: [`DELETE FROM reservation_history WHERE actor = 'planted'`],
      broken: ['legal-transitions'],
    },
    {
      fault: 'a status that its history does not know',
      plant: [`UPDATE reservation SET status = 'checkedIn' WHERE id = ${anyStay}`],
      undo: [
        `UPDATE reservation SET status = 'confirmed' WHERE status = 'checkedIn' AND id IN
              (SELECT reservation_id FROM reservation_history WHERE to_status = 'confirmed')
              AND id NOT IN (SELECT reservation_id FROM reservation_history WHERE to_status = 'checkedIn')`,
      ],
      broken: ['legal-transitions'],
    },
    {
      fault: 'a stay that was checked out early and holds nights beyond its own',
      plant: [
        `INSERT INTO reservation_history (reservation_id, from_status, to_status, at, actor)
         VALUES (${anyStay}, 'confirmed', 'checkedIn', NOW(3), 'planted'),
                (${anyStay}, 'checkedIn', 'checkedOut', NOW(3), 'planted')`,
        `CREATE TABLE moved AS SELECT id, arrival, departure FROM reservation WHERE id = ${anyStay}`,
        `CREATE TABLE folio_before AS SELECT f.id, f.balance_cents FROM folio f JOIN reservation r
         ON r.booking_id = f.booking_id WHERE r.id = (SELECT id FROM moved)`,
        `INSERT INTO payment (id, folio_id, method, authorized_cents, captured_cents, created_at)
         SELECT 'planted', id, 'card', balance_cents, balance_cents, NOW(3) FROM folio_before WHERE balance_cents > 0`,
        `UPDATE folio SET balance_cents = 0 WHERE id = (SELECT id FROM folio_before)`,
        `UPDATE reservation SET status = 'checkedOut', departure = arrival + INTERVAL 1 DAY WHERE id = (SELECT id FROM moved)`,
      ],
      undo: [
        `UPDATE reservation r JOIN moved m ON m.id = r.id SET r.status = 'confirmed', r.departure = m.departure`,
        `DELETE FROM payment WHERE id = 'planted'`,
        `UPDATE folio f JOIN folio_before b ON b.id = f.id SET f.balance_cents = b.balance_cents`,
        `DELETE FROM reservation_history WHERE actor = 'planted'`,
        `DROP TABLE moved`,
        `DROP TABLE folio_before`,
      ],
      broken: ['nights-held'],
    },
    {
      fault: 'a cancelled reservation that keeps its nights',
      plant: [
        `INSERT INTO reservation_history (reservation_id, from_status, to_status, at, actor)
         VALUES (${anyStay}, 'confirmed', 'cancelled', NOW(3), 'planted')`,
        `UPDATE reservation SET status = 'cancelled' WHERE id = ${anyStay}`,
      ],
      undo: [
        `UPDATE reservation SET status = 'confirmed' WHERE id =
         (SELECT reservation_id FROM reservation_history WHERE actor = 'planted')`,
        `DELETE FROM reservation_history WHERE actor = 'planted'`,
      ],
      broken: ['sold-as-counted', 'nights-given-back'],
    },
  ])('find $fault', async ({ plant, undo, broken }) => {
    await run(plant);
    const found = (await check()).filter(({ violations }) => violations > 0);
    await run(undo);
    expect(found.map(({ name, tenant }) => `${tenant} ${name}`)).toEqual(
      broken.map((name) => `riviera ${name}`),
    );
    expect(found.every(({ examples }) => examples.length > 0)).toBe(true);
    expect((await check()).filter(({ violations }) => violations > 0)).toEqual([]);
  });
});

describe("the run's bookings in the database", () => {
  it('are those that came in over the web since the run began', async () => {
    const insert = (id: string, channel: string, at: string): string =>
      `INSERT INTO booking (id, reference, idempotency_key, quote_id, channel, total_cents, created_at, folio_id)
       VALUES ('${id}', '${id}', 'key-${id}', NULL, '${channel}', 4200, '${at}', 'f-${id}')`;
    await run([
      insert('early', 'web', '2026-06-01 09:59:59.999'),
      insert('mine', 'web', '2026-06-01 10:00:00.000'),
      insert('desk', 'staff', '2026-06-01 10:00:01.000'),
    ]);
    const found = await all(databaseBookings(database, Date.parse('2026-06-01T10:00:00Z')));
    expect(found).toEqual([
      { tenant: 'riviera', bookingId: 'mine', key: 'key-mine', totalCents: 4200, reservations: 0 },
    ]);
  });
});

describe('a database that cannot be checked', () => {
  const asked = async (change: Partial<TargetDatabase>): Promise<InvariantCheck[]> =>
    all(checkInvariants({ ...database, ...change }, 'after', Date.now));

  it('is gone when nothing listens there', async () => {
    const writer = { ...database.writer, address: '127.0.0.1:9' };
    await expect(asked({ writer })).rejects.toThrow(
      "The target's database writer (127.0.0.1:9) stopped answering: connect ECONNREFUSED 127.0.0.1:9. The run folder is kept, but its invariants were not checked.",
    );
  });

  it('is refused when its schema is another than that of the reference system', async () => {
    const { address } = database.writer;
    await expect(asked({ schemas: { riviera: 'mysql' } })).rejects.toThrow(
      `The target's database writer (${address}) cannot be checked: Table 'mysql.reservation' doesn't exist. Check the account, and that the schemas are those of the reference system.`,
    );
  });

  it('is refused when it does not let the account in', async () => {
    await expect(asked({ password: 'wrong' })).rejects.toMatchObject({ code: 'database-refused' });
  });

  it('keeps the name of a mistake in our own SQL', async () => {
    const mistaken = withConnection(database, database.writer, 'pms_riviera', (connection) =>
      rowsOf(connection, 'SELEC 1'),
    );
    await expect(mistaken).rejects.toMatchObject({ code: 'ER_PARSE_ERROR' });
  });
});
