// @module-tag needs/mariadb
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { collected as all } from '../core/collected.ts';
import { lossKinds } from '../core/run-folder/files/invariants.ts';
import type { InvariantCheck } from '../core/run-folder/files/invariants.ts';
import { checkInvariants } from '../probes/check-invariants.ts';
import { rowsOf, withConnection } from '../probes/database/connection.ts';
import { databaseBookings } from '../probes/database-bookings.ts';
import { hold } from '../probes/invariants/hold.ts';
import { invariants } from '../probes/invariants/index.ts';
import type { Invariant } from '../probes/invariants/invariant.ts';
import type { TargetDatabase } from '../targets/target.ts';
import { type BusyYear, openBusyYear } from './invariants/busy-year.ts';
import { corruptions } from './invariants/corruptions/index.ts';
import { whilePlanted } from './invariants/plant.ts';

let year: BusyYear;
let database: TargetDatabase;

beforeAll(async () => {
  year = await openBusyYear();
  ({ database } = year);
});
afterAll(() => year.desk.stop());

function named(name: string): Invariant {
  const invariant = invariants[name];
  if (invariant === undefined) throw new Error(`There is no invariant ${name}.`);
  return invariant;
}

async function check(phase: InvariantCheck['phase'] = 'after'): Promise<InvariantCheck[]> {
  return all(checkInvariants(database, phase, () => 7));
}

const violated = (checks: readonly InvariantCheck[]): InvariantCheck[] =>
  checks.filter(({ violations }) => violations > 0);

describe('invariants in the database', () => {
  it('hold in a year that was seeded and busy, for every tenant, and say what they looked at', async () => {
    const checks = await check();
    expect(violated(checks)).toEqual([]);
    expect(checks.map(({ name, kind, tenant }) => [tenant, name, kind])).toEqual(
      ['riviera', 'dolomiti'].flatMap((tenant) =>
        Object.entries(invariants).map(([name, { kind }]) => [tenant, name, kind]),
      ),
    );
    const idle = checks.filter(({ tenant, checked }) => tenant === 'riviera' && checked === 0);
    // The test's database has no readers.
    expect(idle.map(({ name }) => name)).toEqual(['catalog-on-readers', 'sales-on-readers']);
  });

  it('look for every kind of loss', () => {
    const kinds = new Set(Object.values(invariants).map(({ kind }) => kind));
    expect([...kinds].toSorted()).toEqual(lossKinds.toSorted());
  });

  it('are checked during the load only where that is cheap', async () => {
    const names = new Set((await check('during')).map(({ name }) => name));
    const cheap = Object.entries(invariants).filter(([, { cost }]) => cost === 'cheap');
    expect([...names]).toEqual(cheap.map(([name]) => name));
  });
});

describe('a corruption of the database', () => {
  beforeAll(async () => {
    const { admin } = year.desk.databases;
    await admin.query('USE pms_riviera');
    // What the schema refuses by itself must be plantable all the same: the checker stands on nothing but its SQL.
    await admin.query('SET SESSION check_constraint_checks = 0, foreign_key_checks = 0');
    await admin.query('DROP TRIGGER reservation_history_no_delete');
    await admin.query('DROP TRIGGER reservation_history_no_update');
    await admin.query('DROP TRIGGER journal_no_delete');
    await admin.query(`SET SESSION timestamp = ${year.now / 1000}`);
  });

  it.each(corruptions)('is found: $fault', async ({ plant, invariant, problem }) => {
    const { admin } = year.desk.databases;
    const scope = { tenant: 'riviera', phase: 'after', database, writer: admin } as const;
    const found = await whilePlanted(admin, plant(year.stays), () => hold(named(invariant), scope));
    expect(found.violations).toBeGreaterThan(0);
    expect(found.examples).toHaveLength(Math.min(found.violations, 20));
    expect(found.examples.map((example) => example['problem'])).toContain(problem);
  });

  it('is undone after each', async () => {
    expect(violated(await check())).toEqual([]);
  });

  it('is planted for every invariant of one database', () => {
    const found = new Set<string>(corruptions.map(({ invariant }) => invariant));
    expect(Object.keys(invariants).filter((name) => !found.has(name))).toEqual([
      'catalog-on-readers',
      'sales-on-readers',
    ]);
  });
});

describe("the run's bookings in the database", () => {
  it('are those that came in over the web since the run began', async () => {
    const { admin } = year.desk.databases;
    const insert = (id: string, channel: string, at: string): string =>
      `INSERT INTO pms_riviera.booking (id, reference, idempotency_key, quote_id, channel, total_cents, created_at, folio_id)
       VALUES ('${id}', '${id}', 'key-${id}', NULL, '${channel}', 4200, '${at}', 'f-${id}')`;
    for (const statement of [
      insert('early', 'web', '2028-06-01 09:59:59.999'),
      insert('mine', 'web', '2028-06-01 10:00:00.000'),
      insert('desk', 'staff', '2028-06-01 10:00:01.000'),
    ])
      await admin.query(statement);
    const found = await all(databaseBookings(database, Date.parse('2028-06-01T10:00:00Z')));
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
      "The target's database writer (127.0.0.1:9) stopped answering: connect ECONNREFUSED 127.0.0.1:9. The run folder is kept, but the database was not checked to the end.",
    );
  });

  it('is refused when its schema is another than that of the reference system', async () => {
    const { address } = database.writer;
    const root = { user: 'root', password: '', schemas: { riviera: 'mysql' } };
    await expect(asked(root)).rejects.toThrow(
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
