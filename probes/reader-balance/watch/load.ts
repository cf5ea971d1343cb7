import type { Connection } from 'mysql2/promise';
import { reasonOf } from '../../../core/errors.ts';
import { every } from '../../../core/every.ts';
import { parseStat, readOfProcess } from '../../../core/process-files.ts';
import type { Instance } from '../../../core/topology.ts';
import type { TargetDatabase } from '../../../targets/target.ts';
import { auroraCpu } from '../../database/aurora-cpu.ts';
import { type FlatRow, asDatabaseError, connectTo, rowsOf } from '../../database/connection.ts';
import type { Sample } from '../samples/sample.ts';

/** How often each reader is looked at: by the second, as connections come and go within a window of a few. */
const everyMs = 1_000;

/** Accounts of the server itself and of its keepers; what they open is no client's. */
const keepers = ['system user', 'event_scheduler', 'unauthenticated user', 'rdsadmin', 'root'];

/** A reader under watch: our connection to it, and the clients' connections that it had at the last look. */
interface Watched {
  readonly open: Map<number, string>;
  connection: Connection | undefined;
  looked: boolean;
}

/** Sessions, queries and CPU of each reader, and the clients' connections as they come and go. */
export async function* watchLoad(
  database: TargetDatabase,
  readersNow: () => readonly Instance[],
  until: AbortSignal,
): AsyncGenerator<Sample> {
  const watched = new Map<string, Watched>();
  const aurora = auroraCpu(database);
  try {
    for await (const _ of now(until)) {
      const cpus = await aurora.look();
      const looks = readersNow().map((reader) => {
        const state = watched.get(reader.id) ?? {
          open: new Map(),
          connection: undefined,
          looked: false,
        };
        watched.set(reader.id, state);
        return look(database, reader, state, cpus.get(reader.id));
      });
      for (const samples of await Promise.all(looks)) yield* samples;
    }
  } finally {
    aurora.close();
    for (const { connection } of watched.values()) connection?.destroy();
  }
}

async function* now(until: AbortSignal): AsyncGenerator<void> {
  yield;
  yield* every(everyMs, until);
}

/** A reader that does not answer is itself something seen. */
async function look(
  database: TargetDatabase,
  reader: Instance,
  state: Watched,
  cpu: number | undefined,
): Promise<Sample[]> {
  try {
    state.connection ??= await connectTo(database, reader);
    const seen = await lookThrough(state.connection, database, reader, state);
    if (cpu === undefined) return seen;
    return seen.map((sample) => (sample.kind === 'load' ? { ...sample, cpu } : sample));
  } catch (error) {
    state.connection?.destroy();
    state.connection = undefined;
    const reason = reasonOf(asDatabaseError(error, reader));
    return [{ kind: 'unseen', at: Date.now(), reader: reader.id, reason }];
  }
}

async function lookThrough(
  connection: Connection,
  { user }: TargetDatabase,
  reader: Instance,
  state: Watched,
): Promise<Sample[]> {
  const at = Date.now();
  const status = await statusOf(connection);
  const rows = await rowsOf(
    connection,
    'SELECT ID AS id, USER AS user, HOST AS host, COMMAND AS command, TIME AS time FROM information_schema.PROCESSLIST',
  );
  const clients = rows.filter((row) => isClient(row, user));
  const present = new Map(clients.map((row) => [Number(row['id']), clientOf(row)]));
  const changes: Sample[] = [];
  for (const [id, client] of present)
    if (!state.open.has(id))
      changes.push({ kind: 'opened', at, reader: reader.id, id, client, standing: !state.looked });
  for (const id of state.open.keys())
    if (!present.has(id)) changes.push({ kind: 'closed', at, reader: reader.id, id });
  state.open.clear();
  for (const [id, client] of present) state.open.set(id, client);
  state.looked = true;
  const stat = reader.pid === undefined ? undefined : await readOfProcess(reader.pid, 'stat');
  return [
    ...changes,
    {
      kind: 'load',
      at,
      reader: reader.id,
      sessions: clients.length,
      used: clients.filter(isUsed).map((row) => Number(row['id'])),
      queriesTotal: status.get('Questions') ?? 0,
      uptimeSeconds: status.get('Uptime') ?? 0,
      ...(stat === undefined ? {} : { cpuSeconds: parseStat(stat).cpuSeconds }),
    },
  ];
}

async function statusOf(connection: Connection): Promise<Map<string, number>> {
  const rows = await rowsOf(
    connection,
    "SHOW GLOBAL STATUS WHERE Variable_name IN ('Questions', 'Uptime')",
  );
  return new Map(rows.map((row) => [String(row['Variable_name']), Number(row['Value'])]));
}

function isClient({ user, command }: FlatRow, own: string): boolean {
  return (
    user !== own && !keepers.includes(String(user)) && !String(command).startsWith('Binlog Dump')
  );
}

/** Whether it did something since the last look, a second ago: what sleeps tells for how many seconds. */
function isUsed({ command, time }: FlatRow): boolean {
  return command !== 'Sleep' || Number(time) < 1;
}

function clientOf({ user, host }: FlatRow): string {
  return `${user}@${String(host).replace(/:\d+$/, '')}`;
}
