// @module-tag needs/mariadb
import { seededRandom } from '../../core/seeded-random.ts';
import type { Configuration } from '../../system-under-test/pms/configuration.ts';
import type { SeedOptions } from '../../system-under-test/pms/seed/prepare.ts';
import { type Desk, openDesk } from '../../system-under-test/pms/testing/desk.ts';
import type { TargetDatabase } from '../../targets/target.ts';

/** Moves the clocks of the service and of the account. */
export type SetClock = (iso: string) => Promise<void>;

export interface CheckedDesk {
  readonly desk: Desk;
  /** As the account that may only read, whose connections have the service's clock. */
  readonly database: TargetDatabase;
  readonly setClock: SetClock;
  /** What the service's clock says, in milliseconds since 1970. */
  readonly now: () => number;
}

const checker = { user: 'checker', password: 'checker-password' };

/** A reception desk whose clock can be set, and its database as those see it who check the invariants. */
export async function openCheckedDesk(
  start: string,
  seed: Partial<SeedOptions> = {},
  settings: Partial<Configuration> = {},
): Promise<CheckedDesk> {
  let clock = Date.parse(start);
  // Time goes on with every look at the clock, so that no two steps are at the same moment. Sweeps are made when they are
  // wanted: the job's own time is that of the machine.
  const desk = await openDesk(
    { sweepSeconds: 3600, ...settings },
    { now: () => (clock += 1), random: seededRandom(1) },
    seed,
  );
  const { admin, server } = desk.databases;
  await admin.query(`CREATE USER '${checker.user}'@'%' IDENTIFIED BY '${checker.password}'`);
  for (const schema of ['pms_riviera', 'pms_dolomiti'])
    await admin.query(`GRANT SELECT ON ${schema}.* TO '${checker.user}'@'%'`);
  const setClock: SetClock = async (iso) => {
    clock = Date.parse(iso);
    // Runs for every new connection of an account without privileges.
    await admin.query(`SET GLOBAL init_connect = 'SET timestamp = ${clock / 1000}'`);
  };
  const node = { id: 'writer', role: 'writer', address: `127.0.0.1:${server.port}` } as const;
  const schemas = { riviera: 'pms_riviera', dolomiti: 'pms_dolomiti' };
  const database = { writer: node, readers: [], ...checker, schemas };
  await setClock(start);
  return { desk, database, setClock, now: () => clock };
}
