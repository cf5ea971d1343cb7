import { constants, cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { knownError } from '../../../core/errors.ts';
import { type Addresses, hosts } from '../addresses.ts';
import { type DatabaseNode, serverArguments } from '../database/node.ts';
import { caughtUp, requireAcknowledgement, writerDetail } from '../database/replication.ts';
import type { Template } from '../database/template.ts';
import type { ClusterOptions } from '../options.ts';
import type { ControlPlane } from './control-plane.ts';
import type { PartRegistry } from './part-registry.ts';
import type { Launcher } from '../processes/launcher.ts';
import { logTail } from '../processes/log-tail.ts';
import { keepService, type Service } from './service.ts';
import { watchWriter } from './writer-watch.ts';
import { zoneOf } from './zones.ts';

interface DatabasePlan {
  readonly options: ClusterOptions;
  readonly template: Template;
  readonly nodes: readonly DatabaseNode[];
  readonly controlPlane: ControlPlane;
  readonly launcher: Launcher;
  readonly registry: PartRegistry;
  readonly stopping: AbortSignal;
}

const catchUpSeconds = 20;
/** From the server id of a node to that which it has with new data. */
const idsOfRenewal = 10;

/** The nodes; the first is the writer at first. */
export function databaseNodes(
  { network, ports }: Addresses,
  { tiers, classes }: ClusterOptions,
  { paths }: Launcher,
): [DatabaseNode, ...DatabaseNode[]] {
  const [writer, ...readers] = hosts.databases.map((host, index): DatabaseNode => {
    const name = `db-${index + 1}`;
    return {
      name,
      serverId: index + 1,
      host: `${network}.${host}`,
      port: ports.database,
      dataFolder: paths.data(name),
      socket: paths.databaseSocket(name),
      tier: tiers[index] ?? 0,
      instanceClass: classes[index] ?? '',
      zone: zoneOf(index),
    };
  });
  if (writer === undefined) throw new Error('no database node');
  return [writer, ...readers];
}

/** Copies the template to every node, starts all, and lets the readers follow the writer. */
export async function startDatabases(plan: DatabasePlan): Promise<void> {
  const { nodes, controlPlane, template, registry, stopping, options } = plan;
  const writer = controlPlane.writer();
  await mkdir(plan.launcher.paths.data(''), { recursive: true, mode: 0o700 });
  await Promise.all(nodes.map((node) => copyFolder(template.dataFolder, node.dataFolder)));
  const services = nodes.map((node) => databaseService(plan, node));
  await Promise.all(services.map((service) => keepService(service, registry, stopping)));
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
}

/** Shares the blocks where the file system can. */
async function copyFolder(from: string, to: string): Promise<void> {
  await cp(from, to, { recursive: true, mode: constants.COPYFILE_FICLONE });
}

/** A node in the role that it has at the time. One that ends comes back, as a reader if another could take its place. */
function databaseService(plan: DatabasePlan, node: DatabaseNode): Service {
  const { controlPlane, template, stopping, options } = plan;
  let isRestarted = false;
  let renewals = 0;
  const isWriter = (): boolean => controlPlane.writer() === node;
  const { zone: availabilityZone, tier, instanceClass } = node;
  return {
    name: node.name,
    kind: isWriter() ? 'database-writer' : 'database-reader',
    address: `${node.host}:${node.port}`,
    facts: { availabilityZone, tier, instanceClass },
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
      await rm(node.dataFolder, { recursive: true, force: true });
      await copyFolder(template.dataFolder, node.dataFolder);
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
  return launcher.start(node.name, 'mariadbd', args);
}

/** Keeps secrets where only this user can read them. */
export async function writeSecrets(path: string, content: unknown): Promise<void> {
  await writeFile(path, `${JSON.stringify(content)}\n`, { mode: 0o600 });
}
