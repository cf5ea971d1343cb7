import { z } from 'zod';
import type { Definition } from '../definitions/definition.ts';
import type { MetricStat } from '../definitions/metric.ts';
import { instanceClass } from './aurora-classes.ts';
import { alarmsOf, eventRulesOf, math, metricsOf } from './build.ts';
import { count, identifier, packOptions, percent } from './options.ts';
import { definePack } from './pack.ts';

const options = packOptions('aurora', {
  cluster: identifier.describe('Cluster identifier'),
  writer: identifier.describe('Identifier of the current writer instance'),
  readers: z
    .array(identifier)
    // A metric math alarm takes ten metrics. alarm-limits
    .max(10)
    .refine((readers) => new Set(readers).size === readers.length, { error: 'each reader once' })
    .describe('Identifiers of the current reader instances'),
  instanceClass: z
    .string()
    .refine((name) => instanceClass(name) !== undefined, {
      error: 'a class such as db.r6g.large; for another, set maxConnections and memoryGib',
    })
    .optional()
    .describe('Class of the instances: sets maxConnections and memoryGib'),
  maxConnections: z
    .int()
    .min(1)
    .optional()
    .describe('max_connections, when a parameter group sets it'),
  memoryGib: z.number().gt(0).optional().describe('Memory of an instance'),
  connectionsPercent: percent.default(80).describe('Connections, in percent of max_connections'),
  cpu: percent.default(90).describe('CPU of an instance, in percent'),
  freeMemoryPercent: percent.default(5).describe('Freeable memory, in percent'),
  replicaLag: count.default(1000).describe('Lag of a reader, in milliseconds'),
  imbalance: z
    .number()
    .gt(0)
    .default(0.8)
    .describe('(MAX - MIN) / AVG of the connections of the readers'),
  minimumConnections: count.default(20).describe('Mean connections below which balance is ignored'),
}).superRefine((given, context) => {
  if (given.instanceClass !== undefined) return;
  for (const key of ['maxConnections', 'memoryGib'] as const) {
    if (given[key] === undefined)
      context.addIssue({ code: 'custom', path: [key], message: 'a number, or an instanceClass' });
  }
});

/** The cluster behind the writer's and the readers' endpoints. */
export const aurora = definePack({
  name: 'aurora',
  summary: 'Aurora MySQL: connections, balance of readers, replica lag, failover, CPU, memory',
  options,
  example: {
    environment: 'prod',
    notify: [{ topic: 'prod-alerts' }],
    cluster: 'booking',
    writer: 'booking-1',
    readers: ['booking-2', 'booking-3'],
    instanceClass: 'db.r6g.large',
  },
  sources: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.AuroraMonitoring.Metrics.html',
    'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraMySQL.Managing.Performance.html',
    'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_Events.Messages.html',
    'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Best_Practice_Recommended_Alarms_AWS_Services.html',
  ],
  corrections: [],
  build: (given) => [
    ...[given.writer, ...given.readers].flatMap((instance) => instanceAlarms(given, instance)),
    ...given.readers.map((reader) => lag(given, reader)),
    ...(given.readers.length < 2 ? [] : [readerBalance(given)]),
    ...failover(given),
  ],
});

type Given = z.output<typeof options>;

/** Roles move with a failover and the instances stay: hence one alarm an instance, whatever its role. */
function instanceAlarms(given: Given, instance: string): Definition[] {
  const alarm = alarmsOf(given);
  const metrics = instanceMetrics(instance);
  const known = instanceClass(given.instanceClass ?? '');
  const maxConnections = given.maxConnections ?? known?.connections ?? Number.NaN;
  const memory = (given.memoryGib ?? known?.memoryGib ?? Number.NaN) * 2 ** 30;
  const connections = Math.floor((maxConnections * given.connectionsPercent) / 100);
  return [
    alarm({
      what: `${instance}-connections`,
      means: `Instance ${instance} has more than ${connections} of its ${maxConnections} connections open: beyond that, logins are refused.`,
      first:
        'count connections by user and state (SHOW PROCESSLIST): a pool is too large, or queries wait for locks.',
      metric: metrics('DatabaseConnections', 'Maximum'),
      breaching: ['>', connections],
      datapoints: [5, 5],
      missing: 'missing',
    }),
    alarm({
      what: `${instance}-cpu`,
      means: `Instance ${instance} uses more than ${given.cpu} % of its CPU.`,
      first:
        'look at the top SQL of Performance Insights; one hot reader points to balance, all of them to a query.',
      metric: metrics('CPUUtilization', 'Average'),
      breaching: ['>', given.cpu],
      datapoints: [5, 5],
      missing: 'missing',
    }),
    alarm({
      what: `${instance}-memory`,
      means: `Instance ${instance} has less than ${given.freeMemoryPercent} % of its memory left: it may restart without warning.`,
      first: 'check whether connections grew; close idle ones before the instance restarts.',
      metric: metrics('FreeableMemory', 'Average'),
      breaching: ['<', Math.round((memory * given.freeMemoryPercent) / 100)],
      datapoints: [15, 15],
      missing: 'missing',
    }),
  ];
}

/**
 * Each reader's own lag: AuroraReplicaLagMaximum of the writer has spikes when replicas are deleted or renamed. A reader
 * that was promoted has no lag, which is no breach.
 */
function lag(given: Given, reader: string): Definition {
  return alarmsOf(given)({
    what: `${reader}-lag`,
    means: `Reader ${reader} is more than ${given.replicaLag} ms behind the writer: guests may not see their own booking.`,
    first: 'look for a long transaction or a bulk write on the writer, and for CPU on the reader.',
    metric: instanceMetrics(reader)('AuroraReplicaLag', 'Maximum'),
    breaching: ['>', given.replicaLag],
    datapoints: [5, 5],
    missing: 'notBreaching',
  });
}

/**
 * Clients that resolve the readers' endpoint within one TTL of 5 s all get one reader, and pools keep what they have: half
 * an hour in one direction is no chance any more, five minutes are.
 */
function readerBalance(given: Given): Definition {
  const metrics: Record<string, MetricStat> = Object.fromEntries(
    given.readers.map((reader, index) => [
      `r${index + 1}`,
      instanceMetrics(reader)('DatabaseConnections', 'Average', 300),
    ]),
  );
  const all = `[${Object.keys(metrics).join(', ')}]`;
  return alarmsOf(given)({
    what: 'readers-unbalanced',
    means: `The readers' connections differ by more than ${given.imbalance} of their mean for half an hour: one works while another idles.`,
    first:
      'run "bilancia run" with the balance probe, which distinguishes DNS, pools and weights; after a failover, restart the oldest pools.',
    metric: math(
      'spread of connections over their mean',
      `IF(AVG(${all}) >= ${given.minimumConnections}, (MAX(${all}) - MIN(${all})) / AVG(${all}), 0)`,
      metrics,
    ),
    breaching: ['>', given.imbalance],
    datapoints: [6, 6],
    missing: 'notBreaching',
  });
}

/** The event tells of each failover, however short; the alarm of a writer that does not come back. */
function failover(given: Given): Definition[] {
  const writer = metricsOf('AWS/RDS', { DBClusterIdentifier: given.cluster, Role: 'WRITER' });
  return [
    alarmsOf(given)({
      what: 'writer-down',
      means: 'The cluster has had no running writer for two minutes: no one can book.',
      first: 'read the events of the cluster; fail over by hand if there is a healthy reader.',
      metric: writer('EngineUptime', 'Average'),
      breaching: ['<=', 0],
      datapoints: [2, 2],
      missing: 'breaching',
    }),
    eventRulesOf(given)(
      'failover',
      'A failover of the cluster began, ended or failed: look for refused writes and for pools still connected to the old writer.',
      {
        source: ['aws.rds'],
        'detail-type': ['RDS DB Cluster Event'],
        detail: { SourceIdentifier: [given.cluster], EventCategories: ['failover'] },
      },
    ),
  ];
}

function instanceMetrics(instance: string) {
  return metricsOf('AWS/RDS', { DBInstanceIdentifier: instance });
}
