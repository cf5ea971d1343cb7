import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { ServiceLogLine } from '../core/run-folder/files/service-log.ts';
import type {
  Instance,
  InstanceState,
  InstanceStep,
  Role,
  TopologyLook,
} from '../core/topology.ts';
import { withRole } from '../core/with-role.ts';
import {
  act,
  clusterState,
  partChanges,
} from '../system-under-test/cluster/client/control-client.ts';
import {
  type ClusterState,
  type Part,
  type PartStep,
  secretsSchema,
} from '../system-under-test/cluster/state.ts';
import { platformSchema } from '../system-under-test/pms/schema/platform.ts';
import { auditSchema } from '../system-under-test/cluster/database/accounts.ts';
import { followFile } from './follow-file.ts';
import { followFolder } from './follow-folder.ts';
import { partnerState } from './local-partner.ts';
import { poolFigures } from './local-pools.ts';
import { scalingsOf } from './local-scaling.ts';
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
    staffFile: join(files.folder, 'tenants.json'),
    bookingMode: options.bookingMode,
    replication: options.replication,
    poolMaxAgeSeconds: options.poolMaxAgeSeconds,
    services: [{ name: 'tasks', desired: withRole(instances, 'task').length, ...usualBounds }],
    instances,
    endpoints: {
      baseUrl: state.baseUrl,
      nameServer: state.nameServer,
      resolver: state.resolver,
      ...state.endpoints,
    },
    limits: {
      connections: state.connections,
      remedy: `bring it up with --load-balancers ${options.loadBalancers + 1}`,
    },
    capabilities: {
      observe: [
        'container-events',
        'access-log',
        ...(files.edgeLog === undefined ? [] : (['edge'] as const)),
        'service-log',
        'readers',
        'writer',
        'bookings',
        'topology',
      ],
      break: [
        'end-process',
        'kill',
        'kill-task',
        'freeze',
        'switch-writer',
        'scale-tasks',
        'deploy',
        'deploy-settings',
        'cut-zone',
        'hold-replication',
        'slow-down',
        'write-log',
        'change-readers',
        'degrade-partner',
        'rotate-password',
        'change-schema',
        ...(options.smallDisk ? (['fill-disk'] as const) : []),
      ],
      sharesMachine: true,
    },
    database: await databaseOf(state, instances),
    databaseNow: async () => {
      const now = await clusterState(options.name);
      return databaseOf(now, now.parts.flatMap(instanceOf));
    },
    control: {
      act: ({ name, given }) => act(options.name, name, given),
      requestOf: ({ name, given }) => ({
        method: 'POST',
        url: `http://${options.name}.localhost/actions/${name}?${new URLSearchParams(given).toString()}`,
      }),
      failovers: async () => (await clusterState(options.name)).failovers,
    },
    scalings: async () => scalingsOf((await clusterState(options.name)).options.autoscaling),
    instancesNow: async () => (await clusterState(options.name)).parts.flatMap(instanceStateOf),
    instancesSince: (position) => instancesSince(options.name, position),
    poolFigures: async () =>
      poolFigures(withRole((await clusterState(options.name)).parts.flatMap(instanceOf), 'task')),
    partner: async (partner) => {
      const now = (await clusterState(options.name)).parts.flatMap(instanceOf);
      return partnerState(partner, withRole(now, 'task'), withRole(now, 'outside-system')[0]);
    },
    containerEvents: (until) => followFile(files.containerEvents, until),
    accessLog: (until) => followFile(files.accessLog, until),
    ...edgeOf(files.edgeLog),
    serviceLog: (until) => taskLogs(files.taskLogs, until),
  };
}

/** Within which a deployment replaces tasks where nobody says otherwise, as those of ECS. */
const usualBounds = { minimumHealthyPercent: 100, maximumPercent: 200 } as const;

/** Roles of the cluster's parts; its supervisor is no part of the system that it keeps up. */
const roleOf = {
  supervisor: undefined,
  'database-writer': 'writer',
  'database-reader': 'reader',
  'name-server': 'name-server',
  edge: 'edge',
  'edge-log': 'edge',
  'load-balancer': 'load-balancer',
  'session-store': 'session-node',
  'outside-systems': 'outside-system',
  'sql-proxy': 'sql-proxy',
  task: 'task',
} as const satisfies Record<Part['kind'], Role | undefined>;

function instanceOf(part: Part): Instance[] {
  const { kind, name, address, pid, availabilityZone, instanceClass, tier } = part;
  const role = roleOf[kind];
  if (role === undefined) return [];
  const zone = availabilityZone === undefined ? {} : { zone: availabilityZone };
  // The name server is a part of the supervisor, whose end would be that of everything.
  const own = pid === null || role === 'name-server' ? {} : { pid };
  const size = {
    ...(instanceClass === undefined ? {} : { class: instanceClass }),
    ...(tier === undefined ? {} : { tier }),
  };
  return [{ id: name, role, address, ...zone, ...size, ...own }];
}

function instanceStateOf(part: Part): InstanceState[] {
  const { health, since, detail, restarts, warning, weight, fault, why } = part;
  const more = {
    ...(why === undefined ? {} : { why }),
    ...(fault === undefined ? {} : { fault }),
    ...(warning === undefined ? {} : { warning }),
    ...(weight === undefined ? {} : { weight }),
  };
  return instanceOf(part).map((instance) => ({
    ...instance,
    health,
    since: Date.parse(since),
    detail,
    restarts,
    ...more,
  }));
}

/** A position is the start of the cluster and the number of a step: another cluster of that name counts anew. */
async function instancesSince(name: string, position: string | undefined): Promise<TopologyLook> {
  const [cluster, number = '0'] = position?.split(' ') ?? [];
  const { startedAt, newest, steps, parts } = await partChanges(name, Number(number));
  const isKnown = cluster === startedAt;
  return {
    instances: parts.flatMap(instanceStateOf),
    steps: isKnown ? steps.flatMap(instanceStepOf) : [],
    position: `${startedAt} ${newest}`,
  };
}

function instanceStepOf({ at, name, part }: PartStep): InstanceStep[] {
  if (part === null) return [{ at: Date.parse(at), id: name, state: null }];
  return instanceStateOf(part).map((state) => ({ at: Date.parse(at), id: name, state }));
}

/** Without an edge there is nothing to see of one. */
function edgeOf(log: string | undefined): Pick<Target, 'edgeLog'> {
  return log === undefined ? {} : { edgeLog: (until) => followFile(log, until) };
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
  const { checker, audit } = secretsSchema.parse(JSON.parse(await readFile(files.secrets, 'utf8')));
  const [writer] = withRole(instances, 'writer');
  if (writer === undefined) throw new Error('the cluster has no writer');
  return {
    writer,
    readers: withRole(instances, 'reader'),
    user: checker.user,
    password: checker.password,
    audit: { ...audit, schema: auditSchema },
    schemas: Object.fromEntries(tenants.map(({ id, schema }) => [id, schema])),
    meteringSchema: platformSchema,
  };
}
