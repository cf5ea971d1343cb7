import { DescribeClustersCommand } from '@aws-sdk/client-ecs';
import { knownError } from '../../core/errors.ts';
import type { Instance } from '../../core/topology.ts';
import { withRole } from '../../core/with-role.ts';
import type { AwsFile } from '../file/aws-schema.ts';
import { type Env, auditAccount, passwordIn } from '../file/password.ts';
import type { TargetFile } from '../file/schema.ts';
import { type History, afterwards } from '../history.ts';
import type { Histories, Target, TargetDatabase, Watch } from '../target.ts';
import { accessLog } from './access-log.ts';
import { awsClients, type AwsClients } from './clients.ts';
import { containerEvents } from './container-events.ts';
import type { DatabaseCluster } from './database-cluster.ts';
import { startCommand } from './exec.ts';
import { conductExperiment, templateNamed } from './experiment.ts';
import { awsFaults } from './faults.ts';
import { loadBalancerOf, logPlaceOf, placeIn } from './load-balancer.ts';
import { passwordInSecret } from './password.ts';
import { readerMetrics } from './reader-metrics.ts';
import { scalablesOf, scalingOf } from './scaling.ts';
import { serviceLog } from './service-log.ts';
import { serviceMetrics } from './service-metrics.ts';
import { servicesOf, settingsOf } from './tasks.ts';
import { awsTopology } from './topology.ts';
import { writerMetrics } from './writer-metrics.ts';

/** AWS's control planes allow a few requests a second, and a look takes several. */
const lookEveryMs = 10_000;
const sameLookMs = 1000;

/** A target file that says where in AWS its system runs. */
export type AwsTargetFile = TargetFile & { readonly aws: AwsFile };

/**
 * A described system with what AWS tells of it. Everything is asked for by reading; what is not offered is among `lacks`.
 * @throws what AWS answers; aws-refused for a service, load balancer or database cluster that is not there
 */
export async function awsTarget(described: Target, file: AwsTargetFile, env: Env): Promise<Target> {
  const { aws } = file;
  const clients = awsClients(aws, env);
  await refuseMissing(clients, aws);
  const { histories, lacks } = await historiesOf(clients, aws);
  let topology = await awsTopology(clients, aws);
  const look = shared(async () => (topology = await awsTopology(clients, aws)));
  const password = await passwordOf(clients, file, env);
  const databaseIn = (cluster: DatabaseCluster | undefined): TargetDatabase | undefined =>
    cluster === undefined || password === undefined || file.database === undefined
      ? undefined
      : accountOf(cluster, file.database, password, env);
  const database = databaseIn(topology.database) ?? described.database;
  const readers = (): readonly Instance[] => withRole(topology.instances, 'reader');
  const [writer] = withRole(topology.instances, 'writer');
  const writerCpu =
    aws.database === undefined ? undefined : writerMetrics(clients, aws.database, writer);
  if (aws.database !== undefined && writerCpu === undefined)
    lacks.push(
      `The vCPU of class "${writer?.class ?? 'unknown'}" are not known: nothing is known of the writer's CPU.`,
    );
  const faults = awsFaults(clients, aws, described.endpoints.nameServer);
  const samples = database === undefined && aws.database !== undefined;
  return {
    ...described,
    kind: 'aws',
    instances: topology.instances.map(instanceOf),
    endpoints: {
      ...described.endpoints,
      ...(topology.database === undefined ? {} : { writer: topology.database.writer }),
      ...(topology.database?.reader === undefined ? {} : { reader: topology.database.reader }),
    },
    capabilities: {
      observe: [
        'topology',
        ...(histories.containerEvents === undefined ? [] : ['container-events' as const]),
        ...(histories.accessLog === undefined ? [] : ['access-log' as const]),
        ...(histories.serviceLog === undefined ? [] : ['service-log' as const]),
        ...(readers().length === 0 ? [] : ['readers' as const]),
        ...(writerCpu === undefined ? [] : ['writer' as const]),
        ...(database === undefined ? [] : ['bookings' as const]),
      ],
      break: [...faults.break],
      sharesMachine: false,
    },
    lacks,
    lookEveryMs,
    control: faults.control,
    instancesNow: async () => (await look()).instances,
    services: topology.services.map(settingsOf),
    scalings: () => Promise.all(scalablesOf(aws).map((one) => scalingOf(clients, one))),
    experiments: {
      templateNamed: (named) => templateNamed(clients, named),
      conduct: (template, conduct) => conductExperiment(clients, template, conduct),
    },
    histories,
    ...watchOf('containerEvents', histories.containerEvents, aws),
    ...watchOf('accessLog', histories.accessLog, aws),
    ...watchOf('serviceLog', histories.serviceLog, aws),
    ...watchOf('writerSamples', writerCpu, aws),
    ...(samples ? watchOf('readerSamples', readerMetrics(clients, readers), aws) : {}),
    ...(database === undefined
      ? {}
      : {
          database,
          databaseNow: async () => databaseIn((await look()).database) ?? database,
        }),
    startCommand: (place, command) =>
      startCommand(
        clients,
        { ...aws, place, tasks: withRole(topology.instances, 'task') },
        command,
      ),
  };
}

/** Who asks while somebody else looks, or right after, sees the same. */
function shared<T>(look: () => Promise<T>): () => Promise<T> {
  let last: { readonly at: number; readonly seen: Promise<T> } | undefined;
  return () => {
    if (last === undefined || performance.now() - last.at > sameLookMs)
      last = { at: performance.now(), seen: look() };
    return last.seen;
  };
}

async function refuseMissing(clients: AwsClients, aws: AwsFile): Promise<void> {
  const { missing } = await servicesOf(clients, aws);
  const [first] = missing;
  if (first === undefined) return;
  throw knownError('aws-refused', {
    action: 'ecs:DescribeServices',
    region: aws.region,
    reason: `there is no service "${first}" in cluster "${aws.cluster}"`,
  });
}

/** What can be read of it, and why not of the rest. */
async function historiesOf(
  clients: AwsClients,
  aws: AwsFile,
): Promise<{ readonly histories: Histories; readonly lacks: string[] }> {
  const lacks: string[] = [];
  const insights = await containerInsights(clients, aws);
  if (insights === 'disabled')
    lacks.push(
      `Container Insights is off in cluster "${aws.cluster}": nothing is known of the CPU and memory of its tasks.`,
    );
  const log = await accessLogOf(clients, aws);
  if (log === undefined && aws.loadBalancer !== undefined)
    lacks.push(
      `Load balancer "${aws.loadBalancer}" writes no access log: nothing is known of the requests of each task.`,
    );
  if (aws.loadBalancer === undefined)
    lacks.push('The target file names no load balancer: there is no access log to read.');
  if (aws.logGroups.service.length === 0)
    lacks.push("The target file names no log group of the service: its tasks' logs are not read.");
  if (aws.database === undefined)
    lacks.push('The target file names no database cluster: its readers are not looked at.');
  return {
    histories: {
      ...(insights === 'disabled' ? {} : { containerEvents: containerEvents(clients, aws) }),
      ...(log === undefined ? {} : { accessLog: log }),
      ...(aws.logGroups.service.length === 0
        ? {}
        : { serviceLog: serviceLog(clients, aws.logGroups.service) }),
      serviceMetrics: serviceMetrics(clients, aws),
    },
    lacks,
  };
}

/** `enabled`, `enhanced` or `disabled`. */
export async function containerInsights(
  { ecs }: Pick<AwsClients, 'ecs'>,
  { cluster }: AwsFile,
): Promise<string> {
  const answer = await ecs.send(
    new DescribeClustersCommand({ clusters: [cluster], include: ['SETTINGS'] }),
  );
  const settings = answer.clusters?.[0]?.settings ?? [];
  return settings.find(({ name }) => name === 'containerInsights')?.value ?? 'disabled';
}

async function accessLogOf(clients: AwsClients, aws: AwsFile): Promise<History | undefined> {
  if (aws.loadBalancer === undefined) return undefined;
  const balancer = await loadBalancerOf(clients, aws.loadBalancer);
  const place =
    aws.accessLog === undefined ? await logPlaceOf(clients, balancer) : placeIn(aws.accessLog);
  return place === undefined
    ? undefined
    : accessLog(clients, place, balancer.LoadBalancerArn ?? '');
}

async function passwordOf(
  clients: AwsClients,
  { database }: AwsTargetFile,
  env: Env,
): Promise<string | undefined> {
  if (database === undefined) return undefined;
  const { passwordFrom, passwordSecret, user } = database;
  if (passwordSecret !== undefined) return passwordInSecret(clients, passwordSecret);
  return passwordFrom === undefined ? undefined : passwordIn(env, passwordFrom, user);
}

function accountOf(
  { instances }: DatabaseCluster,
  { user, schemas, audit }: NonNullable<TargetFile['database']>,
  password: string,
  env: Env,
): TargetDatabase | undefined {
  const [writer] = withRole(instances, 'writer');
  if (writer === undefined) return undefined;
  const readers = withRole(instances, 'reader').map(instanceOf);
  return {
    writer: instanceOf(writer),
    readers,
    user,
    password,
    schemas,
    ...(audit === undefined ? {} : { audit: auditAccount(audit, env) }),
  };
}

function instanceOf({ id, role, zone, class: size, tier, address }: Instance): Instance {
  return {
    id,
    role,
    address,
    ...(zone === undefined ? {} : { zone }),
    ...(size === undefined ? {} : { class: size }),
    ...(tier === undefined ? {} : { tier }),
  };
}

function watchOf<K extends string, T>(
  name: K,
  history: History<T> | undefined,
  { lateSeconds }: AwsFile,
): Partial<Record<K, Watch<T>>> {
  if (history === undefined) return {};
  const watch: Watch<T> = (until, late) => afterwards(history, until, lateSeconds, late);
  const named: Partial<Record<K, Watch<T>>> = {};
  named[name] = watch;
  return named;
}
