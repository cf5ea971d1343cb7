import { z } from 'zod';
import { alarmsOf, math, metricsOf } from './build.ts';
import { count, identifier, packOptions } from './options.ts';
import { definePack } from './pack.ts';
import type { Definition } from '../definitions/definition.ts';

const mebibyte = 2 ** 20;

const options = packOptions('sessions', {
  cluster: identifier.describe('Cache cluster id'),
  nodes: z
    .array(z.string().regex(/^\d{4}$/, 'four digits such as 0001'))
    .min(1)
    .describe('Cache node ids'),
  engine: z
    .enum(['memcached', 'redis', 'valkey'])
    .default('memcached')
    .describe('Engine, which decides how much CPU a node can use'),
  cores: z.int().min(1).default(2).describe('Virtual CPUs of a node'),
  cpu: z.number().gt(0).max(100).optional().describe('CPU in percent, instead of the default rule'),
  evictions: count.default(0).describe('Sessions evicted in 5 minutes'),
  connections: count.default(52_000).describe('Connections of a node: memcached allows 65,000'),
  freeMib: count.default(100).describe('Free memory in MiB'),
});

/** Where sessions live: a node that is lost, or that throws sessions out, logs guests out in the middle of a booking. */
export const sessions = definePack({
  name: 'sessions',
  summary: 'Session cache: lost nodes, evictions, connections, CPU, memory of memcached',
  options,
  example: {
    environment: 'prod',
    notify: [{ topic: 'prod-alerts' }],
    cluster: 'sessions',
    nodes: ['0001', '0002'],
    cores: 2,
  },
  sources: [
    'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheMetrics.WhichShouldIMonitor.html',
    'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheMetrics.Memcached.html',
  ],
  corrections: [
    {
      row: 'ElastiCache guidance: threshold of CPUUtilization',
      was: '90 / cores for every engine',
      is: '90 for memcached; 90 / cores for Redis and Valkey on nodes of up to 2 cores',
      why: 'only an engine with one thread is full at one core; memcached uses all of them, and on 2 cores an alarm at 45 % would page at half load',
    },
  ],
  build: (given) => given.nodes.flatMap((node) => nodeAlarms(given, node)),
});

type Given = z.output<typeof options>;

function nodeAlarms(given: Given, node: string): Definition[] {
  const cache = metricsOf('AWS/ElastiCache', { CacheClusterId: given.cluster, CacheNodeId: node });
  const alarm = alarmsOf(given);
  const { metric: cpuMetric, threshold: cpu } = cpuRule(given);
  const low = given.freeMib * mebibyte;
  return [
    alarm({
      what: `${node}-lost`,
      means: `Node ${node} has reported nothing for 3 minutes: its sessions are gone, and clients move to the other nodes.`,
      first: 'read the events of the cache cluster; a new node starts empty, so expect logins.',
      metric: cache('CPUUtilization', 'SampleCount'),
      breaching: ['<', 1],
      datapoints: [3, 3],
      missing: 'breaching',
    }),
    alarm({
      what: `${node}-evictions`,
      means: `Node ${node} evicts more than ${given.evictions} items in 5 minutes to make room: guests lose their sessions.`,
      first:
        'check whether items got larger or live longer; then use larger nodes or more of them.',
      metric: cache('Evictions', 'Sum', 300),
      breaching: ['>', given.evictions],
      datapoints: [2, 3],
      missing: 'notBreaching',
    }),
    alarm({
      what: `${node}-connections`,
      means: `Node ${node} has more than ${given.connections} connections open.`,
      first:
        'check whether tasks close what they open: if they do not, the count falls after a deployment.',
      metric: cache('CurrConnections', 'Average'),
      breaching: ['>', given.connections],
      datapoints: [10, 10],
      missing: 'missing',
    }),
    alarm({
      what: `${node}-cpu`,
      means: `Node ${node} uses more than ${cpu} % of the CPU that ${given.engine} can use.`,
      first: 'look for a hot key or a loop of gets; then use larger nodes or more of them.',
      metric: cache(cpuMetric, 'Average'),
      breaching: ['>', cpu],
      datapoints: [5, 5],
      missing: 'missing',
    }),
    alarm({
      what: `${node}-memory`,
      means: `Node ${node} has less than ${given.freeMib} MiB free, or swaps more than is free.`,
      first:
        'raise the parameter for the memory of connections (memcached_connections_overhead), or use larger nodes.',
      metric: math('short of memory: 1 is yes', `IF(free < ${low} OR swap > free, 1, 0)`, {
        free: cache('FreeableMemory', 'Average'),
        swap: cache('SwapUsage', 'Average'),
      }),
      breaching: ['>=', 1],
      datapoints: [5, 5],
      missing: 'missing',
    }),
  ];
}

/**
 * Memcached has a thread a core and may use 90 % of the node; Redis and Valkey are full at 90 % of one core, which is
 * 90 / cores of a node of at most 2 cores, and EngineCPUUtilization of a larger one.
 * https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheMetrics.WhichShouldIMonitor.html
 */
function cpuRule({ engine, cores, cpu }: Given): { metric: string; threshold: number } {
  if (engine === 'memcached') return { metric: 'CPUUtilization', threshold: cpu ?? 90 };
  return cores <= 2
    ? { metric: 'CPUUtilization', threshold: cpu ?? 90 / cores }
    : { metric: 'EngineCPUUtilization', threshold: cpu ?? 90 };
}
