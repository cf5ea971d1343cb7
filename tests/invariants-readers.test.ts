// @module-tag needs/mariadb
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { collected as all } from '../core/collected.ts';
import type { InvariantCheck } from '../core/run-folder/files/invariants.ts';
import { checkInvariants } from '../probes/check-invariants.ts';
import { withConnection } from '../probes/database/connection.ts';
import { checksumsOf } from '../probes/reader-comparison/checksums.ts';
import { compareTable } from '../probes/reader-comparison/compare-table.ts';
import { catalogTables } from '../probes/reader-comparison/tables.ts';
import { startTestDatabases } from '../system-under-test/pms/testing/fixture.ts';
import type { TestDatabases } from '../system-under-test/pms/testing/fixture.ts';
import type { TargetDatabase } from '../targets/target.ts';

/** Two servers with the same seed: as a writer and a reader that has everything. */
let writer: TestDatabases;
let reader: TestDatabases;
let database: TargetDatabase;

beforeAll(async () => {
  [writer, reader] = await Promise.all([startTestDatabases(), startTestDatabases()]);
  const node = (id: string, role: 'writer' | 'reader', { server }: TestDatabases) => ({
    id,
    role,
    address: `127.0.0.1:${server.port}`,
  });
  database = {
    writer: node('db-1', 'writer', writer),
    readers: [node('db-2', 'reader', reader)],
    user: 'root',
    password: '',
    schemas: { riviera: 'pms_riviera' },
  };
  await reader.admin.query('USE pms_riviera');
  await reader.admin.query('SET SESSION foreign_key_checks = 0');
});
afterAll(() => Promise.all([writer.stop(), reader.stop()]));

async function onReaders(changes: Partial<TargetDatabase> = {}): Promise<InvariantCheck[]> {
  const checks = await all(checkInvariants({ ...database, ...changes }, 'after', Date.now));
  return checks.filter(({ kind }) => kind === 'readers');
}

/** What is wrong on a reader alone, how it is undone, and where it must be found. */
const corruptions = [
  {
    fault: 'all rates raised alike',
    plant: `UPDATE nightly_rate SET base_cents = base_cents + 100`,
    undo: `UPDATE nightly_rate SET base_cents = base_cents - 100`,
    table: 'nightly_rate',
    parts: 36,
  },
  {
    fault: 'the price of one night',
    plant: `UPDATE nightly_rate SET extra_child_cents = extra_child_cents + 1 WHERE unit_group_id = 'RIV1-PS' AND night = '2027-08-01'`,
    undo: `UPDATE nightly_rate SET extra_child_cents = extra_child_cents - 1 WHERE unit_group_id = 'RIV1-PS' AND night = '2027-08-01'`,
    table: 'nightly_rate',
    parts: 1,
  },
  {
    fault: 'a counter of sold nights',
    plant: `UPDATE availability_day SET sold = sold + 1 WHERE unit_group_id = 'RIV1-PS' AND night = '2027-08-01'`,
    undo: `UPDATE availability_day SET sold = sold - 1 WHERE unit_group_id = 'RIV1-PS' AND night = '2027-08-01'`,
    table: 'availability_day',
    parts: 1,
  },
  {
    fault: 'a unit that is not there',
    plant: `DELETE FROM unit WHERE id = 'RIV1-A001'`,
    undo: `INSERT INTO unit VALUES ('RIV1-A001', 'RIV1-PS', 'A001')`,
    table: 'unit',
    parts: 1,
  },
  {
    fault: 'a closed night',
    plant: `INSERT INTO restriction (unit_group_id, night, closed, changed_at) VALUES ('RIV1-PS', '2027-09-01', 1, NOW())`,
    undo: `DELETE FROM restriction WHERE unit_group_id = 'RIV1-PS' AND night = '2027-09-01'`,
    table: 'restriction',
    parts: 1,
  },
  {
    fault: 'the tourist tax',
    plant: `UPDATE property SET tourist_tax_cents = tourist_tax_cents + 1 WHERE id = 'RIV1'`,
    undo: `UPDATE property SET tourist_tax_cents = tourist_tax_cents - 1 WHERE id = 'RIV1'`,
    table: 'property',
    parts: 1,
  },
  {
    fault: 'a night that is held on the reader only',
    plant: `INSERT INTO unit_night VALUES ('RIV1-A001', '2028-01-01', 'nobody')`,
    undo: `DELETE FROM unit_night WHERE night = '2028-01-01'`,
    table: 'unit_night',
    parts: 1,
  },
  {
    fault: 'a balance',
    plant: `UPDATE folio SET balance_cents = balance_cents + 1 ORDER BY id LIMIT 1`,
    undo: `UPDATE folio SET balance_cents = balance_cents - 1 ORDER BY id LIMIT 1`,
    table: 'folio',
    parts: 1,
  },
  {
    fault: 'the status of a reservation',
    plant: `UPDATE reservation SET status = 'checkedIn' ORDER BY id LIMIT 1`,
    undo: `UPDATE reservation SET status = 'confirmed' ORDER BY id LIMIT 1`,
    table: 'reservation',
    parts: 1,
  },
];

describe('a reader', () => {
  it('is as the writer when it has everything, and is looked at in many parts', async () => {
    const checks = await onReaders();
    expect(checks.map(({ name, violations }) => [name, violations])).toEqual([
      ['catalog-on-readers', 0],
      ['sales-on-readers', 0],
    ]);
    expect(checks.every(({ checked }) => checked > 60)).toBe(true);
  });

  it.each(corruptions)('is found to differ in $fault', async ({ plant, undo, table, parts }) => {
    await reader.admin.query(plant);
    const checks = await onReaders();
    await reader.admin.query(undo);
    const found = checks.flatMap(({ examples }) => examples);
    expect(checks.reduce((sum, { violations }) => sum + violations, 0)).toBe(parts);
    expect(found).toHaveLength(Math.min(parts, 20));
    for (const example of found)
      expect(example).toMatchObject({ reader: 'db-2', table, problem: 'differs from the writer' });
  });

  it('says nothing when it does not answer, and does not stop the others from being looked at', async () => {
    const [answering] = database.readers;
    if (answering === undefined) throw new Error('no reader');
    const gone = { ...answering, id: 'db-3', address: '127.0.0.1:9' };
    const alone = await onReaders({ readers: [gone] });
    expect(alone.map(({ checked, violations }) => [checked, violations])).toEqual([
      [0, 0],
      [0, 0],
    ]);
    expect(await onReaders({ readers: [gone, answering] })).toMatchObject(
      (await onReaders()).map(({ checked }) => ({ checked, violations: 0 })),
    );
  });
});

describe('a comparison while the writer goes on', () => {
  const [rates] = catalogTables.filter(({ table }) => table === 'nightly_rate');
  const compared = async (catchUp: () => Promise<boolean>) =>
    withConnection(database, database.writer, 'pms_riviera', (onWriter) =>
      withConnection(database, database.readers[0] ?? database.writer, 'pms_riviera', async (c) => {
        if (rates === undefined) throw new Error('rates are not compared');
        const before = await checksumsOf(onWriter, rates, undefined);
        return compareTable({ writer: onWriter, reader: c, catchUp }, rates, before);
      }),
    );
  const raise = async ({ admin }: TestDatabases): Promise<void> => {
    await admin.query(`UPDATE pms_riviera.nightly_rate SET base_cents = base_cents + 100`);
  };

  it('takes a change that reached the reader in the meantime for no difference', async () => {
    const raiseBoth = async (): Promise<boolean> => {
      await raise(writer);
      await raise(reader);
      return true;
    };
    expect(await compared(raiseBoth)).toEqual({ decided: 36, different: [] });
  });

  it('leaves undecided what the writer changes every time it is looked at', async () => {
    const raiseWriter = async (): Promise<boolean> => {
      await raise(writer);
      return true;
    };
    await raiseWriter();
    expect(await compared(raiseWriter)).toEqual({ decided: 0, different: [] });
  });

  it('finds every part once the writer leaves them alone', async () => {
    const { decided, different } = await compared(() => Promise.resolve(true));
    expect([decided, different.length]).toEqual([36, 36]);
    expect(different[0]).toEqual({
      table: 'nightly_rate',
      part: 'RIV1-BU4 2027-07',
      writerRows: 12,
      readerRows: 12,
      problem: 'differs from the writer',
    });
  });

  it('decides nothing on a reader that does not catch up', async () => {
    expect(await compared(() => Promise.resolve(false))).toEqual({ decided: 0, different: [] });
  });
});
