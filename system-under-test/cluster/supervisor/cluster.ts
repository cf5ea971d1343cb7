import { mkdir, writeFile } from 'node:fs/promises';
import { chooseAddresses, choosePublicPort, hosts, taskSlots } from '../addresses.ts';
import { connectionsOf } from '../load-balancer/configuration.ts';
import { createSampler } from '../container-insights/sampler.ts';
import { publicTenants } from '../database/seed.ts';
import { openTemplate } from '../database/template.ts';
import { frontEndFolder } from '../../pms/front-end/kept.ts';
import { createDeployments, type Deployments } from './deployments.ts';
import { type HoldingResolver, holdingResolver } from '../dns/resolver.ts';
import { startNameServer } from '../dns/server.ts';
import { writerName } from '../dns/writer-name.ts';
import type { Autoscaler } from '../autoscaling/autoscaler.ts';
import { startAutoscalers } from './autoscaling.ts';
import type { ClusterOptions } from '../options.ts';
import type { ClusterState } from '../state.ts';
import type { PartRegistry } from './part-registry.ts';
import { type ControlPlane, createControlPlane } from './control-plane.ts';
import {
  databaseNodes,
  nodeMaker,
  readerMaker,
  startDatabases,
  writeSecrets,
} from './databases.ts';
import { setCrossZone } from './cross-zone.ts';
import { entries } from './entry.ts';
import type { Launcher } from '../processes/launcher.ts';
import type { Readers } from './readers.ts';
import { sharedOutput } from '../processes/output-file.ts';
import { balancerNames, balancerService, balancerOpenFiles } from './load-balancer.ts';
import { observe } from './observation.ts';
import type { SmallDisk } from '../database/small-disk.ts';
import { type Migration, schemaMigration } from './migration.ts';
import { passwordRotation, type Rotation } from './rotation.ts';
import { keepService } from './service.ts';
import { outsideService, sessionServices } from './services.ts';
import { sqlProxyService } from './sql-proxy.ts';
import { taskEnvironment } from './task-environment.ts';
import { createTasks } from './tasks.ts';
import { zoneOf } from './zones.ts';
import { findVarnish } from '../edge/varnish.ts';
import { startEdge } from './edge.ts';

interface ClusterPlan {
  readonly options: ClusterOptions;
  readonly launcher: Launcher;
  readonly registry: PartRegistry;
  readonly stopping: AbortSignal;
  readonly now: () => number;
  readonly say: (line: string) => void;
  readonly log: (line: string) => void;
}

export interface Cluster {
  readonly facts: Omit<
    ClusterState,
    | 'phase'
    | 'parts'
    | 'failovers'
    | 'deployments'
    | 'autoscaling'
    | 'startedAt'
    | 'options'
    | 'schemaVersion'
  >;
  readonly controlPlane: ControlPlane;
  readonly deployments: Deployments;
  readonly rotation: Rotation;
  readonly migration: Migration;
  /** Undefined where the writer has no disk of its own. */
  readonly writerDisk: () => SmallDisk | undefined;
  readonly freeDisks: () => Promise<void>;
  readonly readers: Readers;
  readonly resolver: HoldingResolver;
  readonly setCrossZone: (isOn: boolean) => Promise<void>;
  readonly autoscalers: readonly Autoscaler[];
  readonly drain: (graceMs: number) => Promise<void>;
}

/** Starts every part, in the order of what needs what, and looks after them until `stopping`. */
export async function startCluster(plan: ClusterPlan): Promise<Cluster> {
  const { options, launcher, registry, stopping, say } = plan;
  const { paths } = launcher;
  const addresses = await chooseAddresses();
  const publicPort = await choosePublicPort(options.port);
  const edge = options.edge ? { port: publicPort, varnish: findVarnish() } : undefined;
  const balancerPort = edge === undefined ? publicPort : await choosePublicPort(undefined);
  const { network, ports } = addresses;
  const today = new Date(plan.now()).toISOString().slice(0, 10);
  await mkdir(paths.taskLogs, { recursive: true });

  const template = await openTemplate(options, today, launcher, say);
  // Built once here, and not by every task.
  const frontEnd = await frontEndFolder();
  await writeSecrets(paths.secrets, template.secrets);
  await writeSecrets(paths.tenants, template.tenants);
  await writeFile(paths.containerEvents, '', { mode: 0o600 });
  const nodeAt = nodeMaker(addresses, launcher);
  const nodes = databaseNodes(options, nodeAt);
  const endpoint = (kind: string): string => `${options.name}.${kind}.bilancia.internal`;
  const names = { writer: endpoint('cluster'), reader: endpoint('cluster-ro') };

  say('starting the databases');
  const nameServer = `${network}.${hosts.names}:${ports.names}`;
  const { dnsDelayMs: delayMs, dnsFlicker: flicker } = options;
  const name = writerName(nodes[0].host, { delayMs, flicker, now: plan.now });
  const { secrets } = template;
  const controlPlane = createControlPlane({ ...plan, nodes, secrets, name });
  const rotation = passwordRotation({
    writer: controlPlane.writer,
    nodes,
    root: secrets.root,
    paths: { tenants: paths.tenants, secrets: paths.secrets },
  });
  const migration = schemaMigration({
    writer: controlPlane.writer,
    root: secrets.root,
    schema: template.tenants.tenants[0]?.schema ?? '',
    stopping,
  });
  const zone = {
    writerName: names.writer,
    readerName: names.reader,
    writer: name.address,
    readers: () =>
      controlPlane
        .readers()
        .map((node) => ({ address: node.host, weight: registry.find(node.name)?.weight ?? 1 })),
    ttl: options.dnsTtlSeconds,
    random: Math.random,
  };
  await startNameServer(`${network}.${hosts.names}`, ports.names, zone, plan.log);
  registry.add({
    name: 'dns',
    kind: 'name-server',
    address: nameServer,
    pid: process.pid,
    health: 'healthy',
    detail: `${names.writer}, ${names.reader}`,
  });
  const resolver = holdingResolver(zone, options.resolverHoldMs, plan.now);
  await startNameServer(`${network}.${hosts.resolver}`, ports.names, resolver.zone, plan.log);
  const resolverAddress = `${network}.${hosts.resolver}:${ports.names}`;
  registry.add({
    name: 'resolver',
    kind: 'name-server',
    address: resolverAddress,
    pid: process.pid,
    health: 'healthy',
    detail: 'of the tasks',
  });
  const hold = (ms: number): void => {
    resolver.hold(ms);
    registry.mark('resolver', ms === 0 ? undefined : `holds answers for ${ms / 1000} s`);
  };
  hold(options.resolverHoldMs);

  const balancers = balancerNames(options.loadBalancers);
  const openFiles = balancerOpenFiles();
  const tasks = createTasks({
    registry,
    clusterName: options.name,
    adminSockets: balancers.map(paths.admin),
    slots: taskSlots(addresses),
    start: (name, taskId, address, { settings }) =>
      launcher.start(`tasks/${name}`, 'node', ['--import', entries.slowHost, entries.task], {
        env: {
          ...taskEnvironment(
            { options, addresses, names, tenants: paths.tenants, frontEnd },
            taskId,
            address,
          ),
          ...settings,
        },
      }),
    stopping,
    now: plan.now,
    log: plan.log,
  });
  const balancerPlan = {
    launcher,
    clusterName: options.name,
    publicPort: balancerPort,
    slots: taskSlots(addresses),
    isSticky: options.stickiness === 'cookie',
    openFiles,
    afterStart: tasks.announce,
    accessLog: sharedOutput('access log', paths.accessLog),
    warn: registry.warn,
  };
  const disks = new Map<string, SmallDisk>();
  const newNode = readerMaker(nodes, nodeAt, controlPlane.writer);
  const databases = {
    options,
    template,
    nodes,
    newNode,
    controlPlane,
    launcher,
    registry,
    stopping,
    disks,
  };
  const [readers] = await Promise.all([
    startDatabases(databases),
    ...balancers.map((name) =>
      keepService(balancerService(name, balancerPlan), registry, stopping),
    ),
    ...sessionServices(launcher, addresses).map((node) => keepService(node, registry, stopping)),
    keepService(outsideService(launcher, addresses), registry, stopping),
  ]);

  if (edge !== undefined) {
    say('starting the edge');
    await startEdge({ ...plan, ...edge, origin: `127.0.0.1:${balancerPort}` });
  }
  const hint = options.sqlProxy === 'on';
  const proxy =
    options.sqlProxy === 'off'
      ? undefined
      : await sqlProxyService({ launcher, addresses, nodes, secrets, hint });
  if (proxy !== undefined) {
    say('starting the SQL proxy');
    await keepService(proxy, registry, stopping);
  }
  say(options.tasks === 1 ? 'starting 1 task' : `starting ${options.tasks} tasks`);
  await Promise.all(
    Array.from({ length: options.tasks }, (_, index) => tasks.keepOne(zoneOf(index, 2))),
  );
  const watch = { adminSockets: balancers.map(paths.admin), stopping, log: plan.log, registry };
  const { now, log } = plan;
  const deployments = createDeployments({ tasks, desired: options.tasks, now, stopping, log });
  void observe(watch, tasks, createSampler(paths.containerEvents, plan.now));
  return {
    facts: {
      baseUrl: `http://127.0.0.1:${publicPort}`,
      network: `${network}.0/24`,
      nameServer,
      resolver: resolverAddress,
      connections: balancers.length * connectionsOf(openFiles),
      endpoints: {
        writer: `${names.writer}:${ports.database}`,
        reader: `${names.reader}:${ports.database}`,
        ...(proxy === undefined ? {} : { sqlProxy: proxy.address }),
        ...(edge === undefined ? {} : { origin: `127.0.0.1:${balancerPort}` }),
      },
      tenants: publicTenants(template.tenants),
      files: {
        folder: paths.folder,
        accessLog: paths.accessLog,
        ...(edge === undefined ? {} : { edgeLog: paths.edgeLog }),
        containerEvents: paths.containerEvents,
        logs: paths.logs,
        taskLogs: paths.taskLogs,
        secrets: paths.secrets,
      },
    },
    drain: tasks.drain,
    controlPlane,
    rotation,
    migration,
    writerDisk: () => disks.get(controlPlane.writer().name),
    freeDisks: async () => {
      for (const { free } of disks.values()) await free();
    },
    readers,
    resolver: { ...resolver, hold },
    setCrossZone: (isOn) => setCrossZone(registry.list(), watch.adminSockets, isOn),
    deployments,
    autoscalers: startAutoscalers({
      ...plan,
      tasks,
      deployments,
      nodes,
      readers,
      controlPlane,
      secrets,
    }),
  };
}
