import { isAlive } from '../../../core/process-identity.ts';
import { reasonOf } from '../../../core/errors.ts';
import type { DatabaseNode } from '../database/node.ts';
import { applyReceived, positionOf, reach, sequenceOf } from '../database/position.ts';
import { query, textOf } from '../database/query.ts';
import {
  acknowledge,
  allowWrites,
  follow,
  leave,
  receive,
  readerDetail,
  rejoin,
  requireAcknowledgement,
} from '../database/replication.ts';
import { chooseSuccessor } from '../database/successor.ts';
import type { WriterName } from '../dns/writer-name.ts';
import type { ClusterOptions } from '../options.ts';
import type { WriterChange } from '../../../core/topology.ts';
import type { Secrets } from '../state.ts';
import { until } from '../until.ts';
import { createLineage } from './lineage.ts';
import type { PartRegistry } from './part-registry.ts';

interface ControlPlanePlan {
  readonly options: ClusterOptions;
  /** The first is the writer. */
  readonly nodes: readonly [DatabaseNode, ...DatabaseNode[]];
  readonly secrets: Secrets;
  readonly name: WriterName;
  readonly registry: PartRegistry;
  readonly now: () => number;
  readonly log: (line: string) => void;
}

/** Who of the database nodes is the writer, and what is done when it is none any more. */
export interface ControlPlane {
  readonly writer: () => DatabaseNode;
  readonly readers: () => readonly DatabaseNode[];
  readonly failovers: () => readonly WriterChange[];
  /** Puts a reader in the place of a writer that is gone; does nothing where none could take it. */
  readonly failOver: (cause: string) => Promise<void>;
  /** Changes the writer in good order: connections to the old one stay open. @throws Error that says why it cannot */
  readonly switchOver: (cause: string) => Promise<void>;
  /**
   * Keeps what the writer writes from all readers, until it has written some of it. They count as readers that fell
   * behind, and after a few seconds as unhealthy. @throws Error when nothing is written meanwhile
   */
  readonly holdReaders: () => Promise<void>;
  readonly releaseReaders: () => Promise<void>;
  /** Sees to it that a reader follows, and tells how. @throws Error when it does not */
  readonly checkReader: (node: DatabaseNode) => Promise<string>;
  /** Whether its data cannot be used: it wrote what nobody else has. `renewed` is to be told when they were made anew. */
  readonly mustBeRenewed: (node: DatabaseNode) => boolean;
  readonly renewed: (node: DatabaseNode) => void;
}

const applySeconds = 10;
/** So many writes are held back: where nobody is told of them, each of few writers has but one under way. */
const heldWrites = { async: 5, 'semi-sync': 1 } as const;
/** Within this time: soon after, readers count as unhealthy. */
const heldMs = 2500;
/** How long a writer that was replaced and is not fenced may take writes once it is seen again. */
const unfencedMs = 15_000;

export function createControlPlane(plan: ControlPlanePlan): ControlPlane {
  const { options, nodes, secrets, registry, log } = plan;
  const semiSync = options.replication === 'semi-sync';
  const lineage = createLineage();
  const failovers: WriterChange[] = [];
  const diverged = new Set<string>();
  const seenAgain = new Map<string, number>();
  let [writer] = nodes;
  let underWay: Promise<void> | undefined;

  const others = (than: DatabaseNode): DatabaseNode[] => nodes.filter((node) => node !== than);
  const isHealthy = ({ name }: DatabaseNode): boolean => registry.find(name)?.health === 'healthy';
  const followers = (): DatabaseNode[] =>
    others(writer).filter(({ name }) => lineage.hasJoined(name));
  const written = async (node: DatabaseNode): Promise<number> =>
    sequenceOf(await positionOf(node, secrets));
  const time = (): string => new Date(plan.now()).toISOString();

  const begin = (planned: boolean, cause: string): WriterChange => {
    const { name: from, instanceClass: fromClass } = writer;
    const open = { to: null, toClass: null, fencedAt: null, promotedAt: null, flippedAt: null };
    const number = failovers.length + 1;
    log(`failover ${number}: ${cause}`);
    const started = { number, planned, cause, from, fromClass, ...open, failure: null };
    return note({ ...started, detectedAt: time() });
  };
  const note = (failover: WriterChange): WriterChange => {
    failovers[failover.number - 1] = failover;
    return failover;
  };

  const end = async ({ name }: DatabaseNode): Promise<void> => {
    const pid = registry.find(name)?.pid ?? null;
    if (pid === null || !isAlive(pid)) return;
    process.kill(pid, 'SIGKILL');
    if (!(await until(() => !isAlive(pid), { withinMs: 5000 })))
      throw new Error(`${name} cannot be fenced: process ${pid} does not end`);
  };

  /** Makes a node that has everything the writer. Nobody may write before all the others know of it. */
  const promote = async (node: DatabaseNode, failover: WriterChange): Promise<void> => {
    await leave(node, secrets);
    if (semiSync) await requireAcknowledgement(node, secrets);
    lineage.promoted(node.name, sequenceOf(await positionOf(node, secrets)));
    const old = writer;
    writer = node;
    registry.become(old.name, 'database-reader');
    // Whatever was known of it, it is no reader yet; a planned change lets it follow at once.
    if (!failover.planned) registry.report(old.name, 'unhealthy', `${node.name} took its place`);
    registry.become(node.name, 'database-writer');
    await Promise.allSettled(
      others(node)
        .filter((other) => other !== old && isHealthy(other))
        .map(async (reader) => {
          await follow(reader, node, secrets);
          lineage.joined(reader.name);
        }),
    );
    await allowWrites(node, secrets, true);
    const { name: to, instanceClass: toClass } = node;
    const promoted = note({ ...failover, to, toClass, promotedAt: time() });
    log(`failover ${failover.number}: ${to} is the writer`);
    void moveName(promoted, node);
  };

  const moveName = async (failover: WriterChange, { host }: DatabaseNode): Promise<void> => {
    const at = await plan.name.move(host);
    if (at !== undefined) note({ ...failover, flippedAt: new Date(at).toISOString() });
  };

  const replaceWriter = async (cause: string): Promise<void> => {
    const old = writer;
    const readers = others(old).filter(isHealthy);
    if (readers.length === 0) return;
    let failover = begin(false, cause);
    try {
      if (options.fencing === 'on') {
        await end(old);
        failover = note({ ...failover, fencedAt: time() });
      }
      await promote(await mostComplete(readers, secrets), failover);
    } catch (error) {
      note({ ...failover, failure: reasonOf(error) });
      log(`failover ${failover.number} failed: ${reasonOf(error)}`);
      await Promise.allSettled(
        readers.map((reader) => query(reader.socket, secrets.root, ['START SLAVE'])),
      );
    }
  };

  const exchangeWriter = async (cause: string): Promise<void> => {
    const old = writer;
    const readers = others(old).filter(isHealthy);
    if (readers.length === 0) throw new Error('no reader is healthy that could be promoted');
    let failover = begin(true, cause);
    try {
      await allowWrites(old, secrets, false);
      failover = note({ ...failover, fencedAt: time() });
      const all = await positionOf(old, secrets);
      const ready = await Promise.allSettled(
        readers.map(async (reader) => {
          await reach(reader, all, secrets, applySeconds);
          return { ...reader, node: reader, position: sequenceOf(all) };
        }),
      );
      const chosen = chooseSuccessor(fulfilled(ready));
      if (chosen === undefined) throw new Error('no reader had caught up in time');
      await promote(chosen.node, failover);
    } catch (error) {
      note({ ...failover, failure: reasonOf(error) });
      if (writer === old) await allowWrites(old, secrets, true);
      throw error;
    }
    await join(old);
  };

  const oneAtATime = async (change: () => Promise<void>): Promise<void> => {
    if (underWay !== undefined) throw new Error('a failover is under way');
    underWay = change().finally(() => (underWay = undefined));
    await underWay;
  };

  const join = async (node: DatabaseNode): Promise<void> => {
    const position = await positionOf(node, secrets);
    const shared = lineage.sharedUpTo(node.name);
    if (shared === undefined) {
      await follow(node, writer, secrets);
    } else {
      if (options.fencing === 'off') await refuseUnfenced(node);
      if (sequenceOf(position) > shared) {
        diverged.add(node.name);
        log(`${node.name} has transactions that nobody else has: its data are made anew`);
        await end(node);
        throw new Error('its data are made anew');
      }
      await allowWrites(node, secrets, false);
      if (semiSync) await acknowledge(node, secrets);
      await rejoin(node, writer, position, secrets);
    }
    lineage.joined(node.name);
  };

  /** Without fencing a writer that was frozen goes on where it was, until somebody notices. */
  const refuseUnfenced = async (node: DatabaseNode): Promise<void> => {
    const [row] = await query(node.socket, secrets.root, ['SELECT @@read_only AS closed']);
    if (textOf(row, 'closed') === '1') {
      seenAgain.delete(node.name);
      return;
    }
    const since = seenAgain.get(node.name) ?? plan.now();
    seenAgain.set(node.name, since);
    if (plan.now() - since < unfencedMs)
      throw new Error(`it takes writes, though ${writer.name} is the writer`);
    seenAgain.delete(node.name);
    await end(node);
    throw new Error('it took writes and was ended');
  };

  return {
    writer: () => writer,
    readers: () => others(writer).filter(isHealthy),
    failovers: () => failovers,
    failOver: async (cause) => {
      underWay ??= replaceWriter(cause).finally(() => (underWay = undefined));
      await underWay;
    },
    holdReaders: async () => {
      const before = await written(writer);
      await Promise.all(followers().map((node) => receive(node, secrets, false)));
      const isAhead = async (): Promise<boolean> =>
        (await written(writer)) >= before + heldWrites[options.replication];
      if (!(await until(isAhead, { withinMs: heldMs, everyMs: 100 })))
        throw new Error(`${writer.name} wrote hardly anything in ${heldMs / 1000} s`);
    },
    releaseReaders: async () => {
      await Promise.all(followers().map((node) => receive(node, secrets, true)));
    },
    switchOver: (cause) => oneAtATime(() => exchangeWriter(cause)),
    checkReader: async (node) => {
      if (underWay !== undefined) throw new Error('a failover is under way');
      if (!lineage.hasJoined(node.name)) {
        // A reader that finds no writer tries again only a second later.
        if (!isHealthy(writer)) throw new Error(`waiting for ${writer.name}`);
        await join(node);
      }
      return readerDetail(node, secrets);
    },
    mustBeRenewed: ({ name }) => diverged.has(name),
    renewed: ({ name }) => {
      diverged.delete(name);
      lineage.renewed(name);
    },
  };
}

/**
 * The reader to promote, with everything that any of them has: a commit was acknowledged when one of them had it,
 * whoever that was.
 */
async function mostComplete(
  readers: readonly DatabaseNode[],
  secrets: Secrets,
): Promise<DatabaseNode> {
  const applied = await Promise.allSettled(
    readers.map(async (node) => {
      const gtid = await applyReceived(node, secrets, applySeconds);
      return { ...node, node, gtid, position: sequenceOf(gtid) };
    }),
  );
  const candidates = fulfilled(applied);
  const chosen = chooseSuccessor(candidates);
  const [fullest] = candidates.toSorted((a, b) => b.position - a.position);
  if (chosen === undefined || fullest === undefined)
    throw new Error('no reader could apply what it had received');
  if (chosen.position < fullest.position) {
    await follow(chosen.node, fullest.node, secrets);
    await reach(chosen.node, fullest.gtid, secrets, applySeconds);
  }
  return chosen.node;
}

function fulfilled<T>(results: readonly PromiseSettledResult<T>[]): T[] {
  return results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
}
