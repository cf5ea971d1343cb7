import type { Connection } from 'mysql2/promise';
import { reasonOf } from '../../core/errors.ts';
import { every } from '../../core/every.ts';
import type { TargetDatabase } from '../../targets/target.ts';
import { connectTo, rowsOf } from '../database/connection.ts';
import { type Endpoint, nextId, openEndpoint, whoAnswers, write } from './endpoint.ts';
import { keepings, type Sample, type SampleOf } from './sample.ts';

type Try = (connection: Connection, writer: Connection) => Promise<Omit<Told, 'what'>>;
type Told = Pick<SampleOf<'session'>, 'what' | 'kept' | 'told'>;

/** What a session must keep, and how that is found out; each on a connection of its own. */
const tries: Readonly<Record<(typeof keepings)[number], Try>> = {
  'user-variable': async (connection) => {
    await write(connection, 'SET @bilancia = 5');
    const [row] = await rowsOf(connection, 'SELECT @bilancia AS value');
    return { kept: Number(row?.['value']) === 5, told: `@bilancia is ${row?.['value'] ?? 'NULL'}` };
  },
  'named-lock': async (connection, writer) => {
    const name = `bilancia${nextId()}`;
    await rowsOf(connection, `SELECT GET_LOCK('${name}', 0) AS got`);
    const [row] = await rowsOf(writer, `SELECT IS_USED_LOCK('${name}') AS held`);
    const kept = row?.['held'] !== null;
    return { kept, told: kept ? 'the writer holds it' : 'the writer knows of no such lock' };
  },
  'temporary-table': async (connection) => {
    const name = `bilancia_${-nextId()}`;
    await write(connection, `CREATE TEMPORARY TABLE ${name} (id INT)`);
    await write(connection, `INSERT INTO ${name} (id) VALUES (1)`);
    const rows = await rowsOf(connection, `SELECT id FROM ${name}`);
    return { kept: rows.length === 1, told: `${rows.length} of 1 rows` };
  },
  'returned-row': async (connection, writer) => {
    const [server] = await rowsOf(writer, 'SELECT VERSION() AS version');
    if (!String(server?.['version']).includes('MariaDB'))
      return { kept: true, told: 'the writer has no RETURNING' };
    const id = nextId();
    const sql = `INSERT INTO element (id, written_by) VALUES (${id}, 0) RETURNING id`;
    const rows = await rowsOf(connection, sql);
    await write(connection, `DELETE FROM element WHERE id = ${id}`);
    return { kept: rows.length === 1, told: `${rows.length} of 1 rows` };
  },
  'last-insert-id': async (connection) => {
    const id = nextId();
    const { insertId: _, ...rest } = await write(
      connection,
      `INSERT INTO element (id, written_by) VALUES (LAST_INSERT_ID(${-id}), 0)`,
    );
    const [row] = await rowsOf(connection, 'SELECT LAST_INSERT_ID() AS id');
    await write(connection, `DELETE FROM element WHERE id = ${-id}`);
    const kept = rest.affectedRows === 1 && Number(row?.['id']) === -id;
    return {
      kept,
      told: kept ? 'it is the id that was inserted' : `it is ${row?.['id'] ?? 'NULL'}`,
    };
  },
};

/** What sessions keep, half as often as there are transactions, and where reads go once autocommit was off and is on again. */
export async function* checkSessions(
  endpoint: Endpoint,
  database: TargetDatabase,
  paceMs: number,
  until: AbortSignal,
): AsyncGenerator<Sample> {
  for await (const _ of every(2 * paceMs, until)) {
    for (const what of keepings) yield await tryOne(what, tries[what], endpoint, database);
    yield* afterAutocommit(endpoint);
  }
}

async function tryOne(
  what: Told['what'],
  attempt: Try,
  endpoint: Endpoint,
  database: TargetDatabase,
): Promise<Sample> {
  const at = Date.now();
  const open: Connection[] = [];
  try {
    const connection = await openEndpoint(endpoint);
    open.push(connection);
    const writer = await connectTo(database, database.writer);
    open.push(writer);
    return { kind: 'session', at, what, ...(await attempt(connection, writer)) };
  } catch (error) {
    return { kind: 'session', at, what, kept: false, told: reasonOf(error) };
  } finally {
    for (const connection of open) connection.destroy();
  }
}

async function* afterAutocommit(endpoint: Endpoint): AsyncGenerator<Sample> {
  let connection: Connection | undefined;
  try {
    connection = await openEndpoint(endpoint);
    for (const sql of ['SET autocommit = 0', 'COMMIT', 'SET autocommit = 1'])
      await write(connection, sql);
    for (let nth = 0; nth < 4; nth += 1)
      yield await whoAnswers(
        endpoint,
        connection,
        'read-after-autocommit-was-off',
        'SELECT @@server_id AS id',
      );
  } catch (error) {
    const failed = { by: null, ms: 0, error: reasonOf(error) };
    yield { kind: 'answered', at: Date.now(), asked: 'read-after-autocommit-was-off', ...failed };
  } finally {
    connection?.destroy();
  }
}
