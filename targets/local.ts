import { readFile } from 'node:fs/promises';
import type { ServiceLogLine } from '../core/run-folder/records.ts';
import { clusterState } from '../system-under-test/cluster/client/control-client.ts';
import { type ClusterState, type Part, secretsSchema } from '../system-under-test/cluster/state.ts';
import { followFile } from './follow-file.ts';
import { followFolder } from './follow-folder.ts';
import type { DatabaseNode, Target, TargetDatabase } from './target.ts';

/**
 * The local cluster `name` as a target.
 * @throws cluster-not-up, cluster-not-answering
 */
export async function localTarget(name: string): Promise<Target> {
  return targetOf(await clusterState(name));
}

/** The cluster in this state as a target. */
export async function targetOf(state: ClusterState): Promise<Target> {
  const { options, files, tenants, parts } = state;
  return {
    name: options.name,
    kind: 'local',
    baseUrl: new URL(state.baseUrl),
    healthPath: '/health/ready',
    tenants: tenants.map(({ id, host, weight }) => ({ id, host, weight })),
    bookingMode: options.bookingMode,
    replication: options.replication,
    database: await databaseOf(state),
    containerEvents: (until) => followFile(files.containerEvents, until),
    accessLog: (until) => followFile(files.accessLog, until),
    serviceLog: (until) => taskLogs(files.logs, until),
    parts: Object.fromEntries(parts.map((part) => [part.name, part.address])),
  };
}

const logOfTask = /^(task-[0-9a-f]+)\.log$/;

/** What the tasks log, with the time at which it was seen, as a log driver has it. */
async function* taskLogs(folder: string, until: AbortSignal): AsyncGenerator<ServiceLogLine> {
  const lines = followFolder(folder, (name) => logOfTask.test(name), until);
  for await (const { file, line } of lines)
    yield { timestamp: Date.now(), logStreamName: file.replace(logOfTask, '$1'), message: line };
}

async function databaseOf({ parts, tenants, files }: ClusterState): Promise<TargetDatabase> {
  const { checker } = secretsSchema.parse(JSON.parse(await readFile(files.secrets, 'utf8')));
  const [writer] = parts.filter(({ kind }) => kind === 'database-writer').map(nodeOf);
  if (writer === undefined) throw new Error('the cluster has no writer');
  return {
    writer,
    readers: parts.filter(({ kind }) => kind === 'database-reader').map(nodeOf),
    user: checker.user,
    password: checker.password,
    schemas: Object.fromEntries(tenants.map(({ id, schema }) => [id, schema])),
  };
}

function nodeOf({ name, address, pid }: Part): DatabaseNode {
  const [host = '', port] = address.split(':');
  return { name, host, port: Number(port), ...(pid === null ? {} : { pid }) };
}
