// @module-tag needs/mariadb
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestDatabases, startTestDatabases, testTenants, today } from '../testing/fixture.ts';
import { brokenInvariants } from '../testing/invariants.ts';
import { nightsOnSale } from './calendar.ts';
import { prepareDatabases } from './prepare.ts';

let databases: TestDatabases;
beforeAll(async () => {
  databases = await startTestDatabases({ inHouse: true });
});
afterAll(() => databases.stop());

const checksums = async () => {
  const tables = ['reservation', 'unit_night', 'nightly_rate', 'guest', 'folio_line'];
  const [rows] = await databases.admin.query(
    `CHECKSUM TABLE ${tables.map((table) => `pms_riviera.${table}`).join(', ')}`,
  );
  return rows;
};
const root = () => ({ host: '127.0.0.1', port: databases.server.port, user: 'root' });

describe('the seed', () => {
  it.each(['pms_riviera', 'pms_dolomiti'])(
    'leaves %s with every invariant whole',
    async (schema) => {
      expect(await brokenInvariants(databases.admin, schema)).toEqual([]);
    },
  );

  it('has people in house, some who leave today, some who left, and some who come today', async () => {
    const [rows] = await databases.admin.query(
      `SELECT SUM(status = 'checkedIn') > 10 AS housed, SUM(status = 'checkedIn' AND departure = '${today}') > 2 AS going,
         SUM(status = 'checkedOut') > 10 AS gone, SUM(status = 'confirmed' AND arrival = '${today}') > 4 AS coming
       FROM pms_riviera.reservation`,
    );
    expect(rows).toEqual([{ housed: 1, going: 1, gone: 1, coming: 1 }]);
  });

  it('sells about a quarter of the nights, leaving room in August', async () => {
    const share = 'SELECT SUM(sold) / SUM(capacity) AS share FROM pms_riviera.availability_day';
    const [rows] = await databases.admin.query(share);
    expect(rows).toEqual([{ share: expect.closeTo(0.33, 1) }]);
  });

  it('is the same for the same options, and another for another day', async () => {
    const first = await checksums();
    const options = { bookingMode: 'safe', tenants: testTenants, units: 20, nights: 60 } as const;
    await prepareDatabases(root(), { ...options, today: '2027-07-21' });
    expect(await checksums()).not.toEqual(first);
    await prepareDatabases(root(), { ...options, today });
    expect(await checksums()).toEqual(first);
  });

  it.each([
    ['2026-11-22', '2027-11-21'],
    ['2026-08-02', '2027-08-31'],
    ['2026-09-02', '2027-09-01'],
  ])('of a year from %s is on sale until %s, over the whole of August', (from, last) => {
    expect(nightsOnSale(from, 365).at(-1)).toBe(last);
  });

  it('breaks an invariant when a row is damaged, and the checks name it', async () => {
    await databases.admin.query(
      'UPDATE pms_riviera.folio SET balance_cents = balance_cents + 1 LIMIT 1',
    );
    expect(await brokenInvariants(databases.admin, 'pms_riviera')).toEqual([
      'a balance that is not charges - captured + refunded',
    ]);
    await databases.admin.query('DELETE FROM pms_dolomiti.unit_night LIMIT 1');
    expect(await brokenInvariants(databases.admin, 'pms_dolomiti')).toEqual([
      'sold is not the number of held nights',
      'a live reservation without all its nights',
    ]);
  });

  it('does not know other tenants', async () => {
    const [first] = testTenants.tenants;
    const tenants = {
      ...testTenants,
      tenants: first === undefined ? [] : [{ ...first, id: 'atlantis' }],
    };
    await expect(prepareDatabases(root(), { bookingMode: 'safe', tenants, today })).rejects.toThrow(
      'Unknown tenant "atlantis". Known: riviera, dolomiti.',
    );
  });
});
