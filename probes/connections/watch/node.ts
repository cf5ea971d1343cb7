import { availableParallelism } from 'node:os';
import type { Connection } from 'mysql2/promise';
import { BilanciaError, reasonOf } from '../../../core/errors.ts';
import { parseStat, readOfProcess } from '../../../core/process-files.ts';
import type { Instance } from '../../../core/topology.ts';
import type { TargetDatabase } from '../../../targets/target.ts';
import { asDatabaseError, connectTo, rowsOf } from '../../database/connection.ts';
import type { Sample, SampleOf } from '../samples/sample.ts';

/** A node, and our connection to it. */
export interface Watched {
  readonly instance: Instance;
  connection: Connection | undefined;
}

interface Round {
  /** Counted from 0. */
  readonly nth: number;
  /** A node that cannot be looked at at all is a mistake then, and nothing that was seen. */
  readonly isFirst?: boolean;
  /** Fractions of its cores by id, where Aurora tells. */
  readonly cpu?: ReadonlyMap<string, number>;
}

/** Who holds the connections is asked once in so many rounds. */
const holdersEvery = 5;
const mostHolders = 20;
/** "Too many connections". */
const tooMany = 1040;

export function nodeOf({ id, role, pid }: Instance): SampleOf<'node'> {
  const cores = pid === undefined ? {} : { cores: availableParallelism() };
  const part = role === 'writer' ? 'writer' : 'reader';
  return { kind: 'node', at: Date.now(), id, role: part, ...cores };
}

/** One look at a node. That it does not answer, or has no room for us, is itself something seen. */
export async function lookAt(
  database: TargetDatabase,
  watched: Watched,
  { nth, isFirst = false, cpu }: Round,
): Promise<Sample[]> {
  const { instance } = watched;
  try {
    watched.connection ??= await connectTo(database, instance);
    const { connection } = watched;
    const seen = await connectionsOf(connection, instance);
    const share = cpu?.get(instance.id);
    const held = nth % holdersEvery === 0 ? [await holdersOf(connection, instance)] : [];
    return [{ ...seen, ...(share === undefined ? {} : { cpu: share }) }, ...held];
  } catch (error) {
    watched.connection?.destroy();
    watched.connection = undefined;
    const refused = error instanceof Error && 'errno' in error && error.errno === tooMany;
    const known = asDatabaseError(error, instance);
    if (!(known instanceof BilanciaError) || (isFirst && !refused)) throw known;
    const { id } = instance;
    return [{ kind: 'unseen', at: Date.now(), id, refused, reason: reasonOf(error) }];
  }
}

async function connectionsOf(
  connection: Connection,
  { id, pid }: Instance,
): Promise<SampleOf<'connections'>> {
  const at = Date.now();
  const [limit] = await rowsOf(connection, 'SELECT @@max_connections AS most');
  const rows = await rowsOf(
    connection,
    "SHOW GLOBAL STATUS WHERE Variable_name IN ('Threads_connected', 'Threads_running', 'Connection_errors_max_connections', 'Aborted_connects')",
  );
  const status = new Map(rows.map((row) => [String(row['Variable_name']), Number(row['Value'])]));
  const stat = pid === undefined ? undefined : await readOfProcess(pid, 'stat');
  return {
    kind: 'connections',
    at,
    id,
    most: Number(limit?.['most']),
    open: status.get('Threads_connected') ?? 0,
    running: status.get('Threads_running') ?? 0,
    refusedTotal: status.get('Connection_errors_max_connections') ?? 0,
    abortedTotal: status.get('Aborted_connects') ?? 0,
    ...(stat === undefined ? {} : { cpuSeconds: parseStat(stat).cpuSeconds }),
  };
}

async function holdersOf(connection: Connection, { id }: Instance): Promise<SampleOf<'held'>> {
  const rows = await rowsOf(
    connection,
    `SELECT CONCAT(USER, '@', SUBSTRING_INDEX(HOST, ':', 1)) AS client, COUNT(*) AS open,
       SUM(COMMAND = 'Sleep') AS idle
     FROM information_schema.PROCESSLIST GROUP BY client ORDER BY open DESC LIMIT ${mostHolders}`,
  );
  const by = rows.map(({ client, open, idle }) => ({
    client: String(client),
    open: Number(open),
    idle: Number(idle),
  }));
  return { kind: 'held', at: Date.now(), id, by };
}
