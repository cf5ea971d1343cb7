import { knownError, reasonOf } from '../../core/errors.ts';
import type { Instance } from '../../core/topology.ts';
import { withRole } from '../../core/with-role.ts';
import type { TargetDatabase } from '../../targets/target.ts';
import type { Look } from '../contract/probe.ts';
import { asDatabaseError, rowsOf, withConnection } from '../database/connection.ts';
import { askName } from '../dns/ask.ts';
import type { Sample, SampleOf } from './sample.ts';

/**
 * Looks once: what the nodes are, what they say of their connections, and how long their endpoints' names may be kept.
 * @throws probe-impossible, target-not-loopback
 */
export async function* watch({ target, allow }: Look): AsyncGenerator<Sample> {
  const { database, endpoints } = target;
  if (database === undefined)
    throw knownError('probe-impossible', {
      probe: 'preflight',
      target: target.name,
      reason: 'it names no database',
      remedy: 'Name the writer and the readers as "database" in the target file.',
    });
  const nodes = [...withRole(target.instances, 'writer'), ...withRole(target.instances, 'reader')];
  for (const { address } of nodes) await allow(address);
  yield* nodes.map(nodeOf);
  for (const node of nodes) yield await connectionsOf(database, node);
  for (const endpoint of [endpoints.writer, endpoints.reader]) {
    if (endpoint === undefined) continue;
    const name = new URL(`tcp://${endpoint}`).hostname;
    for (const [asked, server] of [
      ['authority', endpoints.nameServer],
      ['resolver', endpoints.resolver],
    ] as const) {
      if (server === undefined) continue;
      await allow(server);
      const { chain } = await askName(server, name);
      const ttls = chain.map(({ ttl }) => ttl);
      const seconds = ttls.length === 0 ? null : Math.min(...ttls);
      yield { kind: 'ttl', at: Date.now(), asked, name, seconds };
    }
  }
}

function nodeOf({ id, role, zone, class: size, tier }: Instance): Sample {
  return {
    kind: 'node',
    at: Date.now(),
    id,
    role: role === 'writer' ? 'writer' : 'reader',
    ...(zone === undefined ? {} : { zone }),
    ...(size === undefined ? {} : { class: size }),
    ...(tier === undefined ? {} : { tier }),
  };
}

async function connectionsOf(
  database: TargetDatabase,
  node: Instance,
): Promise<SampleOf<'connections'>> {
  const at = Date.now();
  const seen = { kind: 'connections', at, id: node.id } as const;
  try {
    return await withConnection(database, node, undefined, async (connection) => {
      const [limit] = await rowsOf(connection, 'SELECT @@max_connections AS most');
      const [status] = await rowsOf(connection, "SHOW GLOBAL STATUS LIKE 'Threads_connected'");
      return { ...seen, most: Number(limit?.['most']), open: Number(status?.['Value']) };
    });
  } catch (error) {
    const reason = reasonOf(asDatabaseError(error, node));
    return { ...seen, most: null, open: null, error: reason };
  }
}
