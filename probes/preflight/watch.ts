import { BilanciaError, reasonOf } from '../../core/errors.ts';
import type { Instance } from '../../core/topology.ts';
import { withRole } from '../../core/with-role.ts';
import type { ScalingBounds, Target, TargetDatabase } from '../../targets/target.ts';
import { withoutDatabase } from '../contract/no-database.ts';
import type { Look } from '../contract/probe.ts';
import { auroraCpu } from '../database/aurora-cpu.ts';
import { asDatabaseError, rowsOf, withConnection } from '../database/connection.ts';
import { askName } from '../dns/ask.ts';
import type { Sample, SampleOf } from './sample.ts';

/**
 * Looks once: what the nodes are, what they say of their connections, and how long their endpoints' names may be kept.
 * @throws probe-impossible, target-not-loopback
 */
export async function* watch({ target, allow }: Look): AsyncGenerator<Sample> {
  const { database, endpoints } = target;
  const nodes = [...withRole(target.instances, 'writer'), ...withRole(target.instances, 'reader')];
  if (nodes.length === 0) throw withoutDatabase('preflight', target);
  yield* nodes.map(nodeOf);
  if (database !== undefined) {
    for (const { address } of nodes) await allow(address);
    yield* await connectionsOfAll(database, nodes);
  }
  const at = Date.now();
  for (const service of target.services ?? []) yield { kind: 'service', at, ...service };
  yield { kind: 'tasks', at, zones: zonesOf(withRole(target.instances, 'task')) };
  yield* await scalingsOf(target);
  const { poolMaxAgeSeconds: maxAgeSeconds } = target;
  if (maxAgeSeconds !== undefined) yield { kind: 'pools', at, maxAgeSeconds };
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

function zonesOf(instances: readonly Instance[]): string[] {
  return instances.flatMap(({ zone }) => zone ?? []);
}

/** That it cannot be asked is told, and no reason to look at nothing else. */
async function scalingsOf({ scalings }: Target): Promise<Sample[]> {
  if (scalings === undefined) return [];
  const at = Date.now();
  try {
    return (await scalings()).map((one) => ({
      kind: 'scaling' as const,
      at,
      ...one,
      bounds: one.bounds === null ? null : { ...one.bounds, ...copied(one.bounds) },
    }));
  } catch (error) {
    if (!(error instanceof BilanciaError)) throw error;
    return [{ kind: 'scaling-untold', at, reason: reasonOf(error) }];
  }
}

function copied({ suspended, rules }: ScalingBounds) {
  return { suspended: [...suspended], rules: [...rules] };
}

async function connectionsOfAll(
  database: TargetDatabase,
  nodes: readonly Instance[],
): Promise<SampleOf<'connections'>[]> {
  const seen: SampleOf<'connections'>[] = [];
  for (const node of nodes) seen.push(await connectionsOf(database, node));
  const aurora = auroraCpu(database);
  const cpus = await aurora.look();
  aurora.close();
  return seen.map((one) => {
    const cpu = cpus.get(one.id);
    return cpu === undefined ? one : { ...one, cpu };
  });
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
