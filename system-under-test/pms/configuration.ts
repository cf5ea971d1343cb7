import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { knownError, reasonOf } from '../../core/errors.ts';
import { bookingModes } from './domain/booking-mode.ts';
import { type Flaw, flaws } from './domain/flaws.ts';
import { parseTenantsFile, type TenantsFile } from './tenants-file.ts';

const hostAndPort = z
  .string()
  .regex(/^[^:]+:\d{1,5}$/, 'must be name:port')
  .transform((text) => {
    const colon = text.lastIndexOf(':');
    return { host: text.slice(0, colon), port: Number(text.slice(colon + 1)) };
  });
export type HostAndPort = z.output<typeof hostAndPort>;

const seconds = (fallback: number) => z.coerce.number().positive().default(fallback);
const count = (fallback: number) => z.coerce.number().int().positive().default(fallback);

const environment = z.object({
  /** Where the task listens; port 0 takes any free one. */
  PMS_LISTEN: hostAndPort.default({ host: '127.0.0.1', port: 8080 }),
  PMS_TASK_ID: z.string().min(1).default('task'),
  PMS_BOOKING_MODE: z.enum(bookingModes).default('safe'),
  /** Faults to plant, comma separated. */
  PMS_FLAWS: z
    .string()
    .default('')
    .transform((text) => text.split(',').filter((flaw) => flaw !== ''))
    .pipe(z.array(z.enum(flaws))),
  PMS_TENANTS_FILE: z.string().min(1),
  PMS_DB_WRITER: hostAndPort,
  PMS_DB_READER: hostAndPort,
  /** A DNS server to ask for the database's names; without it the system's resolver is used. */
  PMS_DNS: hostAndPort.optional(),
  /** Memcached nodes, comma separated; without any there are no sessions. */
  PMS_SESSIONS: z
    .string()
    .default('')
    .transform((text) => text.split(',').filter((node) => node !== ''))
    .pipe(z.array(hostAndPort)),
  PMS_OUTSIDE_URL: z.url().optional(),
  /** Folder of the booking front end as it is served; without it the task builds and keeps its own. */
  PMS_FRONT_END: z.string().min(1).optional(),
  PMS_LOG_FORMAT: z.enum(['line', 'json']).default('line'),
  /** Connections per tenant, opened as they are needed. On the writer many wait for the rows of others. */
  PMS_DB_WRITER_POOL: count(16),
  PMS_DB_READER_POOL: count(8),
  /** How long a request waits for a connection while all are in use: as long as one may wait for a lock. */
  PMS_DB_POOL_WAIT_SECONDS: seconds(5),
  /** Which idle connection is used first: the one given back first, or last; with the last, the others lie idle. */
  PMS_DB_POOL_ORDER: z.enum(['fifo', 'lifo']).default('fifo'),
  /** How long a connection is used before it makes room for one that DNS may send elsewhere. */
  PMS_DB_MAX_AGE_SECONDS: seconds(60),
  PMS_DB_CONNECT_TIMEOUT_SECONDS: seconds(2),
  PMS_DB_QUERY_TIMEOUT_SECONDS: seconds(5),
  PMS_DB_LOCK_WAIT_SECONDS: count(5),
  PMS_SESSION_SECONDS: count(1800),
  PMS_QUOTE_SECONDS: seconds(900),
  PMS_OPTION_SECONDS: seconds(60),
  PMS_SWEEP_SECONDS: seconds(5),
  /** How long messages are kept after their delivery; subscribers that come back can be told of these. */
  PMS_OUTBOX_KEEP_SECONDS: seconds(86_400),
  /** After a write, how long the same client's reads go to the writer. */
  PMS_FRESH_SECONDS: count(10),
  /** How old the answer to a search may be; 0 asks the database each time. */
  PMS_SEARCH_SECONDS: z.coerce.number().nonnegative().default(1),
  /** How often a task answers to itself what visitors ask most before it listens; 0 for not at all. */
  PMS_WARM_UP_ROUNDS: z.coerce.number().int().nonnegative().default(0),
  /** Between "not ready" and the closed door, so that the load balancer can notice. */
  PMS_DRAIN_DELAY_SECONDS: z.coerce.number().nonnegative().default(1.5),
  PMS_DRAIN_SECONDS: seconds(20),
});

export interface Configuration {
  readonly listen: HostAndPort;
  readonly taskId: string;
  readonly bookingMode: (typeof bookingModes)[number];
  readonly flaws: readonly Flaw[];
  readonly writer: HostAndPort;
  readonly reader: HostAndPort;
  readonly dns?: HostAndPort | undefined;
  readonly sessions: readonly HostAndPort[];
  readonly outsideUrl?: string | undefined;
  readonly frontEndFolder?: string | undefined;
  readonly logFormat: 'line' | 'json';
  readonly writerPool: number;
  readonly readerPool: number;
  readonly poolWaitSeconds: number;
  readonly poolOrder: 'fifo' | 'lifo';
  readonly maxAgeSeconds: number;
  readonly connectTimeoutSeconds: number;
  readonly queryTimeoutSeconds: number;
  readonly lockWaitSeconds: number;
  readonly sessionSeconds: number;
  readonly quoteSeconds: number;
  readonly optionSeconds: number;
  readonly sweepSeconds: number;
  readonly outboxKeepSeconds: number;
  readonly freshSeconds: number;
  readonly searchSeconds: number;
  readonly warmUpRounds: number;
  readonly drainDelaySeconds: number;
  readonly drainSeconds: number;
  /** Holds secrets: never log it. */
  readonly tenantsFile: TenantsFile;
  /** The same as it is now: a password may have been rotated. */
  readonly tenantsFileNow?: () => TenantsFile;
}

/**
 * The configuration in the environment's `PMS_*` variables and in the file they name.
 * @throws bad-value or unreadable-file, naming the variable or the field
 */
export function readConfiguration(
  env: Readonly<Record<string, string | undefined>>,
): Configuration {
  const parsed = environment.safeParse(env);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const what = String(issue?.path[0] ?? 'The environment');
    throw knownError('bad-value', {
      what,
      given: env[what] ?? '',
      expected: issue?.message ?? 'valid',
    });
  }
  const e = parsed.data;
  return {
    listen: e.PMS_LISTEN,
    taskId: e.PMS_TASK_ID,
    bookingMode: e.PMS_BOOKING_MODE,
    flaws: e.PMS_FLAWS,
    writer: e.PMS_DB_WRITER,
    reader: e.PMS_DB_READER,
    dns: e.PMS_DNS,
    sessions: e.PMS_SESSIONS,
    outsideUrl: e.PMS_OUTSIDE_URL,
    frontEndFolder: e.PMS_FRONT_END,
    logFormat: e.PMS_LOG_FORMAT,
    writerPool: e.PMS_DB_WRITER_POOL,
    readerPool: e.PMS_DB_READER_POOL,
    poolWaitSeconds: e.PMS_DB_POOL_WAIT_SECONDS,
    poolOrder: e.PMS_DB_POOL_ORDER,
    maxAgeSeconds: e.PMS_DB_MAX_AGE_SECONDS,
    connectTimeoutSeconds: e.PMS_DB_CONNECT_TIMEOUT_SECONDS,
    queryTimeoutSeconds: e.PMS_DB_QUERY_TIMEOUT_SECONDS,
    lockWaitSeconds: e.PMS_DB_LOCK_WAIT_SECONDS,
    sessionSeconds: e.PMS_SESSION_SECONDS,
    quoteSeconds: e.PMS_QUOTE_SECONDS,
    optionSeconds: e.PMS_OPTION_SECONDS,
    sweepSeconds: e.PMS_SWEEP_SECONDS,
    outboxKeepSeconds: e.PMS_OUTBOX_KEEP_SECONDS,
    freshSeconds: e.PMS_FRESH_SECONDS,
    searchSeconds: e.PMS_SEARCH_SECONDS,
    warmUpRounds: e.PMS_WARM_UP_ROUNDS,
    drainDelaySeconds: e.PMS_DRAIN_DELAY_SECONDS,
    drainSeconds: e.PMS_DRAIN_SECONDS,
    tenantsFile: readTenantsFile(e.PMS_TENANTS_FILE),
    tenantsFileNow: () => readTenantsFile(e.PMS_TENANTS_FILE),
  };
}

function readTenantsFile(path: string): TenantsFile {
  try {
    return parseTenantsFile(JSON.parse(readFileSync(path, 'utf8')));
  } catch (thrown) {
    const expected =
      'JSON {signingKey, tenants: [{id, hosts, schema, user, password, staff}], platform}';
    throw knownError(
      'unreadable-file',
      { what: 'The tenants file', path, reason: reasonOf(thrown), expected },
      thrown,
    );
  }
}
