import type { MetricFacts } from './metric-facts.ts';

const namespace = 'AWS/RDS';
const source =
  'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.AuroraMonitoring.Metrics.html';
const percent = { range: [0, 100], unit: 'Percent' } as const;

const dimensions = [
  ['DBInstanceIdentifier'],
  ['DBClusterIdentifier'],
  ['DBClusterIdentifier', 'Role'],
  ['DbClusterIdentifier', 'EngineName'],
  ['DatabaseClass'],
  ['EngineName'],
  ['SourceRegion'],
];

/** https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/dimensions.html lists the dimensions. */
export const aurora: readonly MetricFacts[] = [
  {
    namespace,
    metrics: ['CPUUtilization', 'ACUUtilization'],
    trouble: 'high',
    dimensions,
    source,
    ...percent,
  },
  {
    namespace,
    metrics: ['BufferCacheHitRatio', 'EBSByteBalance%', 'EBSIOBalance%'],
    trouble: 'low',
    dimensions,
    source,
    ...percent,
  },
  {
    namespace,
    metrics: ['ReadLatency', 'WriteLatency'],
    sparse: 'while there is no I/O',
    trouble: 'high',
    range: [0, Infinity],
    dimensions,
    unit: 'Seconds',
    source,
  },
  {
    namespace,
    metrics: [
      'FreeableMemory',
      'FreeLocalStorage',
      'FreeStorageSpace',
      'AuroraVolumeBytesLeftTotal',
    ],
    trouble: 'low',
    range: [0, Infinity],
    dimensions,
    unit: 'Bytes',
    source,
  },
  {
    namespace,
    metrics: [
      'AuroraReplicaLag',
      'AuroraReplicaLagMaximum',
      'AuroraReplicaLagMinimum',
      'CommitLatency',
      'DMLLatency',
      'SelectLatency',
    ],
    trouble: 'high',
    range: [0, Infinity],
    dimensions,
    unit: 'Milliseconds',
    source,
  },
  {
    namespace,
    metrics: [
      'AbortedClients',
      'ActiveTransactions',
      'BlockedTransactions',
      'DatabaseConnections',
      'Deadlocks',
      'DBLoad',
      'RollbackSegmentHistoryListLength',
      'RowLockTime',
    ],
    trouble: 'high',
    range: [0, Infinity],
    dimensions,
    source,
  },
  {
    namespace,
    metrics: [
      'ConnectionAttempts',
      'EngineUptime',
      'Queries',
      'SelectThroughput',
      'VolumeBytesUsed',
    ],
    range: [0, Infinity],
    dimensions,
    source,
  },
];
