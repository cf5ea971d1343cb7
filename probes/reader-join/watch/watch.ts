import { knownError } from '../../../core/errors.ts';
import { merged } from '../../../core/merged.ts';
import type { Instance } from '../../../core/topology.ts';
import type { Look } from '../../contract/probe.ts';
import { asDatabaseError } from '../../database/connection.ts';
import { askName } from '../../dns/ask.ts';
import { identities } from '../../reader-balance/watch/identity.ts';
import { watchLoad } from '../../reader-balance/watch/load.ts';
import { type Names, namesOf, watchNames } from '../../reader-balance/watch/names.ts';
import { databaseOf, requireGrants } from '../../reader-balance/watch/watch.ts';
import type { Sample } from '../samples/sample.ts';
import { changer, joinAndLeave } from './change.ts';
import { ownReads } from './own-reads.ts';
import { presentReaders, watchPresence } from './presence.ts';
import { watchVisitors } from './visitors.ts';

/**
 * Readers as they come and go, and what becomes of names, connections and load meanwhile. Per reader and second two short
 * statements, per window one question to each name server and one connection; four connections of its own read through
 * the endpoint once a second.
 * @throws probe-impossible, privilege-missing, target-not-loopback, database-gone, database-refused
 */
export async function* watch(look: Look): AsyncGenerator<Sample> {
  const { target, until, settings } = look;
  const database = databaseOf(target, 'reader-join');
  const names = namesOf(look, 'reader-join');
  const change = settings['yes'] === undefined ? undefined : changer(target);
  const places = [database.writer, ...database.readers].map(({ address }) => address);
  for (const place of [...places, ...names.named]) await look.allow(place);
  await requireAddress(names, target.name);
  let readers: readonly Instance[] = await presentReaders(target, database);
  await requireGrants({ ...database, readers });
  const known = await identities(database, [database.writer, ...readers]).catch(
    (error: unknown) => {
      throw asDatabaseError(error, database.writer);
    },
  );
  const over = new AbortController();
  const signal = AbortSignal.any([until, over.signal]);
  yield* merged<Sample>([
    watchPresence({ ...look, database, known, first: readers, until: signal }, (now) => {
      readers = now;
    }),
    watchNames(names, database, known, { ...look, until: signal }),
    watchLoad(database, () => readers, signal),
    ownReads({ database, names, known, allow: look.allow }, signal),
    watchVisitors(target, signal),
    ...(change === undefined ? [] : [joinAndLeave(change, look, () => over.abort())]),
  ]);
}

/** A name that leads nowhere at the start is a mistake, and nothing of a reader that joins. */
async function requireAddress(
  { endpoint, authority, resolver }: Names,
  target: string,
): Promise<void> {
  const { hostname } = new URL(`tcp://${endpoint}`);
  const servers = [authority, resolver].filter((server) => server !== undefined);
  const answers = await Promise.all(servers.map((server) => askName(server, hostname)));
  if (answers.some(({ address }) => address !== null)) return;
  const why = answers[0]?.error ?? 'there is no name server to ask';
  throw knownError('probe-impossible', {
    probe: 'reader-join',
    target,
    reason: `the reader endpoint ${hostname} has no address (${why})`,
    remedy: 'Name it with --endpoint, and who knows it with --name-server or --resolver.',
  });
}
