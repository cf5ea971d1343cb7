import type { Connection } from 'mysql2/promise';
import { BilanciaError, knownError } from '../../../core/errors.ts';
import { every } from '../../../core/every.ts';
import type { Instance, InstanceState } from '../../../core/topology.ts';
import { pick } from '../../../core/nearest.ts';
import { withRole } from '../../../core/with-role.ts';
import type { Target, TargetDatabase } from '../../../targets/target.ts';
import { asDatabaseError, rowsOf, withConnection } from '../../database/connection.ts';
import { merged } from '../../../core/merged.ts';
import { withoutDatabase } from '../../contract/no-database.ts';
import type { Look } from '../../contract/probe.ts';
import { identities } from './identity.ts';
import type { Sample, SampleOf } from '../samples/sample.ts';
import { weightsOf } from '../samples/settings.ts';
import { watchLoad } from './load.ts';
import { namesOf, watchNames } from './names.ts';

const topologyEveryMs = 2_000;

/**
 * All three layers at once. Per reader and second two short statements; per window, which is at least a second, one question
 * to each name server and one connection to the endpoint.
 * @throws unknown-name for a weight of no reader, probe-impossible, privilege-missing, target-not-loopback, database-gone, database-refused
 */
export async function* watch(look: Look): AsyncGenerator<Sample> {
  const { target, until } = look;
  const database = databaseOf(target, 'reader-balance');
  const ids = Object.fromEntries(database.readers.map(({ id }) => [id, id]));
  for (const id of weightsOf(look.settings).keys()) pick('reader', id, ids);
  const names = namesOf(look, 'reader-balance');
  let readers: readonly Instance[] = database.readers;
  const nodes = [database.writer, ...readers];
  for (const place of [...nodes.map(({ address }) => address), ...names.named])
    await look.allow(place);
  await requireGrants(database);
  const known = await identities(database, nodes).catch((error: unknown) => {
    throw asDatabaseError(error, database.writer);
  });
  yield* target.instances.flatMap(clientOf);
  const at = Date.now();
  yield* nodes.map((node) => sampleOf(node, at));
  yield* merged<Sample>([
    watchNames(names, database, known, look),
    watchLoad(database, () => readers, until),
    watchReaders(target, until, (now) => {
      readers = now;
    }),
  ]);
}

/** @throws probe-impossible, in the name of `probe` */
export function databaseOf(target: Target, probe: string): TargetDatabase {
  const { database } = target;
  if (database !== undefined && database.readers.length > 0) return database;
  const lacks = database === undefined ? 'no database' : 'no reader of its database';
  throw withoutDatabase(probe, target, lacks);
}

/** Readers that come and go, where the target can tell. */
async function* watchReaders(
  { instancesNow }: Target,
  until: AbortSignal,
  tell: (readers: readonly Instance[]) => void,
): AsyncGenerator<Sample> {
  if (instancesNow === undefined) return;
  let before = '';
  for await (const _ of every(topologyEveryMs, until)) {
    const nodes = await nodesNow(instancesNow);
    const readers = withRole(nodes, 'reader');
    if (readers.length > 0) tell(readers);
    const now = JSON.stringify(nodes.map(({ id, role, weight }) => [id, role, weight]));
    const at = Date.now();
    if (readers.length > 0 && now !== before) yield* nodes.map((node) => sampleOf(node, at));
    if (readers.length > 0) before = now;
  }
}

/** None while the target does not answer, as in a failover. */
async function nodesNow(
  instancesNow: () => Promise<readonly InstanceState[]>,
): Promise<InstanceState[]> {
  try {
    const instances = await instancesNow();
    return instances.filter(({ role }) => role === 'reader' || role === 'writer');
  } catch (error) {
    if (error instanceof BilanciaError) return [];
    throw error;
  }
}

export function sampleOf(
  node: Instance & { readonly weight?: number | undefined },
  at: number,
): SampleOf<'reader'> {
  const { id, zone, weight } = node;
  return {
    kind: 'reader',
    at,
    id,
    host: hostOf(node),
    role: node.role === 'writer' ? 'writer' : 'reader',
    ...(zone === undefined ? {} : { zone }),
    ...(weight === undefined ? {} : { weight }),
  };
}

function clientOf(instance: Instance): Sample[] {
  const { role, zone } = instance;
  if (role !== 'task' || zone === undefined) return [];
  return [{ kind: 'client', at: Date.now(), host: hostOf(instance), zone }];
}

function hostOf({ address }: Instance): string {
  return new URL(`tcp://${address}`).hostname.replaceAll(/^\[|\]$/g, '');
}

/** Without this right a server shows nobody's connections but our own, and says nothing of the others. */
export async function requireGrants(database: TargetDatabase): Promise<void> {
  for (const node of database.readers)
    await withConnection(database, node, undefined, (connection) =>
      requireGrant(connection, database.user, node),
    );
}

/** As `requireGrants`, at one node, over a connection that is open already: there may be no room for another. */
export async function requireGrant(
  connection: Connection,
  user: string,
  { id, address }: Instance,
): Promise<void> {
  const rows = await rowsOf(connection, 'SHOW GRANTS');
  const grants = rows.flatMap((row) => Object.values(row)).join('\n');
  if (/ALL PRIVILEGES ON \*\.\*|\bPROCESS\b|^GRANT [`'"][^ ]+ TO /im.test(grants)) return;
  throw knownError('privilege-missing', {
    user,
    endpoint: `${id} (${address})`,
    what: 'the connections of others',
    grant: `GRANT PROCESS ON *.* TO ${/ TO ([^ ]+)/.exec(grants)?.[1]?.replaceAll('`', "'") ?? user}`,
  });
}
