import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { ServiceLogLine } from '../core/run-folder/files/service-log.ts';
import { type Instance, type Role, withRole } from '../core/topology.ts';
import { clusterState } from '../system-under-test/cluster/client/control-client.ts';
import { type ClusterState, type Part, secretsSchema } from '../system-under-test/cluster/state.ts';
import { followFile } from './follow-file.ts';
import { followFolder } from './follow-folder.ts';
import type { Target, TargetDatabase } from './target.ts';

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
  const instances = parts.flatMap(instanceOf);
  return {
    name: options.name,
    kind: 'local',
    healthPath: '/health/ready',
    tenants: tenants.map(({ id, host, weight }) => ({ id, host, weight })),
    bookingMode: options.bookingMode,
    replication: options.replication,
    instances,
    endpoints: { baseUrl: state.baseUrl, nameServer: state.nameServer, ...state.endpoints },
    capabilities: {
      observe: ['container-events', 'access-log', 'service-log', 'readers', 'bookings'],
      break: ['end-process'],
      sharesMachine: true,
    },
    database: await databaseOf(state, instances),
    containerEvents: (until) => followFile(files.containerEvents, until),
    accessLog: (until) => followFile(files.accessLog, until),
    serviceLog: (until) => taskLogs(files.taskLogs, until),
  };
}

/** Roles of the cluster's parts; its supervisor is no part of the system that it keeps up. */
const roleOf = {
  supervisor: undefined,
  'database-writer': 'writer',
  'database-reader': 'reader',
  'name-server': 'name-server',
  'load-balancer': 'load-balancer',
  'session-store': 'session-node',
  'outside-systems': 'outside-system',
  task: 'task',
} as const satisfies Record<Part['kind'], Role | undefined>;

function instanceOf({ kind, name, address, pid, availabilityZone }: Part): Instance[] {
  const role = roleOf[kind];
  if (role === undefined) return [];
  const zone = availabilityZone === undefined ? {} : { zone: availabilityZone };
  // The name server is a part of the supervisor, whose end would be that of everything.
  const own = pid === null || role === 'name-server' ? {} : { pid };
  return [{ id: name, role, address, ...zone, ...own }];
}

/** What the tasks log, with the time at which it was seen, as a log driver has it. */
async function* taskLogs(folder: string, until: AbortSignal): AsyncGenerator<ServiceLogLine> {
  for await (const { file, line } of followFolder(folder, () => true, until))
    yield { timestamp: Date.now(), logStreamName: basename(file, '.log'), message: line };
}

async function databaseOf(
  { tenants, files }: ClusterState,
  instances: readonly Instance[],
): Promise<TargetDatabase> {
  const { checker } = secretsSchema.parse(JSON.parse(await readFile(files.secrets, 'utf8')));
  const [writer] = withRole(instances, 'writer');
  if (writer === undefined) throw new Error('the cluster has no writer');
  return {
    writer,
    readers: withRole(instances, 'reader'),
    user: checker.user,
    password: checker.password,
    schemas: Object.fromEntries(tenants.map(({ id, schema }) => [id, schema])),
  };
}
