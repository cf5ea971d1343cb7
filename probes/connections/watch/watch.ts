import { BilanciaError } from '../../../core/errors.ts';
import { every } from '../../../core/every.ts';
import { merged } from '../../../core/merged.ts';
import type { Instance } from '../../../core/topology.ts';
import { type Target, type TargetDatabase, databaseNow } from '../../../targets/target.ts';
import { withoutDatabase } from '../../contract/no-database.ts';
import type { Look } from '../../contract/probe.ts';
import { requireGrant } from '../../reader-balance/watch/watch.ts';
import type { Sample } from '../samples/sample.ts';
import { auroraCpu } from '../../database/aurora-cpu.ts';
import { type Watched, lookAt, nodeOf } from './node.ts';

const everyMs = 1_000;
const poolsEveryMs = 5_000;
const topologyEveryMs = 10_000;

/**
 * Every node's connections and their limit by the second, two short statements a node; every 5 s who holds them, and what
 * the pools say of themselves.
 * @throws probe-impossible, privilege-missing, target-not-loopback, database-gone, database-refused
 */
export async function* watch({ target, until, allow }: Look): AsyncGenerator<Sample> {
  const { database } = target;
  if (database === undefined) throw withoutDatabase('connections', target);
  const nodes = new Map<string, Watched>();
  const meet = async (all: readonly Instance[]): Promise<Sample[]> => {
    for (const [id, { connection }] of nodes) {
      if (all.some((one) => one.id === id)) continue;
      connection?.destroy();
      nodes.delete(id);
    }
    const fresh = all.filter(({ id }) => !nodes.has(id));
    for (const { address } of fresh) await allow(address);
    for (const instance of fresh) nodes.set(instance.id, { instance, connection: undefined });
    return fresh.map(nodeOf);
  };
  try {
    const met = await meet(nodesOf(database));
    const seen = await lookAtAll(database, nodes, { nth: 0, isFirst: true });
    for (const { instance, connection } of nodes.values())
      if (connection !== undefined) await requireGrant(connection, database.user, instance);
    yield* [...met, ...seen];
    yield* merged<Sample>([
      bySecond(database, nodes, until),
      pools(target, until),
      topology(target, meet, until),
    ]);
  } finally {
    for (const { connection } of nodes.values()) connection?.destroy();
  }
}

function nodesOf({ writer, readers }: TargetDatabase): Instance[] {
  return [writer, ...readers];
}

async function* bySecond(
  database: TargetDatabase,
  nodes: ReadonlyMap<string, Watched>,
  until: AbortSignal,
): AsyncGenerator<Sample> {
  const cpu = auroraCpu(database);
  try {
    let nth = 0;
    for await (const _ of every(everyMs, until)) {
      nth += 1;
      yield* await lookAtAll(database, nodes, { nth, cpu: await cpu.look() });
    }
  } finally {
    cpu.close();
  }
}

async function lookAtAll(
  database: TargetDatabase,
  nodes: ReadonlyMap<string, Watched>,
  round: Parameters<typeof lookAt>[2],
): Promise<Sample[]> {
  const all = [...nodes.values()].map((node) => lookAt(database, node, round));
  return (await Promise.all(all)).flat();
}

async function* pools({ poolFigures }: Target, until: AbortSignal): AsyncGenerator<Sample> {
  if (poolFigures === undefined) return;
  do {
    const figures = await orNone(poolFigures);
    const at = Date.now();
    yield* figures.map((one): Sample => ({ kind: 'pool', at, ...one }));
    for await (const _ of every(poolsEveryMs, until)) break;
  } while (!until.aborted);
}

/** Nodes that come and go, where the target can tell. */
async function* topology(
  target: Target,
  meet: (all: readonly Instance[]) => Promise<Sample[]>,
  until: AbortSignal,
): AsyncGenerator<Sample> {
  if (target.databaseNow === undefined) return;
  for await (const _ of every(topologyEveryMs, until)) {
    const [now] = await orNone(async () => [await databaseNow(target)]);
    if (now !== undefined) yield* await meet(nodesOf(now));
  }
}

/** Nothing while the target does not answer. */
async function orNone<T>(ask: () => Promise<readonly T[]>): Promise<readonly T[]> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof BilanciaError) return [];
    throw error;
  }
}
