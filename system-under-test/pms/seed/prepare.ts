import {
  type Connection,
  type ConnectionOptions,
  createConnection,
  type RowDataPacket,
} from 'mysql2/promise';
import { knownError } from '../../../core/errors.ts';
import type { BookingMode } from '../domain/booking-mode.ts';
import { addDays, type CivilDate, nightsOf } from '../domain/civil-date.ts';
import { platformSql } from '../schema/platform.ts';
import { tenantSql } from '../schema/tables.ts';
import type { DatabaseAccount, TenantsFile } from '../tenants-file.ts';
import { bookingRows } from './bookings.ts';
import { nightsOnSale } from './calendar.ts';
import { campsites } from './campsites.ts';
import { pastNights } from './house.ts';
import { insertBatch } from './insert.ts';
import { campsiteRows } from './inventory.ts';
import { seededRandom } from '../../../core/seeded-random.ts';

export interface SeedOptions {
  readonly bookingMode: BookingMode;
  /** Tenants `riviera` and `dolomiti`, with the accounts to make for them, and the platform's. */
  readonly tenants: Pick<TenantsFile, 'tenants' | 'platform'>;
  /** The first night on sale. */
  readonly today: CivilDate;
  /** Per campsite; 400 unless stated. */
  readonly units?: number;
  /** Whether people are in house on the first day; they are unless stated. */
  readonly inHouse?: boolean;
  /** On sale from `today`; from 365 on the coming August is always whole. */
  readonly nights?: number;
  /** An account that may read every database, for those who check the data. */
  readonly checker?: { readonly user: string; readonly password: string };
}

/**
 * Makes the tenants' databases and the platform's: accounts with rights on their own database only, schema, and data
 * that is the same for the same options. Databases of these names are replaced.
 *
 * @param admin an account that may do all that
 * @throws unknown-name for a tenant that the seed does not know
 */
export async function prepareDatabases(
  admin: ConnectionOptions,
  options: SeedOptions,
): Promise<void> {
  const connection = await createConnection({ ...admin, charset: 'utf8mb4_unicode_ci' });
  try {
    await dropAnonymousAccounts(connection);
    const { tenants, platform } = options.tenants;
    await createDatabase(connection, platform, platformSql);
    for (const [i, tenant] of tenants.entries()) {
      await createDatabase(connection, tenant, tenantSql(options.bookingMode));
      await seedTenant(connection, tenant.id, i, options);
    }
    if (options.checker !== undefined) {
      const name = await createAccount(connection, options.checker);
      for (const { schema } of [...tenants, platform])
        await connection.query(`GRANT SELECT ON \`${schema}\`.* TO ${name}`);
    }
  } finally {
    await connection.end();
  }
}

/** Fresh installations have accounts without a name, which would take precedence over named ones on the same host. */
async function dropAnonymousAccounts(connection: Connection): Promise<void> {
  const [rows] = await connection.query<({ host: string } & RowDataPacket)[]>(
    `SELECT host FROM mysql.user WHERE user = ''`,
  );
  for (const { host } of rows) {
    await connection.query(`DROP USER IF EXISTS ''@${connection.escape(host)}`);
  }
}

async function createDatabase(
  connection: Connection,
  account: DatabaseAccount,
  statements: readonly string[],
) {
  await connection.query(`DROP DATABASE IF EXISTS \`${account.schema}\``);
  await connection.query(`CREATE DATABASE \`${account.schema}\` CHARACTER SET utf8mb4`);
  const name = await createAccount(connection, account);
  await connection.query(
    `GRANT SELECT, INSERT, UPDATE, DELETE ON \`${account.schema}\`.* TO ${name}`,
  );
  await connection.query(`USE \`${account.schema}\``);
  for (const statement of statements) await connection.query(statement);
}

async function createAccount(
  connection: Connection,
  account: { user: string; password: string },
): Promise<string> {
  const name = `${connection.escape(account.user)}@'%'`;
  await connection.query(
    `CREATE USER IF NOT EXISTS ${name} IDENTIFIED BY ${connection.escape(account.password)}`,
  );
  return name;
}

async function seedTenant(
  connection: Connection,
  id: string,
  index: number,
  options: SeedOptions,
): Promise<void> {
  const seeds = campsites[id];
  if (seeds === undefined)
    throw knownError('unknown-name', { what: 'tenant', given: id, known: Object.keys(campsites) });
  const random = seededRandom(20_270_801 + index);
  const chances = { booked: random, house: seededRandom(20_280_801 + index) };
  const past = options.inHouse === false ? 0 : pastNights;
  const onSale = nightsOnSale(options.today, options.nights ?? 365);
  const before = nightsOf(addDays(options.today, -past), options.today);
  const calendar = { nights: [...before, ...onSale], past };
  let number = 1;
  await connection.query('SET unique_checks = 0, foreign_key_checks = 0');
  for (const seed of seeds) {
    // A transaction each: what undoes a longer one would stay in the data folder for good.
    await connection.beginTransaction();
    const { campsite, batches } = campsiteRows(seed, calendar, options.units ?? 400, random);
    const bookings = bookingRows(campsite, calendar, chances, number);
    number += bookings.count;
    for (const batch of [...batches, ...bookings.batches]) await insertBatch(connection, batch);
    await connection.commit();
  }
  await connection.query('SET unique_checks = 1, foreign_key_checks = 1');
  await countRows(connection);
}

/**
 * The optimizer's statistics are kept with the data, and come by themselves only some time after the last insert: a data
 * folder that was closed before says for good that its tables are empty, and joins then go by nested loops over all.
 */
async function countRows(connection: Connection): Promise<void> {
  const [tables] = await connection.query<({ name: string } & RowDataPacket)[]>(
    `SELECT table_name AS name FROM information_schema.tables
     WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE'`,
  );
  await connection.query(`ANALYZE TABLE ${tables.map(({ name }) => `\`${name}\``).join(', ')}`);
}
