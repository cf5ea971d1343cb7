import { z } from 'zod';
import type { Definition } from '../definitions/definition.ts';
import { alarmsOf, math, metricsOf } from './build.ts';
import { identifier, packOptions, percent } from './options.ts';
import { definePack } from './pack.ts';

/** Bytes of credit that a new file system in bursting mode begins with: 2.1 TiB. */
const initialCredit = 2.1 * 2 ** 40;

const options = packOptions('storage', {
  fileSystemId: identifier.describe('EFS file system'),
  throughputMode: z
    .enum(['bursting', 'provisioned', 'elastic'])
    .default('bursting')
    .describe('Burst credits count in bursting mode only'),
  throughputPercent: percent
    .default(80)
    .describe('Throughput, in percent of the permitted throughput'),
  ioPercent: percent
    .default(90)
    .describe('Operations, in percent of the limit of general purpose mode'),
  creditPercent: percent.default(20).describe('Burst credits, in percent of the initial 2.1 TiB'),
});

/** Shared files: documents and pictures that every task reads. */
export const storage = definePack({
  name: 'storage',
  summary: 'EFS: permitted throughput, burst credits, operations',
  options,
  example: {
    environment: 'prod',
    notify: [{ topic: 'prod-alerts' }],
    fileSystemId: 'fs-0123456789abcdef0',
  },
  sources: [
    'https://docs.aws.amazon.com/efs/latest/ug/efs-metrics.html',
    'https://docs.aws.amazon.com/efs/latest/ug/monitoring-metric-math.html',
    'https://docs.aws.amazon.com/efs/latest/ug/performance.html',
  ],
  corrections: [],
  build: (given) => [
    throughput(given),
    operations(given),
    ...(given.throughputMode === 'bursting' ? [burstCredit(given)] : []),
  ],
});

type Given = z.output<typeof options>;

function fileSystem({ fileSystemId }: Given) {
  return metricsOf('AWS/EFS', { FileSystemId: fileSystemId });
}

/** Metered bytes a second over the permitted bytes a second. efs/latest/ug/monitoring-metric-math */
function throughput(given: Given): Definition {
  const metric = fileSystem(given);
  return alarmsOf(given)({
    what: 'throughput',
    means: `The file system moves more than ${given.throughputPercent} % of its permitted throughput: soon every read waits.`,
    first:
      'look for a job that copies or scans; in bursting mode, switching to elastic throughput ends the shortage at once.',
    metric: math(
      'throughput, percent of what is permitted',
      '100 * (FILL(metered, 0) / PERIOD(metered)) / permitted',
      {
        metered: metric('MeteredIOBytes', 'Sum'),
        permitted: metric('PermittedThroughput', 'Average'),
      },
    ),
    breaching: ['>', given.throughputPercent],
    datapoints: [4, 5],
    missing: 'notBreaching',
  });
}

function operations(given: Given): Definition {
  return alarmsOf(given)({
    what: 'operations',
    means: `The file system is at more than ${given.ioPercent} % of its limit of operations.`,
    first:
      'look for code that lists folders or opens many small files on each request; cache them.',
    metric: fileSystem(given)('PercentIOLimit', 'Maximum'),
    breaching: ['>', given.ioPercent],
    datapoints: [5, 15],
    missing: 'notBreaching',
  });
}

function burstCredit(given: Given): Definition {
  return alarmsOf(given)({
    what: 'burst-credit',
    means: `Less than ${given.creditPercent} % of the burst credits are left: without credits, throughput falls to the rate of the stored size.`,
    first:
      'find what reads or writes most; switch to elastic throughput before the credits run out.',
    metric: fileSystem(given)('BurstCreditBalance', 'Minimum', 300),
    breaching: ['<', Math.round((initialCredit * given.creditPercent) / 100)],
    datapoints: [3, 3],
    missing: 'missing',
  });
}
