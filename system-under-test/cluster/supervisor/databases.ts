import { constants, cp, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { knownError } from '../../../core/errors.ts';
import { type Addresses, hosts } from '../addresses.ts';
import { type DatabaseNode, serverArguments } from '../database/node.ts';
import { caughtUp, requireAcknowledgement, writerDetail } from '../database/replication.ts';
import { mountSmallDisk, type SmallDisk } from '../database/small-disk.ts';
import type { Template } from '../database/template.ts';
import type { ClusterOptions } from '../options.ts';
import type { ControlPlane } from './control-plane.ts';
import type { PartRegistry } from './part-registry.ts';
import type { Launcher } from '../processes/launcher.ts';
import { logTail } from '../processes/log-tail.ts';
import { keepService, type Service } from './service.ts';
import { watchWriter } from './writer-watch.ts';
import { createReaders, type NewReader, type Readers } from './readers.ts';

interface DatabasePlan {
  readonly options: ClusterOptions;
  readonly template: Template;
  /** All that there are; grows and shrinks as readers come and go. */
  readonly nodes: DatabaseNode[];
  /** The node of a place that nobody has; undefined when all are taken. */
  readonly newNode: (given: NewReader) => DatabaseNode | undefined;
  readonly controlPlane: ControlPlane;
  readonly launcher: Launcher;
  readonly registry: PartRegistry;
  readonly stopping: AbortSignal;
  /** Of nodes that have a disk of their own, by their names. */
  readonly disks: Map<string, SmallDisk>;
}

const catchUpSeconds = 20;
const spareMs = 10_000;
/** From the server id of a node to that which it has with new data. */
const idsOfRenewal = 1000;

/** Makes nodes: each has a place of its own among the addresses, counted from 0. */
export function nodeMaker(
  { network, ports }: Addresses,
  { paths }: Launcher,
): (place: number, facts: Required<NewReader>) => DatabaseNode {
  return (place, facts) => {
    const name = `db-${place + 1}`;
    return {
      name,
      serverId: place + 1,
      host: `${network}.${hosts.databases[0] + place}`,
      port: ports.database,
      dataFolder: paths.data(name),
      socket: paths.databaseSocket(name),
      ...facts,
    };
  };
}

/** The nodes that a cluster starts with; the first is the writer at first. */
export function databaseNodes(
  { tiers, classes, zones, weights }: ClusterOptions,
  nodeAt: ReturnType<typeof nodeMaker>,
): [DatabaseNode, ...DatabaseNode[]] {
  const [writer, ...readers] = hosts.databases.map((_, index) =>
    nodeAt(index, {
      tier: tiers[index] ?? 0,
      instanceClass: classes[index] ?? '',
      zone: zones[index] ?? '',
      weight: weights[index] ?? 1,
    }),
  );
  if (writer === undefined) throw new Error('no database node');
  return [writer, ...readers];
}

/** A reader in the first place that nobody has; what is not said of it is as with the writer. */
export function readerMaker(
  nodes: readonly DatabaseNode[],
  nodeAt: ReturnType<typeof nodeMaker>,
  writer: () => DatabaseNode,
): DatabasePlan['newNode'] {
  const places = hosts.lastDatabase - hosts.databases[0] + 1;
  return (given) => {
    const taken = new Set(nodes.map(({ serverId }) => serverId - 1));
    const place = Array.from({ length: places }, (_, index) => index).find(
      (index) => !taken.has(index),
    );
    if (place === undefined) return undefined;
    const { instanceClass, zone } = writer();
    // What is added by a policy of scaling has the last tier, as in Aurora.
    return nodeAt(place, { tier: 15, instanceClass, zone, weight: 1, ...given });
  };
}

/** Copies the template to every node, starts all, and lets the readers follow the writer. */
export async function startDatabases(plan: DatabasePlan): Promise<Readers> {
  const { nodes, controlPlane, template, registry, stopping, options } = plan;
  const writer = controlPlane.writer();
  await mkdir(plan.launcher.paths.data(''), { recursive: true, mode: 0o700 });
  const kept = new Map<DatabaseNode, AbortController>();
  if (options.smallDisk)
    plan.disks.set(
      writer.name,
      await mountSmallDisk(plan.launcher, writer.name, writer.dataFolder),
    );
  const keep = async (node: DatabaseNode, why?: string): Promise<void> => {
    await newData(plan, node);
    const left = new AbortController();
    kept.set(node, left);
    const until = AbortSignal.any([stopping, left.signal]);
    await keepService(databaseService(plan, node, why), registry, until);
  };
  await Promise.all(nodes.map((node) => keep(node)));
  if (options.replication === 'semi-sync') {
    await requireAcknowledgement(writer, template.secrets);
  }
  for (const reader of controlPlane.readers()) {
    if (await caughtUp(reader, writer, template.secrets, catchUpSeconds)) continue;
    const reason = `it had not caught up with ${writer.name} within ${catchUpSeconds} s`;
    const log = logTail(plan.launcher.paths.log(reader.name));
    throw knownError('cluster-failed', { part: reader.name, reason, log });
  }
  void watchWriter({ controlPlane, registry, secrets: template.secrets, stopping });
  const letGo = (node: DatabaseNode): void => {
    kept.get(node)?.abort();
    kept.delete(node);
  };
  const { secrets } = template;
  const { newNode } = plan;
  const drainMs = drainOf(options);
  return createReaders({ nodes, newNode, keep, letGo, controlPlane, registry, secrets, drainMs });
}

/** After so long, every pool has renewed its connections and asked for the name again; milliseconds. */
function drainOf({ poolMaxAgeSeconds, dnsTtlSeconds, resolverHoldMs }: ClusterOptions): number {
  return (poolMaxAgeSeconds + dnsTtlSeconds) * 1000 + resolverHoldMs + spareMs;
}

/** Shares the blocks where the file system can. */
async function copyFolder(from: string, to: string): Promise<void> {
  await cp(from, to, { recursive: true, mode: constants.COPYFILE_FICLONE });
}

/** A node in the role that it has at the time. One that ends comes back, as a reader if another could take its place. */
function databaseService(plan: DatabasePlan, node: DatabaseNode, why?: string): Service {
  const { controlPlane, template, stopping, options } = plan;
  let isRestarted = false;
  let renewals = 0;
  const isWriter = (): boolean => controlPlane.writer() === node;
  const { zone: availabilityZone, tier, instanceClass, weight } = node;
  return {
    name: node.name,
    kind: isWriter() ? 'database-writer' : 'database-reader',
    address: `${node.host}:${node.port}`,
    facts: {
      availabilityZone,
      tier,
      instanceClass,
      weight,
      ...(why === undefined ? {} : { why }),
    },
    // A server passes over what bears its own id: data made anew would never get back what it wrote itself.
    start: () => {
      const serverId = node.serverId + renewals * idsOfRenewal;
      return startServer(plan, { ...node, serverId }, isWriter() ? 'writer' : 'reader');
    },
    check: async () => {
      const asWriter = isWriter();
      const detail = await (asWriter
        ? writerDetail(node, template.secrets)
        : controlPlane.checkReader(node));
      // A frozen writer answers when it wakes up, and another has taken its place meanwhile.
      if (asWriter !== isWriter()) throw new Error('its role has changed');
      return detail;
    },
    restart: true,
    afterStart: async () => {
      // At the first start readers come first; a writer that comes back has them already, or waits for them.
      if (isRestarted && isWriter() && options.replication === 'semi-sync')
        await requireAcknowledgement(node, template.secrets);
    },
    beforeRestart: async () => {
      isRestarted = true;
      if (isWriter() && !stopping.aborted) await controlPlane.failOver(`${node.name} ended`);
      if (!controlPlane.mustBeRenewed(node)) return;
      await newData(plan, node);
      renewals += 1;
      controlPlane.renewed(node);
    },
  };
}

function startServer(plan: DatabasePlan, node: DatabaseNode, role: 'writer' | 'reader') {
  const { launcher, options } = plan;
  const semiSync = options.replication === 'semi-sync';
  const temporary = launcher.paths.temporary(node.name);
  const args = serverArguments({ node, temporary, role, semiSync });
  const disk = plan.disks.get(node.name);
  return launcher.start(
    node.name,
    'mariadbd',
    args,
    disk === undefined ? {} : { viewOf: disk.pid },
  );
}

/** Gives a node the template's data, and nothing of what it had; a disk of its own stays mounted. */
async function newData({ disks, template }: DatabasePlan, node: DatabaseNode): Promise<void> {
  const folder = disks.get(node.name)?.outside(node.dataFolder) ?? node.dataFolder;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  for (const file of await readdir(folder))
    await rm(join(folder, file), { recursive: true, force: true });
  await copyFolder(template.dataFolder, folder);
}

/** Keeps secrets where only this user can read them. */
export async function writeSecrets(path: string, content: unknown): Promise<void> {
  await writeFile(path, `${JSON.stringify(content)}\n`, { mode: 0o600 });
}
