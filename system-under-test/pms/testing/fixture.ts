import { type Connection, createConnection } from 'mysql2/promise';
import type { Configuration } from '../configuration.ts';
import { createLogger } from '../logging/logger.ts';
import { prepareDatabases, type SeedOptions } from '../seed/prepare.ts';
import { startTask, type TaskContext } from '../service/task.ts';
import { parseTenantsFile, type TenantsFile } from '../tenants-file.ts';
import { type MariaDb, startMariaDb } from './mariadb.ts';

/** The first night on sale in tests: within reach of the Saturdays of August. */
export const today = '2027-07-20';

/** Both tenants with accounts; staff members `manager` and `reception`, and the client `channel-manager`. */
export const testTenants: TenantsFile = parseTenantsFile({
  signingKey: 'a-signing-key-that-is-for-tests-only-and-long-enough',
  platform: { schema: 'pms_platform', user: 'platform', password: 'platform-password' },
  tenants: ['riviera', 'dolomiti'].map((id) => ({
    id,
    hosts: [`${id}.localhost`],
    schema: `pms_${id}`,
    user: `pms_${id}`,
    password: `${id}-password`,
    staff: {
      users: [
        { username: 'manager', password: `${id}-manager-password`, role: 'manager' },
        { username: 'reception', password: `${id}-reception-password`, role: 'reception' },
      ],
      clients: [{ id: 'channel-manager', secret: `${id}-client-secret`, role: 'manager' }],
    },
  })),
});

/** The tenants' and the platform's databases on a server of their own. */
export interface TestDatabases {
  readonly server: MariaDb;
  /** As root, in no database. */
  readonly admin: Connection;
  /** A configuration of a task on these databases; the task's port is any free one. */
  readonly configuration: Configuration;
  readonly stop: () => Promise<void>;
}

/** A MariaDB with a small seed: 20 units a campsite, 60 nights, unless stated. */
export async function startTestDatabases(
  options: Partial<SeedOptions> = {},
  settings: Partial<Configuration> = {},
): Promise<TestDatabases> {
  const server = await startMariaDb();
  const root = { host: '127.0.0.1', port: server.port, user: 'root' };
  const bookingMode = options.bookingMode ?? 'safe';
  await prepareDatabases(root, {
    bookingMode,
    tenants: testTenants,
    today,
    units: 20,
    nights: 60,
    // Tests set their clocks to days on which these people would long have left.
    inHouse: false,
    ...options,
  });
  const admin = await createConnection({ ...root, dateStrings: true, decimalNumbers: true });
  const endpoint = { host: '127.0.0.1', port: server.port };
  return {
    server,
    admin,
    configuration: {
      listen: { host: '127.0.0.1', port: 0 },
      taskId: 'task-1',
      bookingMode,
      flaws: [],
      writer: endpoint,
      reader: endpoint,
      sessions: [],
      logFormat: 'line',
      writerPool: 10,
      readerPool: 10,
      poolOrder: 'fifo',
      maxAgeSeconds: 60,
      // Longer than in production: a busy machine is slow, and no test is about that.
      poolWaitSeconds: 30,
      connectTimeoutSeconds: 30,
      queryTimeoutSeconds: 30,
      lockWaitSeconds: 30,
      sessionSeconds: 1800,
      quoteSeconds: 900,
      optionSeconds: 60,
      sweepSeconds: 5,
      outboxKeepSeconds: 86_400,
      freshSeconds: 10,
      searchSeconds: 0,
      warmUpRounds: 0,
      drainDelaySeconds: 0,
      drainSeconds: 20,
      tenantsFile: testTenants,
      ...settings,
    },
    stop: async () => {
      admin.destroy();
      await server.stop();
    },
  };
}

export type TestRequest = Omit<RequestInit, 'headers'> & {
  readonly headers?: Readonly<Record<string, string>>;
};

export interface TestTask {
  readonly url: string;
  readonly deps: Awaited<ReturnType<typeof startTask>>['deps'];
  readonly app: Awaited<ReturnType<typeof startTask>>['app'];
  /** What was logged so far. */
  readonly log: readonly string[];
  /** A request to the task: path, and what `fetch` takes; the tenant is `riviera` unless the headers say otherwise. */
  readonly request: (path: string, init?: TestRequest) => Promise<Response>;
  readonly stop: () => Promise<void>;
}

/** One task on the databases, in this process. */
export async function startTestTask(
  configuration: Configuration,
  context: Partial<TaskContext> = {},
): Promise<TestTask> {
  const log: string[] = [];
  const logger = createLogger({ format: 'line', write: (line) => log.push(line) });
  const task = await startTask(configuration, { logger, ...context });
  const url = `http://127.0.0.1:${task.address.port}`;
  return {
    url,
    deps: task.deps,
    app: task.app,
    log,
    request: (path, init = {}) =>
      fetch(url + path, {
        ...init,
        headers: { 'x-tenant': 'riviera', ...init.headers },
      }),
    stop: task.drain,
  };
}
