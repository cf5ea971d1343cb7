import { constants, cp, mkdir, writeFile } from 'node:fs/promises';
import { knownError } from '../../../core/errors.ts';
import { type Addresses, hosts } from '../addresses.ts';
import { type DatabaseNode, serverArguments } from '../database/node.ts';
import {
  caughtUp,
  follow,
  readerDetail,
  requireAcknowledgement,
  writerDetail,
} from '../database/replication.ts';
import type { Template } from '../database/template.ts';
import type { ClusterOptions } from '../options.ts';
import type { PartRegistry } from './part-registry.ts';
import type { Launcher } from '../processes/launcher.ts';
import { logTail } from '../processes/log-tail.ts';
import { keepService, type Service } from './service.ts';

export interface DatabaseCluster {
  readonly writer: DatabaseNode;
  readonly readers: readonly DatabaseNode[];
}

interface DatabasePlan {
  readonly options: ClusterOptions;
  readonly template: Template;
  readonly cluster: DatabaseCluster;
  readonly launcher: Launcher;
  readonly registry: PartRegistry;
  readonly stopping: AbortSignal;
}

const catchUpSeconds = 20;

export function databaseNodes({ network, ports }: Addresses, launcher: Launcher): DatabaseCluster {
  const [writer, ...readers] = hosts.databases.map((host, index): DatabaseNode => {
    const name = `db-${index + 1}`;
    return {
      name,
      serverId: index + 1,
      host: `${network}.${host}`,
      port: ports.database,
      dataFolder: launcher.paths.data(name),
      socket: launcher.paths.databaseSocket(name),
    };
  });
  if (writer === undefined) throw new Error('no database node');
  return { writer, readers };
}

/** Copies the template to every node, starts all, and lets the readers follow the writer. */
export async function startDatabases(plan: DatabasePlan): Promise<void> {
  const { cluster, template, registry, stopping, options } = plan;
  const { writer, readers } = cluster;
  const all = [writer, ...readers];
  await mkdir(plan.launcher.paths.data(''), { recursive: true, mode: 0o700 });
  await Promise.all(all.map((node) => copyFolder(template.dataFolder, node.dataFolder)));
  const services = [writerService(plan), ...readers.map((reader) => readerService(plan, reader))];
  await Promise.all(services.map((service) => keepService(service, registry, stopping)));
  if (options.replication === 'semi-sync') {
    await requireAcknowledgement(writer, template.secrets);
  }
  for (const reader of readers) {
    if (await caughtUp(reader, writer, template.secrets, catchUpSeconds)) continue;
    const reason = `it had not caught up with ${writer.name} within ${catchUpSeconds} s`;
    const log = logTail(plan.launcher.paths.log(reader.name));
    throw knownError('cluster-failed', { part: reader.name, reason, log });
  }
}

/** Shares the blocks where the file system can. */
async function copyFolder(from: string, to: string): Promise<void> {
  await cp(from, to, { recursive: true, mode: constants.COPYFILE_FICLONE });
}

function writerService(plan: DatabasePlan): Service {
  const { writer } = plan.cluster;
  return {
    name: writer.name,
    kind: 'database-writer',
    address: `${writer.host}:${writer.port}`,
    start: () => startServer(plan, writer, 'writer'),
    check: () => writerDetail(writer, plan.template.secrets),
    // Another start under the same name could hide what was lost: a reader has to be promoted.
    restart: false,
  };
}

function readerService(plan: DatabasePlan, reader: DatabaseNode): Service {
  const { secrets } = plan.template;
  let follows = false;
  return {
    name: reader.name,
    kind: 'database-reader',
    address: `${reader.host}:${reader.port}`,
    start: () => startServer(plan, reader, 'reader'),
    check: async () => {
      if (!follows) {
        // A reader that finds no writer tries again only a second later.
        const { name } = plan.cluster.writer;
        if (plan.registry.find(name)?.health !== 'healthy') throw new Error(`waiting for ${name}`);
        // Once told, a server follows again by itself after every start.
        await follow(reader, plan.cluster.writer, secrets);
        follows = true;
      }
      return readerDetail(reader, secrets);
    },
    restart: true,
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
